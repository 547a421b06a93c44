"""CSV files: in what script they are written, what separates their cells, and the cells themselves."""

from __future__ import annotations

import csv
import io
from itertools import islice, zip_longest

from registry.sheets.opening import limits
from registry.sheets.opening.formula_guard import unguarded
from registry.sheets.opening.unreadable import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS = (",", ";", "\t", "|")
_OTHER_FILES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
    (b"Rar!", "no_workbook"),
    (b"7z\xbc\xaf", "no_workbook"),
    (b"\x1f\x8b", "no_workbook"),
    (b"{\\rtf", "other_office"),
)
_WEB_PAGES = ("<!doctype", "<html", "<table", "<?xml")
_SHOWN_ROWS = 60


def csv_cells(content: bytes, *, is_named_workbook: bool) -> tuple[int, list[list[str]]]:
    """Give the number of rows, and the columns, all of that length.

    :raises Unreadable: when the content is no text, not in Unicode, or too large.
    """
    text = _decode(content, is_named_workbook)
    start, separator = _separator(text)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator)
    csv.field_size_limit(limits.LONGEST_CELL)
    try:
        rows = list(_rows(reader))
    except csv.Error:
        raise Unreadable("broken_csv") from None
    return len(rows), [list(map(unguarded, column)) for column in zip_longest(*rows, fillvalue="")]


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Let rows through while they stay within bounds; empty cells at the end of a row do not count."""
    for count, cells in enumerate(reader):
        if count >= limits.MOST_ROWS:
            raise Unreadable("too_many_rows")
        while len(cells) > limits.MOST_COLUMNS and not cells[-1]:
            cells.pop()
        if len(cells) > limits.MOST_COLUMNS:
            raise Unreadable("too_many_columns")
        yield cells


def _decode(content: bytes, is_named_workbook: bool) -> str:
    for start, code in _OTHER_FILES:
        if content.startswith(start):
            raise Unreadable(code)
    text = _unicode(content)
    if text.lstrip()[:9].lower().startswith(_WEB_PAGES):
        raise Unreadable("web_page")
    if "\0" in text or is_named_workbook:
        raise Unreadable("no_workbook")
    if not text.strip():
        raise Unreadable("empty")
    return text


def _unicode(content: bytes) -> str:
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode(_wide_script(content) or "utf-8-sig")
    except UnicodeDecodeError:
        is_text = not any(byte in content for byte in (b"\0", b"\x01", b"\x02", b"\x03"))
        raise Unreadable("legacy_script" if is_text else "no_workbook") from None


def _wide_script(content: bytes) -> str:
    """Name UTF-16 without its mark, known by its empty bytes: most of every second one, none between them."""
    start = content[:400]
    even, odd = start[0::2], start[1::2]
    if odd.count(0) * 2 > len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) * 2 > len(even) and not odd.count(0) else ""


def _separator(text: str) -> tuple[int, str]:
    """Give where the cells begin, and the separator that gives the most cells to the rows that have several."""
    first = text[:6].rstrip("\r\n")
    if first[:4].lower() == "sep=" and first[4:5] in _SEPARATORS:
        return len(text) - len(text[5:].lstrip("\r\n")), first[4]
    sample = io.StringIO("".join(islice(io.StringIO(text, newline=""), _SHOWN_ROWS)), newline="").getvalue()
    return 0, max(_SEPARATORS, key=lambda separator: _cells_under(sample, separator))


def _cells_under(sample: str, separator: str) -> int:
    """Count the cells of the commonest width that a separator gives."""
    try:
        widths = [len(cells) for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator)]
    except csv.Error:
        return 0
    several = [width for width in widths if width > 1]
    return max((several.count(width) * width for width in set(several)), default=0)
