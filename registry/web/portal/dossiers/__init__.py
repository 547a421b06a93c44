"""A producer's dossiers: opened, filled in, furnished with papers, handed in, and followed on their way."""

from registry.web.portal.dossiers import blanks, evidence, files, handing_in, opening, scores, show
from registry.web.portal.dossiers.blueprint import pages

__all__ = ["blanks", "evidence", "files", "handing_in", "opening", "pages", "scores", "show"]
