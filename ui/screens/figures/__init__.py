"""Figures for central collation: a data package of a period."""
