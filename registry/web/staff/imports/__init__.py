"""Lists brought in: received, previewed, applied."""

from registry.web.staff.imports import lists, preview, receiving
from registry.web.staff.imports.blueprint import pages

__all__ = ["lists", "pages", "preview", "receiving"]
