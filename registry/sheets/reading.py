"""Reading a file that a stranger sent, in a limited process of its own."""

from pathlib import Path

from registry.sheets.table import Table


def read_table(path: Path, *, filename: str) -> Table:
    """Read a workbook or CSV file into plain cells.

    :raises Refusal: when the file is too large, damaged, hostile, protected or no list at all.
    """
    raise NotImplementedError
