"""Filtered customers to a workbook."""
