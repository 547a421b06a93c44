"""One result of a list, typed, beside the sheet's own words, its guesses and its problems."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from registry.rules.instruments import RecognitionKind
from registry.rules.producer_kinds import ProducerKind
from registry.sheets.cells.text import written
from registry.sheets.table import Cell

Severity = Literal["blocking", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a cell that a person has to mend or to know."""

    row: int
    """As the sheet counts, from 1; 0 when it concerns the whole file."""
    column: str
    """The title of the column as the sheet writes it; empty for a whole row."""
    value: str
    reason: str
    severity: Severity
    field: str = ""
    """The name of the `Column`, when it is a known one."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A reading that is probable but not certain, to be shown as such."""

    column: str
    written: str
    read: str
    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that holds no result: a title, a total, a signature, a heading of a group."""

    row: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column whose title we do not know; its words are kept in `ResultRow.unused`."""

    index: int
    title: str


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The cells of all results of a sheet, merged ones filled, and where each row's own words stand among them."""

    columns: Sequence[Sequence[Cell]] = ()
    known: tuple[tuple[str, int], ...] = ()
    """`Column` and its place."""

    unused: tuple[tuple[str, int], ...] = ()
    """Title and its place."""

    def of_row(self, row: int, named: tuple[tuple[str, int], ...]) -> dict[str, str]:
        """Give the words of one row that are not blank, by name."""
        return {name: written(self.columns[place][row]) for name, place in named if self.columns[place][row] != ""}


class ResultRow(NamedTuple):
    """One recognition of one product as a list states it."""

    row_number: int
    recognition: int = 1
    """1, 2 …: which group of recognition columns of the row this is; 1 when the sheet has only one."""

    sequence: int | None = None
    product_name: str = ""
    producer_name: str = ""
    producer_kind: ProducerKind | None = None
    representative: str = ""
    phone: str = ""
    commune: str = ""
    district: str = ""
    address: str = ""
    industry: str = ""
    product_group: str = ""
    product_set: str = ""
    score: int | None = None
    """In hundredths of a point."""

    stars: int | None = None
    potential_five: bool = False
    """Scored 90 or more by the province and waiting for the ministry: not five stars."""

    current_stars: int | None = None
    decision_number: str = ""
    decided_on: dt.date | None = None
    year: int | None = None
    round_number: int | None = None
    issuing_body: str = ""
    expires_on: dt.date | None = None
    certificate_number: str = ""
    product_code: str = ""
    recognition_kind: RecognitionKind | None = None
    tax_number: str = ""
    gtin: str = ""
    packings: tuple[str, ...] = ()
    filed_on: dt.date | None = None
    assessed_on: dt.date | None = None
    note: str = ""
    source: str = ""
    guesses: tuple[Guess, ...] = ()
    place: int = 0
    """The place of the row among the results of its sheet, from 0."""

    words: Words = Words()

    @property
    def as_written(self) -> dict[str, str]:
        """The sheet's own words by `Column`, those of unknown columns by their title."""
        return self.words.of_row(self.place, (*self.words.known, *self.words.unused))

    @property
    def unused(self) -> dict[str, str]:
        """The words of unknown columns by their title."""
        return self.words.of_row(self.place, self.words.unused)


@dataclass(slots=True)
class ResultSheet:
    """Everything one sheet says about results."""

    filename: str
    sheet_name: str
    header_row: int
    """The last row of the header, from 1."""
    titles: dict[str, str]
    """The title of each recognised column as the sheet writes it, by `Column`."""
    rows: list[ResultRow]
    problems: list[Problem]
    ignored: list[IgnoredRow] = field(default_factory=list)
    unused_columns: list[UnusedColumn] = field(default_factory=list)
    title_lines: list[str] = field(default_factory=list)
    """What stands above the header."""
    other_sheets: list[str] = field(default_factory=list)
    """Other sheets of the file that look like lists of results too."""
