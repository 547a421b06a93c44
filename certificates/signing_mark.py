"""What a digital signature shows on the first page: no picture, the paper's number and the time (decree 30/2020, I)."""

from collections.abc import Sequence
from functools import partial

from certificates.paper import BLACK, Paper
from certificates.press import printed
from certificates.sheet import About, Sheet
from certificates.typography import SERIF, Style, width

TEXT = Style(SERIF, 10, BLACK)
LEADING = 12.0
_DESCENT = 3.0


def draw_signing_mark(lines: Sequence[str]) -> bytes:
    """Draw the lines, flush right, on a sheet no larger than they are.

    :raises MissingGlyph: if a face has no letter of a line.
    """
    wide = max(width(line, TEXT) for line in lines)
    paper = Paper(width=wide, height=LEADING * len(lines) + _DESCENT, top=0, bottom=0, left=0, right=0)
    about = About(title="Chữ ký số", author="", subject="")
    return printed([partial(_draw, lines=lines)], paper=paper, about=about)


def _draw(sheet: Sheet, *, lines: Sequence[str]) -> None:
    for place, line in enumerate(lines, start=1):
        sheet.write(line, x=sheet.paper.width - width(line, TEXT), y=LEADING * place, style=TEXT)
