"""One person, for leads: what helps, their records in time, their file."""
