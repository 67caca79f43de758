"""Plain widgets in the product's look, which know nothing of any form."""
