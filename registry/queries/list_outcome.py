"""What a list would do, in words: choices, rows, and the whole."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from registry.models.body import BodyKind
from registry.queries.list_matching import NOTHING, How, Match
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.search_key import near_key
from registry.sheets.result_row import Problem, ResultRow, ResultSheet

BODY_WITHOUT_NAME = "Hãy nhập tên cơ quan ban hành quyết định."
UNKNOWN_BODY = "Cơ quan ban hành chưa rõ"


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the person adds to a list that does not say everything about itself."""

    body_kind: BodyKind | None = None
    body_name: str = ""
    number: str | None = None
    signed_on: date | None = None
    year: int | None = None
    round_no: int | None = None
    instrument: Instrument | None = None
    assessed_on: date | None = None
    sheet: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the choices as they are kept with the list."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value not in {None, ""}
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read choices back."""
        read: dict[str, Any] = dict(kept)
        for name in ("signed_on", "assessed_on"):
            if name in read:
                read[name] = date.fromisoformat(read[name])
        if "body_kind" in read:
            read["body_kind"] = BodyKind(read["body_kind"])
        if "instrument" in read:
            read["instrument"] = Instrument(read["instrument"])
        return cls(**read)


class Outcome(StrEnum):
    """What applying the list does with a row."""

    NEW = "new"
    KNOWN = "known"
    """Already in the register, as the list says it."""
    CHANGED = "changed"
    """The draft's annex has the product with other values; the list's go in."""
    LEFT_OUT = "left_out"
    """Says something that is no recognition: potential five stars, one or two stars."""
    BLOCKED = "blocked"


@dataclass(frozen=True, kw_only=True)
class SourceKey:
    """The decision a row stands on."""

    body_kind: BodyKind
    body_name: str
    number: str | None
    signed_on: date | None
    year: int
    round_no: int | None


@dataclass(frozen=True, kw_only=True)
class PreviewRow:
    """One row of the list and what it would do."""

    row: ResultRow
    outcome: Outcome
    producer: Match = NOTHING
    product: Match = NOTHING
    producer_key: str = ""
    """Rows of the same key are the same unit, in the register or to be made."""
    source: SourceKey | None = None
    commune_id: int | None = None
    commune_then_id: int | None = None
    instrument: Instrument | None = None
    kind: RecognitionKind = RecognitionKind.FIRST
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The whole list, and whether it can be applied."""

    sheet: ResultSheet
    rows: list[PreviewRow]
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_applicable(self) -> bool:
        return bool(self.rows) and not any(problem.severity == "blocking" for problem in self.problems)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows, products and producers are new, known, changed, left out."""
        found = Counter(row.outcome.value for row in self.rows)
        acting = [row for row in self.rows if row.outcome in {Outcome.NEW, Outcome.CHANGED, Outcome.KNOWN}]
        producers = {row.producer_key: row.producer.how for row in acting}
        products = {(row.producer_key, near_key(row.row.product_name)): row.product.how for row in acting}
        return {
            **{outcome.value: found[outcome.value] for outcome in Outcome},
            "producers": len(producers),
            "new_producers": sum(how is How.NEW for how in producers.values()),
            "products": len(products),
            "new_products": sum(how is How.NEW for how in products.values()),
        }


def problem_at(row: ResultRow, column: str, reason: str, *, blocks: bool) -> Problem:
    """Return a problem of one cell, with the sheet's own words."""
    return Problem(
        row=row.row_number,
        column=column,
        value=row.as_written.get(column, ""),
        reason=reason,
        severity="blocking" if blocks else "warning",
        field=column,
    )
