"""Opening a locked vault."""
