"""What a cell was understood to say, and the reading of a whole column."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from registry.sheets.result_row import Severity
from registry.sheets.table import Cell


class Reading(NamedTuple):
    """A value, and what has to be said about it."""

    value: Any
    guess: str = ""
    """Why the reading is only a guess."""

    shown: str = ""
    """The guess in words; empty when the value's own words do."""

    problem: str = ""
    severity: Severity = "blocking"


class Readings(dict[Cell, Any]):
    """Cell → value, each distinct cell understood once; what has to be said is kept aside in `remarks`."""

    def __init__(self, reader: Callable[[Cell], Reading], known: Mapping[Cell, Any] | None = None) -> None:
        super().__init__(known or {})
        self.reader = reader
        self.remarks: dict[Cell, Reading] = {}

    def __missing__(self, cell: Cell) -> Any:
        reading = self.reader(cell)
        if reading.guess or reading.problem:
            self.remarks[cell] = reading
        self[cell] = reading.value
        return reading.value

    def of(self, cells: Sequence[Cell]) -> list[Any]:
        """Give the values of a column."""
        return list(map(self.__getitem__, cells))

    def remarked(self, cells: Sequence[Cell]) -> list[tuple[int, Reading]]:
        """Give the places of a column at which something has to be said, and what."""
        if not self.remarks:
            return []
        remarks = self.remarks
        return [(place, remarks[cell]) for place, cell in enumerate(cells) if cell in remarks]
