"""RRN Desktop: everything that must be right, without Qt."""

__version__ = "0.1.0"
