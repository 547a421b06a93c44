"""Drafts of decisions as Word documents, and the template they are written into."""

from registry.web.staff.word.pages import pages

__all__ = ["pages"]
