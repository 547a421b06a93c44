"""The work list of what is due."""
