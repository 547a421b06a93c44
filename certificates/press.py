"""Chooses the press: the fast one where everything is as it knows it, the plain one otherwise."""

from collections.abc import Callable, Sequence
from threading import Lock

import reportlab

from certificates.fast_fonts import REPORTLAB_VERSION, OutsideAlphabet
from certificates.fast_sheet import FastSheet
from certificates.paper import Paper
from certificates.plain_sheet import PlainSheet
from certificates.sheet import About, Sheet

Page = Callable[[Sheet], None]

# ReportLab keeps the state of its fonts for the whole process: its canvas serves one thread at a time.
_PLAIN_PRESS = Lock()


def printed(pages: Sequence[Page], *, paper: Paper, about: About) -> bytes:
    """Draw the pages one after the other and return the file."""
    if reportlab.__version__ == REPORTLAB_VERSION:
        try:
            return printed_on(FastSheet(paper=paper, about=about), pages)
        except OutsideAlphabet:
            pass
    with _PLAIN_PRESS:
        return printed_on(PlainSheet(paper=paper, about=about), pages)


def printed_on(sheet: Sheet, pages: Sequence[Page]) -> bytes:
    """Draw the pages on this press and return the file."""
    for number, draw in enumerate(pages):
        if number:
            sheet.next_page()
        draw(sheet)
    return sheet.finish()
