"""The text of a PDF, line by line, as one column."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf import PdfReader

from registry.sheets.opening import limits
from registry.sheets.opening.sending import RawSheet
from registry.sheets.opening.unreadable import Unreadable

_FEWEST_LETTERS = 20
"""Of a whole file: a scan has none, or the few that its scanner writes at the foot."""

_MOST_ALONE = 0.08
"""Of a text's words: «ở», «ý» and «ô» are words of one letter, one in fifty at most; torn text has one in four."""


def pdf_sheet(path: str) -> RawSheet:
    """Give every line of every page.

    :raises Unreadable: when the file is protected, damaged, too long, or pictures of pages without text.
    """
    try:
        lines = _lines(path)
    except (Unreadable, MemoryError):
        raise
    except Exception:  # what a damaged file makes the reader stumble over is of every kind
        raise Unreadable("damaged_pdf") from None
    if sum(letter.isalpha() for line in lines for letter in line) < _FEWEST_LETTERS:
        raise Unreadable("scanned")
    if is_torn(lines):
        raise Unreadable("torn_pdf")
    if len(lines) > limits.MOST_ROWS:
        raise Unreadable("too_many_rows")
    return RawSheet(name="", height=len(lines), columns=[lines])


def is_torn(lines: Sequence[str]) -> bool:
    """Say whether accented letters stand apart from their words, as a program leaves them that lacks the font."""
    words = [word for line in lines for word in line.split()]
    alone = sum(len(word) == 1 and word.isalpha() and not word.isascii() for word in words)
    return alone > _MOST_ALONE * len(words)


def _lines(path: str) -> list[str]:
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("password_pdf")
    if len(reader.pages) > limits.MOST_PAGES:
        raise Unreadable("too_many_pages")
    return [line for page in reader.pages for line in page.extract_text().splitlines()]
