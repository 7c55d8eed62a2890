"""Settings of the vault and of the window."""
