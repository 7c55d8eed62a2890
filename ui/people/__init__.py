"""The screen of the people who may open the vault: who they are, what they may do, leaving."""
