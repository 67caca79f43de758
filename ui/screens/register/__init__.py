"""All records, for leads."""
