"""Supervision after recognition: inspections, cases, stamps."""

from registry.web.staff.supervision import cases, inspections, lists, stamps, visits
from registry.web.staff.supervision.blueprint import pages

__all__ = ["cases", "inspections", "lists", "pages", "stamps", "visits"]
