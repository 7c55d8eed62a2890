"""Making a new vault and its recovery sheet."""
