"""Confirming afterwards who wrote what was written without signing in."""
