"""What is wrong with the data, and how much of it."""
