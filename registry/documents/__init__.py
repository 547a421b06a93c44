"""What each paper says: rows become frozen content for the print shop; the only room that orders from it."""
