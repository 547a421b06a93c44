"""Writing rows as a workbook or as CSV, so that no text can act as a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "whole", "score", "date"]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column to write; a score is given in hundredths."""

    title: str
    kind: Kind = "text"
    width: float = 18


def write_xlsx(
    *, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]], subtitle: str = ""
) -> bytes:
    """Write a workbook of one sheet: a title, a frozen header and the rows."""
    raise NotImplementedError


def write_csv(*, columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]]) -> bytes:
    """Write UTF-8 CSV with its mark, texts that look like formulas neutralised by an apostrophe."""
    raise NotImplementedError
