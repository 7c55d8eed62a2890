"""What one person may ask the shop for: everything about them, and to be erased."""
