"""From a file to customers."""
