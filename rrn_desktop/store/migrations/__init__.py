"""Numbered steps of the two files; a step that was released is never edited."""
