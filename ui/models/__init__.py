"""Rows of the store as Qt tables see them."""
