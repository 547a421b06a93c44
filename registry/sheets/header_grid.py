"""The top of a sheet as text, each merged title standing in every cell that it covers."""

from registry.rules.search_key import clean
from registry.sheets.cells.text import written
from registry.sheets.table import Sheet

_LONGEST_TITLE = 400


class HeaderGrid:
    """The first rows of a sheet."""

    def __init__(self, sheet: Sheet, *, rows: int) -> None:
        self.own = [[_title(column[row]) for column in sheet.columns] for row in range(rows)]
        """What stands in each cell itself."""

        self.texts = [list(row) for row in self.own]
        """What stands over each cell, merged ones included."""

        self._fill(sheet, rows, len(sheet.columns))

    def _fill(self, sheet: Sheet, rows: int, width: int) -> None:
        covered = 0
        for top, left, bottom, right in sheet.merges:
            if top >= rows or left >= width:
                continue
            bottom, right = min(bottom, rows - 1), min(right, width - 1)
            covered += (bottom - top + 1) * (right - left + 1)
            if covered > rows * width:  # merged cells never overlap in a sound workbook
                return
            for row in range(top, bottom + 1):
                self.texts[row][left : right + 1] = [self.own[top][left]] * (right - left + 1)

    def titles(self, first: int, last: int) -> list[tuple[str, ...]]:
        """Give each column's titles from one header row to another, none twice.

        A column in which nothing stands of its own has none: a wide title names its first column, unless the
        columns under it have titles too.
        """
        rows = [*(_spread(self.texts[row], self.texts[row + 1]) for row in range(first, last)), self.texts[last]]
        own = zip(*self.own[first : last + 1], strict=True)
        return [
            tuple(dict.fromkeys(text for text in over if text)) if any(said) else ()
            for over, said in zip(zip(*rows, strict=True), own, strict=True)
        ]


def _spread(upper: list[str], lower: list[str]) -> list[str]:
    """Let a title reach over the blank cells to its right that have titles below: the merging was lost."""
    spread = list(upper)
    for column in range(1, len(spread)):
        has_children = lower[column] and lower[column - 1] and lower[column - 1] != spread[column - 1]
        if not spread[column] and has_children:
            spread[column] = spread[column - 1]
    return spread


def _title(cell: object) -> str:
    text = written(cell)
    return clean(text) if len(text) <= _LONGEST_TITLE else text[:_LONGEST_TITLE]
