"""Letters in the outbox."""
