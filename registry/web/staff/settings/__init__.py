"""The department's choices."""

from registry.web.staff.settings import choosing, papers
from registry.web.staff.settings.blueprint import pages

__all__ = ["choosing", "pages", "papers"]
