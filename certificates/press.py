"""Prints pages into one file."""

from collections.abc import Callable, Sequence

from certificates.paper import Paper
from certificates.sheet import About, Sheet


def printed(pages: Sequence[Callable[[Sheet], None]], *, paper: Paper, about: About) -> bytes:
    """Draw the pages one after the other and return the file."""
    sheet = Sheet(paper=paper, about=about)
    for number, draw in enumerate(pages):
        if number:
            sheet.next_page()
        draw(sheet)
    return sheet.finish()
