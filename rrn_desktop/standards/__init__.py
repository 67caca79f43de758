"""What law and guidance ask to be recorded, as data, and which questions of a form answer it."""
