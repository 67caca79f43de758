"""Writing a record, from its first answer to its seal."""
