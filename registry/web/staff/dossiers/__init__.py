"""Dossiers as staff keep them: looked at, filled in for producers who file on paper, and moved on."""

from registry.web.staff.dossiers import (
    blanks,
    carrying,
    files,
    lists,
    moves,
    opening,
    papers,
    scores,
    show,
    team,
    times,
)
from registry.web.staff.dossiers.blueprint import pages

__all__ = [
    "blanks",
    "carrying",
    "files",
    "lists",
    "moves",
    "opening",
    "pages",
    "papers",
    "scores",
    "show",
    "team",
    "times",
]
