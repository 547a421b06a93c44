"""Recognitions: the star rankings that products were given."""
