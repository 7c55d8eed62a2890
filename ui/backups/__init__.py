"""The backups of a vault: which there are, trying, looking, restoring, a second place, the recovery sheet tried."""
