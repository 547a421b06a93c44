"""The rules: what would still be true on paper, with no computer. Standard library only."""
