"""The window locks when the computer does: one room for each system that tells."""
