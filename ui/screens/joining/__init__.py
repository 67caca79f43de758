"""An own passphrase: chosen at the first sign-in, and changed later."""
