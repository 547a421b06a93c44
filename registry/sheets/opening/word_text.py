"""The text of a Word document as rows of cells: a paragraph is a row of one cell, a table's row is a row."""

from __future__ import annotations

from xml.etree import ElementTree

from registry.sheets.opening import limits
from registry.sheets.opening.sending import RawSheet
from registry.sheets.opening.unreadable import Unreadable
from registry.sheets.opening.zip_gate import inflate, inspect_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_KINDS = "[content_types].xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = frozenset({f"{_W}br", f"{_W}cr", f"{_W}tab"})
_TAKEN_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})
"""What tracked changes have struck out, and the code behind fields: not what the paper says."""


def word_sheet(path: str) -> RawSheet:
    """Give the whole document as one sheet.

    :raises Unreadable: when the package is damaged, too large, or its text is no XML.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - as in the rest of the reading process
        members = inspect_package(file, heart=_KINDS).members
        # Word on the web numbers it: document2.xml.
        heart = next((name for name in members if name.startswith("word/document") and name.endswith(".xml")), None)
        if heart is None:
            raise Unreadable("no_workbook")
        content = b"".join(inflate(file, members[heart], most=limits.LARGEST_INFLATED))
    try:
        body = ElementTree.fromstring(content).find(f"{_W}body")  # noqa: S314 - the gate refuses declared entities
    except ElementTree.ParseError:
        raise Unreadable("damaged_text") from None
    rows = list(_rows(body)) if body is not None else []
    if len(rows) > limits.MOST_ROWS:
        raise Unreadable("too_many_rows")
    width = max((len(row) for row in rows), default=0)
    if width > limits.MOST_COLUMNS:
        raise Unreadable("too_many_columns")
    whole = [row + [""] * (width - len(row)) for row in rows]
    return RawSheet(name="", height=len(whole), columns=[list(column) for column in zip(*whole, strict=True)])


def _rows(parent: Element) -> Iterator[list[str]]:
    for child in parent:
        if child.tag == f"{_W}p":
            text = _text(child)
            if text:
                yield [text]
        elif child.tag == f"{_W}tbl":
            yield from _rows_of_table(child)
        elif child.tag not in _TAKEN_OUT:
            yield from _rows(child)  # content controls and tracked insertions wrap whole tables


def _rows_of_table(table: Element) -> Iterator[list[str]]:
    above: list[str] = []
    for row in table.iter(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells: list[str] = []
        for cell in row.iter(f"{_W}tc"):
            place = len(cells)
            text = _text(cell)
            if _continues(cell) and place < len(above):
                text = above[place]
            cells += [text, *[""] * (_span(cell) - 1)]
        above = cells
        yield cells


def _continues(cell: Element) -> bool:
    """Say whether a cell is part of one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _span(cell: Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    written = "" if span is None else span.get(f"{_W}val", "")
    return min(int(written), limits.MOST_COLUMNS) if written.isdigit() and int(written) else 1


def _text(parent: Element) -> str:
    parts: list[str] = []
    _collect(parent, parts)
    text = " ".join("".join(parts).split())
    if len(text) > limits.LONGEST_CELL:
        raise Unreadable("cell_too_long")
    return text


def _collect(parent: Element, parts: list[str]) -> None:
    for child in parent:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(" ")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag not in _TAKEN_OUT:
            _collect(child, parts)
            if child.tag == f"{_W}p":
                parts.append(" ")
