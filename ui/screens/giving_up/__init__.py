"""Giving up a draft of one's own, with a reason."""
