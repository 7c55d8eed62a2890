"""The shop's own columns."""
