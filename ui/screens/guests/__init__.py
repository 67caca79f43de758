"""Guests: let in for a shift, given more time, and let out."""
