"""Certificates that run out: the plan by quarter, the list, the letters, what was sent."""

from registry.web.staff.expiry import lists, overview, papers, sent
from registry.web.staff.expiry.blueprint import pages

__all__ = ["lists", "overview", "pages", "papers", "sent"]
