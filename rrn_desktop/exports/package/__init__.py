"""Data packages for central collation: tables of figures, what they mean, and who says so."""
