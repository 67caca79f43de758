"""Settings: the daily backup, and whether leads open the register on this computer."""
