"""Confidential information: which fields, and who reads them."""
