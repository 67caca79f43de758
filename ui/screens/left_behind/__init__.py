"""What others began and left unfinished, for leads."""
