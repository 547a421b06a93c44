"""Products: registered, amended, renamed, handed to another producer, pictured."""

from registry.web.staff.products import ceasing, lists, photos, recording, renaming, show
from registry.web.staff.products.blueprint import pages

__all__ = ["ceasing", "lists", "pages", "photos", "recording", "renaming", "show"]
