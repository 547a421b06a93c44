"""What producers propose, and staff's answers."""
