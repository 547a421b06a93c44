"""People who speak for producers on the portal."""
