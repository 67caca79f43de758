"""Setting a site up, page by page."""
