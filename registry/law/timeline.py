"""The instruments of the programme, when each held, and how surely that is known."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from registry.law.reading import FOLDER, BadFile, Row, read

TIMELINE = FOLDER / "timeline.json"

Grade = Literal["read", "secondary"]
_GRADES = {"read", "secondary"}


@dataclass(frozen=True, kw_only=True)
class LegalDocument:
    """One instrument as it was issued."""

    number: str
    purpose: str
    signed: date | None
    effective_from: date | None
    effective_to: date | None
    """The last day on which new work fell under it."""

    expired_on: date | None
    """The day it lost all effect, where that came later."""

    amends: str | None
    replaced_by: str | None
    grade: Grade
    """«read»: read in the instrument itself; «secondary»: known from others' accounts of it."""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """All instruments known, with the source and the doubts that remain."""

    documents: tuple[LegalDocument, ...]
    source: str
    checks: tuple[str, ...]


@cache
def timeline() -> Timeline:
    """Give the instruments known, oldest first, read once.

    :raises BadFile: when the data file is damaged.
    """
    whole = read(TIMELINE, expected="ocop-timeline/1")
    documents = tuple(_document(row) for row in whole.rows("documents"))
    numbers = {document.number for document in documents}
    for document in documents:
        for other in (document.amends, document.replaced_by):
            if other is not None and other not in numbers:
                raise BadFile(f"{TIMELINE.name}: {document.number} nhắc đến {other} không có trong tệp.")
    return Timeline(documents=documents, source=whole.text("source"), checks=whole.texts("checks"))


def _document(row: Row) -> LegalDocument:
    grade = row.text("grade")
    if grade not in _GRADES:
        raise BadFile(f"{row.where}: «grade» phải là read hoặc secondary.")
    return LegalDocument(
        number=row.text("number"),
        purpose=row.text("purpose"),
        signed=row.day("signed"),
        effective_from=row.day("effective_from"),
        effective_to=row.day("effective_to"),
        expired_on=row.day("expired_on"),
        amends=row.optional_text("amends"),
        replaced_by=row.optional_text("replaced_by"),
        grade=cast("Grade", grade),
    )
