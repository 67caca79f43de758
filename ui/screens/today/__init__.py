"""The first screen after signing in."""
