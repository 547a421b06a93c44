"""The top of a sheet as text, each merged title standing in every cell that it covers."""

from registry.rules.search_key import clean
from registry.sheets.cells.text import written
from registry.sheets.table import Sheet

_LONGEST_TITLE = 400


def header_grid(sheet: Sheet, *, rows: int) -> list[list[str]]:
    """Give the first rows as cleaned text."""
    width = len(sheet.columns)
    grid = [[_title(column[row]) for column in sheet.columns] for row in range(rows)]
    covered = 0
    for top, left, bottom, right in sheet.merges:
        if top >= rows or left >= width:
            continue
        bottom, right = min(bottom, rows - 1), min(right, width - 1)
        covered += (bottom - top + 1) * (right - left + 1)
        if covered > rows * width:  # merged cells never overlap in a sound workbook
            break
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                grid[row][column] = grid[top][left]
    return grid


def titles_under(grid: list[list[str]], first: int, last: int) -> list[tuple[str, ...]]:
    """Give each column's titles from the first header row to the last, none twice."""
    rows = [*(_spread(grid[row], grid[row + 1]) for row in range(first, last)), grid[last]]
    return [tuple(dict.fromkeys(text for text in column if text)) for column in zip(*rows, strict=True)]


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
