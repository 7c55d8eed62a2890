"""The list of customers, the card, the form."""
