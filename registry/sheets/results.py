"""Turning a table of plain cells into typed results."""

from registry.sheets.result_row import ResultSheet
from registry.sheets.table import Table


def result_rows(table: Table, *, sheet: str | None = None) -> ResultSheet:
    """Read every result of the best sheet, or of the sheet named.

    :raises Refusal: when no sheet has a header that names products.
    """
    raise NotImplementedError
