"""Producers: registered, amended, and what becomes of them."""

from registry.web.staff.producers import erasing, fates, lists, recording, show, splitting
from registry.web.staff.producers.blueprint import pages

__all__ = ["erasing", "fates", "lists", "pages", "recording", "show", "splitting"]
