"""How the reading process hands plain cells back: a line a sheet, then flat blocks that cannot act when opened.

Texts travel joined, numbers as machine numbers, dates as days; a column with few distinct cells travels as those
cells and an index. Imports next to nothing (typing alone would cost as much as starting Python), for the reading
process lives a tenth of a second.
"""

from __future__ import annotations

from array import array

from registry.sheets.opening import limits
from registry.sheets.opening.unreadable import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SEPARATOR = "\x1f"
_SAMPLE = 200
"""Cells from the top that tell whether a column repeats itself, so that an index is cheaper."""

_UNUSUAL = 4_000_000
"""Letters of a column from which its longest cell is looked for."""

_UNINDEXED = frozenset({"float", "date"})
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

    s, f or d: texts, numbers or dates; m: a mixture; @: an index into the cells that follow; !: the places and the
    cells that are of another type than the rest, as titles and blanks are among numbers.
    """
    kind = type(column[len(column) // 2])
    if kind is str:
        try:
            return _pack_texts(column, blocks)
        except TypeError:
            pass  # something else stands among the texts
    places = [place for place, cell in enumerate(column) if type(cell) is not kind]
    if not places:
        return _pack_alike(column, blocks)
    others = [column[place] for place in places]
    filled = column.copy()
    for place in places:
        filled[place] = column[len(column) // 2]
    blocks.append(array("I", places).tobytes())
    return "!" + _pack_cells(others, blocks) + _pack_alike(filled, blocks)


def _pack_texts(column: list[str], blocks: list[bytes]) -> str:
    """Pack a column of texts alone.

    :raises TypeError: when there are others.
    """
    if _is_varied(column):
        blocks.append(_joined(column))
        return "s"
    index = _Index()
    places = array("I", map(index.__getitem__, column)).tobytes()
    cells = _joined(list(index))
    blocks += (places, cells)
    return "@s"


def _pack_alike(column: list[Any], blocks: list[bytes]) -> str:
    """Pack a column of one type; machine numbers, and days as such, are cheaper than any index."""
    if type(column[0]).__name__ in _UNINDEXED or _is_varied(column):
        return _pack_cells(column, blocks)
    index = _Index()
    places = array("I", map(index.__getitem__, column)).tobytes()
    blocks.append(places)
    return "@" + _pack_cells(list(index), blocks)


def _is_varied(column: list[Any]) -> bool:
    """Say whether the cells at the top differ too much for an index to be worth it."""
    return len(set(column[:_SAMPLE])) * 4 > len(column[:_SAMPLE])


class _Index(dict):  # type: ignore[type-arg]
    """Cell → its place among the distinct cells, in the order in which they are met."""

    def __missing__(self, cell: object) -> int:
        place = self[cell] = len(self)
        return place


def _pack_cells(cells: list[Any], blocks: list[bytes]) -> str:
    kinds = {kind: kind.__name__ for kind in set(map(type, cells))}
    names = set(kinds.values())
    if names == {"str"}:
        blocks.append(_joined(cells))
        return "s"
    if names == {"float"}:
        blocks.append(array("d", cells).tobytes())
        return "f"
    if names == {"date"}:
        blocks.append(array("i", [cell.toordinal() for cell in cells]).tobytes())
        return "d"
    letters = {kind: _LETTERS.get(name, "s") for kind, name in kinds.items()}
    blocks.append("".join([letters[type(cell)] for cell in cells]).encode())
    blocks.append(_joined([_as_text(cell) for cell in cells]))
    return "m"


def _joined(cells: list[str]) -> bytes:
    joined = SEPARATOR.join(cells)
    if len(joined) > _UNUSUAL and max(map(len, cells)) > limits.LONGEST_CELL:
        raise Unreadable("cell_too_long")
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
