"""The screen of the log."""
