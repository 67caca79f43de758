"""Reading sealed records, and starting a completion or an amendment."""
