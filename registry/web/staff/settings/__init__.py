"""The department's choices."""
