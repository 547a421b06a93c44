"""Finds the cells that the workbook reader gives as blanks though something stands in them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from registry.sheets.opening import limits
from registry.sheets.opening.zip_gate import Inspection, inflate

_CELL = re.compile(
    rb"<c (?P<attributes>[^>]*[^/>])>(?P<formula><f[^>]*/>|<f[^>]*>[^<]*</f>)?(?:<v>(?P<value>[^<]*)</v>|<v */>)?"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_LONGEST_CELL = 1 << 16

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*\br:id=\"([^\"]+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ID = re.compile(rb"\bId=\"([^\"]+)\"")
_TARGET = re.compile(rb"\bTarget=\"([^\"]+)\"")


def damaged_cells(file: BinaryIO, inspection: Inspection) -> dict[int, list[tuple[int, int, str]]]:
    """Give row, column and the written error (empty for a formula without value), by the sheet's place."""
    places = _places_of_sheets(file, inspection)
    found: dict[int, list[tuple[int, int, str]]] = {}
    for name in inspection.suspects:
        if name in places:
            cells = _cells(inflate(file, inspection.members[name], most=limits.LARGEST_INFLATED))
            found[places[name]] = [cell for cell, _ in zip(cells, range(limits.MOST_DAMAGED), strict=False)]
    return found


def _places_of_sheets(file: BinaryIO, inspection: Inspection) -> dict[str, int]:
    workbook = b"".join(inflate(file, inspection.members["xl/workbook.xml"], most=limits.LARGEST_INFLATED))
    relations = inspection.members.get("xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    targets = {}
    for relation in _RELATION.findall(b"".join(inflate(file, relations, most=limits.LARGEST_INFLATED))):
        identity, target = _ID.search(relation), _TARGET.search(relation)
        if identity and target:
            name = target[1].decode("utf-8", "replace").lower()
            targets[identity[1]] = name[1:] if name.startswith("/") else "xl/" + name
    order = [targets.get(identity, "") for identity in _SHEET.findall(workbook)]
    return {name: place for place, name in enumerate(order)}


def _cells(chunks: Iterator[bytes]) -> Iterator[tuple[int, int, str]]:
    rest = b""
    for chunk in chunks:
        content = rest + chunk
        cut = max(content.rfind(b"<c "), len(content) - _LONGEST_CELL, 0)
        yield from _cells_in(content[:cut])
        rest = content[cut:]
    yield from _cells_in(rest)


def _cells_in(content: bytes) -> Iterator[tuple[int, int, str]]:
    for cell in _CELL.finditer(content):
        is_error = b't="e"' in cell["attributes"]
        if not is_error and (cell["formula"] is None or cell["value"] or b't="str"' in cell["attributes"]):
            continue
        place = _PLACE.search(cell["attributes"])
        if place:
            written = (cell["value"] or b"").decode("utf-8", "replace") if is_error else ""
            yield int(place[2]) - 1, _column(place[1]), written


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
