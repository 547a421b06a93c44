"""What is said of the unit and the product, beyond plain text."""

from collections.abc import Sequence

from registry.rules.producer_kinds import ProducerKind
from registry.rules.search_key import clean
from registry.sheets.cells.kinds import kind_of_name, refines
from registry.sheets.cells.text import written
from registry.sheets.column_values import ColumnValues
from registry.sheets.columns import Column
from registry.sheets.result_row import Guess
from registry.sheets.table import Cell

_CARRIED = "Ô để trống; hiểu là cùng chủ thể với dòng trên."
_FROM_NAME = "Suy từ tên chủ thể."


def producer_kinds(values: ColumnValues, names: Sequence[str]) -> Sequence[ProducerKind | None]:
    """Give each unit's kind: as its column states, made more exact or filled in from its name as a guess."""
    index = values.header.base.get(Column.PRODUCER_KIND)
    stated: Sequence[ProducerKind | None] = values.values(Column.PRODUCER_KIND, index, blank=None)
    named = list(map(_NamedKinds().__getitem__, names))
    if named == stated:
        return stated
    kinds = list(stated)
    for place, (said, guessed) in enumerate(zip(stated, named, strict=True)):
        if guessed is None or guessed is said:
            continue
        if said is None or refines(guessed, stated=said):
            kinds[place] = guessed
            title = "" if index is None else values.header.titles[index]
            guess = Guess(title, names[place], guessed.value, _FROM_NAME, Column.PRODUCER_KIND)
            values.guess(place, guess)
        elif index is not None and not refines(said, stated=guessed):
            reason = "Loại hình ghi trong cột khác với loại hình trong tên chủ thể."
            words = written(values.rows.columns[index][place])
            values.problem(place, Column.PRODUCER_KIND, words, reason, blocks=False)
    return kinds


class _NamedKinds(dict[str, ProducerKind | None]):
    """Name → the kind that it tells, each distinct name looked at once."""

    def __missing__(self, name: str) -> ProducerKind | None:
        kind = kind_of_name(name) if name else None
        self[name] = kind
        return kind


def guess_carried_names(values: ColumnValues, names: Sequence[str], carried: set[int]) -> None:
    """Note that names were taken from the row above where nothing but blanks said so."""
    index = values.header.base.get(Column.PRODUCER_NAME)
    if index is not None:
        title = values.header.titles[index]
        for place in sorted(carried):
            values.guess(place, Guess(title, "", names[place], _CARRIED, Column.PRODUCER_NAME))


def packings(values: ColumnValues) -> Sequence[tuple[str, ...]]:
    """Give the packings that a certificate covers: one to a line or between semicolons."""
    index = values.header.base.get(Column.PACKINGS)
    if index is None:
        return [()] * len(values)
    cells = values.rows.columns[index]
    split = {cell: _packings(cell) for cell in set(cells)}
    return [split[cell] for cell in cells]


def _packings(cell: Cell) -> tuple[str, ...]:
    parts = written(cell).replace("\r", "\n").replace(";", "\n").split("\n")
    return tuple(part for part in (clean(part).lstrip("-+• ") for part in parts) if part)
