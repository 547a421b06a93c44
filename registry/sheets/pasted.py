"""The rows of a table that was copied from Word or Excel and pasted as text."""

import re

# Excel puts a cell in quotes when it holds a line break, and doubles the quotes in it.
_BROKEN_CELL = re.compile(r'(?m)(?:^|(?<=\t))"((?:[^"\t\n]|"")*\n(?:[^"\t]|"")*)"(?=\t|$)')

_MOST_LINES = 50
"""Of one row; what has more is none."""


def pasted_rows(text: str) -> list[list[str]]:
    """Return the rows with their cells; lines of one cell each where it is running text."""
    lines = _BROKEN_CELL.sub(_one_line, "\n".join(text.splitlines())).splitlines()
    if sum("\t" in line for line in lines) * 2 <= len(lines):
        return [[line] for line in lines]
    return [line.split("\t") for line in _joined(lines)]


def _one_line(found: re.Match[str]) -> str:
    return found[1].replace("\n", " ").replace('""', '"')


def _joined(lines: list[str]) -> list[str]:
    """Put together the lines of a row whose cells hold line breaks, as Word leaves them, where that makes it whole."""
    width = max(line.count("\t") for line in lines)
    joined: list[str] = []
    place = 0
    while place < len(lines):
        after = _end_of_row(lines, place, width)
        joined.append(" ".join(lines[place:after]))
        place = after
    return joined


def _end_of_row(lines: list[str], place: int, width: int) -> int:
    tabs = lines[place].count("\t")
    after, most = place + 1, min(len(lines), place + _MOST_LINES)
    while 0 < tabs < width and after < most and tabs + lines[after].count("\t") <= width:
        tabs += lines[after].count("\t")
        after += 1
    return after if tabs == width else place + 1
