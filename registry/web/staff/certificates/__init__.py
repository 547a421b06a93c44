"""Certificates, issued here or recorded: how they stand, their lives, their papers."""

from registry.web.staff.certificates import extending, life, lists, recording, show
from registry.web.staff.certificates.blueprint import pages

__all__ = ["extending", "life", "lists", "pages", "recording", "show"]
