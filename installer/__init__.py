"""What makes a package of RRN Desktop that IT can install; no part of the program."""
