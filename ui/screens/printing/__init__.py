"""Printing a record: for the file, for parents, and for the person; for outside only after its names are checked."""
