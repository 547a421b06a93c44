"""Reminding holders of certificates that run out; what was told once is not told again."""

from registry.usecases import expiry_notices


def remind() -> None:
    """Write the reminders that are due; sending them is the next job's work."""
    expiry_notices.remind()
