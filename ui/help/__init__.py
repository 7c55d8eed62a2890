"""Help and the sheet of shortcuts."""
