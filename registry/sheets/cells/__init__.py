"""What one cell says: every spelling that lists use, one file to each sort of value."""
