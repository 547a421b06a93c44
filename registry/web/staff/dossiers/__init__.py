"""Dossiers as staff keep them: looked at, filled in for producers who file on paper, and moved on."""

from registry.web.staff.dossiers import blanks, files, lists, moves, opening, papers, show, team, times
from registry.web.staff.dossiers.blueprint import pages

__all__ = ["blanks", "files", "lists", "moves", "opening", "pages", "papers", "show", "team", "times"]
