"""Signing in by Flask-Security, with our words, our pages and our way of writing."""
