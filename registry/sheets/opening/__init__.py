"""Opening a stranger's file in a process of its own, and getting its cells back."""
