"""The store: two encrypted files, what is in them, and every way they can fail."""
