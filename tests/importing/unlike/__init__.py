"""Workbooks of other shops, made on the spot with what a perfect import would store, and how near importing comes to it."""
