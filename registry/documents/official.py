"""Administrative papers ordered from the print shop: minutes, reports, notices, slips."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

import certificates
from certificates import OfficialPaper, legible
from registry.documents import printing
from registry.queries import settings as settings_questions
from registry.queries.settings import Settings

DOTS = "…" * 8
"""What is written in by hand."""


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of what was sealed as it was typed; the blank of the form where nothing was."""
    return [legible(line) for line in (text or "").splitlines() if line.strip()] or [DOTS]


def settings_of(session: Session) -> tuple[Settings, bool]:
    """Return the department's choices, and whether this is a demonstration."""
    return settings_questions.settings(session), settings_questions.is_demonstration(session)


def draw(content: OfficialPaper) -> bytes:
    """Draw the paper.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    with printing.refusing(content.title.capitalize()):
        return certificates.draw_official_paper(content)


def draw_merged(contents: Sequence[OfficialPaper]) -> bytes:
    """Draw papers of one shape into one file, for printing in one go.

    :raises PaperRefused: naming the first that cannot be printed as it should be.
    """
    return printing.draw_together(contents, merged=certificates.draw_official_papers_merged, single=draw)
