"""Values that wait to be checked."""
