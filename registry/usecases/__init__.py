"""Acts: what someone does, each in one transaction and written in the journal."""
