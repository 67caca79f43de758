"""What leaves the store: files that a person asked for, whole or not at all."""
