"""The ledger: what is sealed, in which order, by whom, and whether all of it still holds."""
