"""How the reading process hands plain cells back: a line a sheet, then flat blocks that cannot act when opened.

Texts travel joined, numbers as machine numbers, dates as days; a column with few distinct cells travels as those
cells and an index. Imports next to nothing (typing alone would cost as much as starting Python), for the reading
process lives a tenth of a second.
"""

from __future__ import annotations

from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SEPARATOR = "\x1f"
_SAMPLE = 200
"""Cells from the top that tell whether a column repeats itself, so that an index is cheaper."""

_TOP = 40
"""Rows in which titles and headers stand over numbers and dates."""

_UNHASHED = frozenset({float})
"""As machine numbers these are cheaper than any index."""

_LETTERS = {"str": "s", "int": "f", "float": "f", "date": "d", "datetime": "w", "time": "t"}


class RawSheet:
    """One sheet as it travels."""

    __slots__ = ("columns", "counts_from_1904", "damaged", "height", "is_visible", "merges", "name")

    def __init__(
        self,
        *,
        name: str,
        height: int,
        columns: list[list[Any]],
        is_visible: bool = True,
        counts_from_1904: bool = False,
        merges: list[tuple[int, int, int, int]] | None = None,
        damaged: list[tuple[int, int, str]] | None = None,
    ) -> None:
        self.name = name
        self.height = height
        self.columns = columns
        self.is_visible = is_visible
        self.counts_from_1904 = counts_from_1904
        self.merges = merges or []
        self.damaged = damaged or []
        """Row, column and what is written of cells that arrived blank though they are not."""


def pack(sheets: list[RawSheet]) -> list[bytes]:
    """Write sheets as a head of lines and the blocks that the lines speak of."""
    blocks: list[bytes] = []
    lines: list[str] = []
    for sheet in sheets:
        blocks.append(sheet.name.encode("utf-8", "replace"))
        plans = "".join(_pack_column(column, blocks) for column in sheet.columns)
        blocks.append(array("I", [edge for merge in sheet.merges for edge in merge]).tobytes())
        blocks.append(_joined([str(part) for cell in sheet.damaged for part in cell]))
        lines.append(f"{sheet.is_visible:d} {sheet.counts_from_1904:d} {sheet.height} {plans}")
    lines.append(" ".join(str(len(block)) for block in blocks))
    return [*_head("\n".join(lines)), *blocks]


def pack_refusal(code: str) -> list[bytes]:
    """Write the code of a refusal."""
    return _head("!" + code)


def _head(text: str) -> list[bytes]:
    head = text.encode()
    return [len(head).to_bytes(4, "big"), head]


def _pack_column(column: list[Any], blocks: list[bytes]) -> str:
    """Append the blocks of one column; name them in order.

    s, f or d: texts, numbers or dates; m: a mixture; @: an index into the cells that follow; !: cells of the first
    rows, titles and headers mostly, that are of another type than the rest and have placeholders there.
    """
    top = [cell for cell in column[:_TOP] if type(cell) is not type(column[-1])]
    rest = set(map(type, column[_TOP:]))
    if top and len(rest) == 1:
        placeholder = column[-1]
        filled = [cell if type(cell) is type(placeholder) else placeholder for cell in column[:_TOP]]
        places = [place for place, cell in enumerate(column[:_TOP]) if type(cell) is not type(placeholder)]
        blocks.append(bytes(places))
        plan = "!" + _pack_cells(top, set(map(type, top)), blocks)
        return plan + _pack_alike(filled + column[_TOP:], rest, blocks)
    return _pack_alike(column, rest.union(map(type, column[:_TOP])), blocks)


def _pack_alike(column: list[Any], types: set[type], blocks: list[bytes]) -> str:
    if types <= _UNHASHED or len(set(column[:_SAMPLE])) * 2 > len(column[:_SAMPLE]):
        return _pack_cells(column, types, blocks)
    cells = list(dict.fromkeys(column))
    places = dict(zip(cells, range(len(cells)), strict=True))
    blocks.append(array("I", map(places.__getitem__, column)).tobytes())
    return "@" + _pack_cells(cells, types, blocks)


def _pack_cells(cells: list[Any], types: set[type], blocks: list[bytes]) -> str:
    if types == {str}:
        blocks.append(_joined(cells))
        return "s"
    if types == {float}:
        blocks.append(array("d", cells).tobytes())
        return "f"
    names = {kind: kind.__name__ for kind in types}
    if set(names.values()) == {"date"}:
        blocks.append(array("i", [cell.toordinal() for cell in cells]).tobytes())
        return "d"
    letters = {kind: _LETTERS.get(name, "s") for kind, name in names.items()}
    blocks.append("".join([letters[type(cell)] for cell in cells]).encode())
    blocks.append(_joined([_as_text(cell) for cell in cells]))
    return "m"


def _joined(cells: list[str]) -> bytes:
    joined = SEPARATOR.join(cells)
    if joined.count(SEPARATOR) > len(cells) - 1:
        joined = SEPARATOR.join([cell.replace(SEPARATOR, " ") for cell in cells])
    return joined.encode("utf-8", "replace")


def _as_text(cell: Any) -> str:
    """Write a cell; truth values and durations, which no column of a list holds, arrive as text."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return repr(float(cell))
    return str(cell.isoformat()) if hasattr(cell, "isoformat") else str(cell)
