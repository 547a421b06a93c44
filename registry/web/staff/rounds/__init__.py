"""Rounds of assessment: their councils, their dossiers, and what comes of them."""

from registry.web.staff.rounds import council, ending, files_in, lists, papers, results, scoring
from registry.web.staff.rounds.blueprint import pages

__all__ = ["council", "ending", "files_in", "lists", "pages", "papers", "results", "scoring"]
