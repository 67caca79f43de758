"""Writing without signing in, and confirming afterwards who wrote."""
