"""Sổ Khách Hàng: the customer database of a small shop, without a window. Imports no Qt."""

__version__ = "0.1.0"
