"""Reviewing possible duplicates."""
