"""The people of this place: who is here, one more, and many from a list."""
