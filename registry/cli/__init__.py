"""The command line: each command parses, calls one act or question, and prints."""
