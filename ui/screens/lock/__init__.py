"""The screen that hides everything."""
