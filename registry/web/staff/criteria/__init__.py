"""Newer wordings of criteria sets, taken in from files."""

from registry.web.staff.criteria.loading import pages

__all__ = ["pages"]
