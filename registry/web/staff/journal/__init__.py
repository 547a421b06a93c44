"""The journal, for reading."""
