"""The window of RRN Desktop: Qt only, no SQL and no crypto."""
