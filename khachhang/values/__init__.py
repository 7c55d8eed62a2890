"""What a cell says: pure, total parsers from a raw cell to the value the vault stores, one module per kind of value."""
