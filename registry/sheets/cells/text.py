"""Cells as text: in the sheet's own words, and cleaned a whole column at a time."""

import datetime as dt
import unicodedata
from collections.abc import Sequence

from registry.rules.search_key import clean
from registry.sheets.table import Cell

_SEAM = "\u241f"
_SAMPLE = 200
"""Cells from the top that tell whether a column repeats itself."""

# Printable for Unicode, yet drawn as nothing: what `clean` removes and `isprintable` does not see.
_UNSEEN = ("\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0", "\ufe0f", "\ufe0e")


def written(cell: object) -> str:
    """Write a cell as a person reads it in the sheet: 3 for 3.0, a decimal comma, days as dd/mm/yyyy."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float | int):
        return str(int(cell)) if abs(cell) < 1e15 and cell == int(cell) else repr(cell).replace(".", ",")
    if isinstance(cell, dt.datetime) and cell.time() != dt.time():
        return cell.strftime("%d/%m/%Y %H:%M")
    return cell.strftime("%d/%m/%Y") if isinstance(cell, dt.date) else str(cell)


def as_texts(cells: Sequence[Cell]) -> list[str]:
    """Write every cell of a column; a column of texts is given as it is."""
    if set(map(type, cells)) <= {str}:
        return cells  # type: ignore[return-value]
    return list(map(written, cells))


def clean_column(cells: Sequence[Cell]) -> list[str]:
    """Clean every cell as `clean` does, touching a column that is clean already only as one long text."""
    texts = as_texts(cells)
    sample = texts[:_SAMPLE]
    repeats = len(set(sample)) * 2 < len(sample)
    if _is_clean(_SEAM.join(dict.fromkeys(texts) if repeats else texts)):
        return texts
    cleaned = {text: clean(text) for text in set(texts)}
    return [cleaned[text] for text in texts]


def _is_clean(joined: str) -> bool:
    return (
        joined.isprintable()
        and "  " not in joined
        and f" {_SEAM}" not in joined
        and f"{_SEAM} " not in joined
        and not joined.startswith(" ")
        and not joined.endswith(" ")
        and unicodedata.is_normalized("NFC", joined)
        and not any(sign in joined for sign in _UNSEEN)
    )
