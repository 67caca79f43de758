"""Checking a document: is it as it was signed, by whom, and from where."""
