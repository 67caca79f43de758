"""Use cases: the only door through which the window and the command change anything."""
