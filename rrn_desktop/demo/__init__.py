"""The story teller: years of made-up life for a demo store, told through the same services that people use."""
