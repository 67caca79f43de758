"""Documents on paper: tagged pages that last, signed, each with what it takes to check them."""
