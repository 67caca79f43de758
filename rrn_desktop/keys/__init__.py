"""Passphrases, key slots, people's key pairs, the roll of who is who and the shared keys."""
