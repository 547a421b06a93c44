"""Decisions: drafted, filled, checked, approved, signed, put in effect."""

from registry.web.staff.decisions import (
    annex,
    approval,
    check_sheet,
    drafts,
    effect,
    life,
    lists,
    papers,
    recipients,
    signing,
)
from registry.web.staff.decisions.blueprint import pages

__all__ = [
    "annex",
    "approval",
    "check_sheet",
    "drafts",
    "effect",
    "life",
    "lists",
    "pages",
    "papers",
    "recipients",
    "signing",
]
