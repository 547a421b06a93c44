"""What the records that the journal speaks of are called, and on whose pages they are seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, String, cast, select, type_coerce
from sqlalchemy.orm import Session

from registry.database import Base
from registry.models.assessment_round import AssessmentRound
from registry.models.body import Body, BodyName
from registry.models.number_series import NumberSeries
from registry.models.place import Place

Reference = tuple[str, str | int]
"""A record: its table, and its public id (text) or its database key (number)."""

_SLICE = 5000
_ROUNDS = 4
"""How far names are followed: a handover of a merit certificate, its recipient, the decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A record as a person knows it."""

    table: str
    name: str
    """Empty where nothing is known but what kind of record it is."""
    page: tuple[str, str] | None = None
    """Table and public id of the record on whose page it is seen: its own, or that of what it is part of."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of record comes by its name."""

    names: tuple[str, ...] = ()
    """Columns of which the first that holds something is the name."""
    about: tuple[str, ...] = ()
    """Columns that point to records whose names follow."""
    part_of: tuple[str, ...] = ()
    """Columns that point to the record it is part of; the first that holds something counts."""


_KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        "account": _Kind(("name", "email")),
        "assessment": _Kind(about=("dossier_id",), part_of=("dossier_id",)),
        "assessment_round": _Kind(("name",)),
        "award_event": _Kind(("name",)),
        "award_recipient": _Kind(("name",), part_of=("decision_id",)),
        "body": _Kind(("name",)),
        "body_name": _Kind(("name",), part_of=("body_id",)),
        "calendar_feed": _Kind(about=("account_id",)),
        "certificate": _Kind(("number",), about=("recognition_id",)),
        "certificate_move": _Kind(about=("certificate_id",), part_of=("certificate_id",)),
        "commune_desk": _Kind(about=("account_id", "commune_id")),
        "commune_report": _Kind(("letter_number",), about=("dossier_id",), part_of=("dossier_id",)),
        "council_discussion": _Kind(about=("dossier_id",), part_of=("dossier_id",)),
        "council_seat": _Kind(about=("account_id",), part_of=("round_id",)),
        "council_tie": _Kind(about=("seat_id", "producer_id"), part_of=("seat_id",)),
        "criteria_version": _Kind(("name",)),
        "decision": _Kind(("number", "title")),
        "decision_line": _Kind(about=("product_id",), part_of=("decision_id",)),
        "dossier": _Kind(("number",), about=("product_id",)),
        "dossier_file": _Kind(("filename",), part_of=("item_id",)),
        "dossier_item": _Kind(about=("dossier_id",), part_of=("dossier_id",)),
        "dossier_review": _Kind(about=("dossier_id",), part_of=("dossier_id",)),
        "dossier_step": _Kind(about=("dossier_id",), part_of=("dossier_id",)),
        "dossier_submission": _Kind(about=("dossier_id",), part_of=("dossier_id",)),
        "event_call": _Kind(about=("producer_id",), part_of=("event_id",)),
        "event_decision": _Kind(about=("decision_id",), part_of=("event_id",)),
        "expiry_notice": _Kind(about=("certificate_id",), part_of=("certificate_id",)),
        "extension": _Kind(about=("dossier_id",), part_of=("dossier_id",)),
        "finding_acknowledged": _Kind(("text",), part_of=("decision_id",)),
        "handover": _Kind(
            about=("certificate_id", "merit_certificate_id"),
            part_of=("certificate_id", "merit_certificate_id"),
        ),
        "inspection": _Kind(about=("producer_id",)),
        "inspection_finding": _Kind(about=("inspection_id",), part_of=("inspection_id",)),
        "inspection_photo": _Kind(about=("inspection_id",), part_of=("inspection_id",)),
        "instrument": _Kind(("title",)),
        "invitation": _Kind(("name",), part_of=("producer_id",)),
        "letter": _Kind(("recipient_name",)),
        "line_assessment": _Kind(about=("assessment_id",), part_of=("line_id",)),
        "list_import": _Kind(("filename",)),
        "membership": _Kind(about=("account_id", "producer_id"), part_of=("producer_id",)),
        "merit_certificate": _Kind(("number",), about=("recipient_id",), part_of=("recipient_id",)),
        "number_series": _Kind(("name",)),
        "packing": _Kind(("label",), part_of=("product_id",)),
        "paper_file": _Kind(("filename",), part_of=("certificate_id", "merit_certificate_id", "decision_id")),
        "password_reset": _Kind(about=("account_id",), part_of=("account_id",)),
        "photo": _Kind(("caption",), part_of=("product_id",)),
        "place": _Kind(("name",)),
        "place_succession": _Kind(about=("old_id", "new_id")),
        "print_entry": _Kind(
            ("blank_number",),
            about=("certificate_id", "merit_certificate_id"),
            part_of=("certificate_id", "merit_certificate_id"),
        ),
        "print_taken_back": _Kind(("reason",), about=("entry_id",), part_of=("entry_id",)),
        "producer": _Kind(("name",)),
        "producer_contact": _Kind(("value",), part_of=("producer_id",)),
        "producer_name": _Kind(("name",), part_of=("producer_id",)),
        "producer_succession": _Kind(about=("old_id", "new_id"), part_of=("new_id",)),
        "product": _Kind(("name",)),
        "product_holder": _Kind(about=("producer_id",), part_of=("product_id",)),
        "product_name": _Kind(("name",), part_of=("product_id",)),
        "proposal": _Kind(about=("producer_id", "product_id")),
        "recognition": _Kind(("product_name",)),
        "register": _Kind(),
        "register_version": _Kind(),
        "role": _Kind(("name",)),
        "score_sheet": _Kind(about=("seat_id", "dossier_id"), part_of=("dossier_id",)),
        "setting": _Kind(("name",)),
        "sheet_draft": _Kind(about=("seat_id", "dossier_id"), part_of=("dossier_id",)),
        "sheet_reopening": _Kind(about=("seat_id", "dossier_id"), part_of=("dossier_id",)),
        "signed_annex": _Kind(("filename",), about=("decision_id",), part_of=("decision_id",)),
        "signed_paper": _Kind(about=("render_id",)),
        "stamp_entry": _Kind(("series",), about=("certificate_id",), part_of=("certificate_id",)),
        "supervision_case": _Kind(("document",), about=("product_id", "producer_id")),
        "supplement_request": _Kind(about=("dossier_id",), part_of=("dossier_id",)),
        "web_authn": _Kind(("name",), part_of=("user_id",)),
    }
)
PAGES = frozenset(
    {"account", "assessment_round", "award_event", "certificate", "decision", "dossier", "letter", "list_import"}
    | {"producer", "product", "proposal", "recognition", "setting"}
)
"""Kinds of records that have a page."""

_latest_name = (
    select(BodyName.name)
    .where(BodyName.body_id == Body.id)
    .order_by(BodyName.valid_from.desc())
    .limit(1)
    .scalar_subquery()
)
_COLUMNS: Mapping[tuple[str, str], ColumnElement[Any]] = MappingProxyType(
    {
        ("assessment_round", "name"): cast(AssessmentRound.number, String) + "/" + cast(AssessmentRound.year, String),
        ("body", "name"): _latest_name,
        ("place", "name"): Place.kind + " " + Place.name,
        ("number_series", "name"): type_coerce(NumberSeries.paper, String) + "-" + cast(NumberSeries.year, String),
    }
)


def reference(table: str, key: str) -> Reference:
    """Return the record that the journal calls by a table and the key it writes down."""
    columns = Base.metadata.tables[table].columns
    is_number = "public_id" not in columns and "id" in columns and key.isascii() and key.isdigit()
    return (table, int(key)) if is_number else (table, key)


def target_of(table: str, column: str) -> str | None:
    """Return the table that a column points to, if it points to one."""
    found = Base.metadata.tables.get(table)
    if found is None or column not in found.columns:
        return None
    return next((key.column.table.name for key in found.columns[column].foreign_keys), None)


class Records:
    """The records of one answer, each looked up once and all of a table together."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[Reference, Mapping[str, Any]] = {}

    def is_known(self, record: Reference) -> bool:
        """Say whether a record was found."""
        return record in self._rows

    def give(self, record: Reference, values: Mapping[str, Any]) -> None:
        """Say what a record held, for one that is no more or whose key may have passed to another."""
        self._rows[record] = values

    def look_up(self, wanted: Iterable[Reference]) -> None:
        """Find records, those they are part of, and those they are named after."""
        waiting = set(wanted)
        for _ in range(_ROUNDS):
            self._find({record for record in waiting if record not in self._rows})
            waiting = {
                pointed
                for record in waiting
                for column in (*_KINDS[record[0]].about, *_KINDS[record[0]].part_of)
                if (pointed := self._pointed(record, column)) is not None
            }

    def named(self, record: Reference) -> Named:
        """Return what a record is called and where it is seen."""
        table, key = record
        kind, row = _KINDS[table], self._rows.get(record, {})
        own = next((str(row[column]) for column in kind.names if row.get(column)), "")
        if not row and table in {"setting", "number_series"}:
            own = str(key)  # the key itself says which
        after = [self.named(pointed).name for column in kind.about if (pointed := self._pointed(record, column))]
        return Named(
            table=table, name=" – ".join(name for name in (own, *after) if name), page=self._page(record, kind, row)
        )

    def whole(self, record: Reference) -> Reference:
        """Return the record that has a page: itself, or what it is part of; itself where there is none."""
        if record[0] in PAGES:
            return record
        owner = self._owner(record, _KINDS[record[0]])
        return self.whole(owner) if owner is not None else record

    def _page(self, record: Reference, kind: _Kind, row: Mapping[str, Any]) -> tuple[str, str] | None:
        table, key = record
        if table in PAGES:
            public_id = key if table == "setting" else row.get("public_id")
            return (table, str(public_id)) if public_id and not row.get("is_gone") else None
        owner = self._owner(record, kind)
        return self.named(owner).page if owner is not None else None

    def _owner(self, record: Reference, kind: _Kind) -> Reference | None:
        pointed = (self._pointed(record, column) for column in kind.part_of)
        return next((one for one in pointed if one is not None), None)

    def _pointed(self, record: Reference, column: str) -> Reference | None:
        target, value = target_of(record[0], column), self._rows.get(record, {}).get(column)
        return (target, value) if target is not None and value is not None else None

    def _find(self, wanted: set[Reference]) -> None:
        by_table: dict[str, list[str | int]] = {}
        for table, key in wanted:
            by_table.setdefault(table, []).append(key)
        for table, keys in by_table.items():
            columns = Base.metadata.tables[table].columns
            for name, chosen in (
                ("id", [key for key in keys if isinstance(key, int)]),
                ("public_id", [key for key in keys if isinstance(key, str)]),
            ):
                if chosen and name in columns:
                    self._fetch(table, name, chosen)

    def _fetch(self, table: str, name: str, keys: Sequence[str | int]) -> None:
        columns = Base.metadata.tables[table].columns
        kind = _KINDS[table]
        asked = dict.fromkeys(["id", "public_id", *kind.names, *kind.about, *kind.part_of])
        shown = [
            _COLUMNS.get((table, one), columns.get(one)).label(one)  # type: ignore[union-attr]
            for one in asked
            if one in columns or (table, one) in _COLUMNS
        ]
        for first in range(0, len(keys), _SLICE):
            part = keys[first : first + _SLICE]
            for found in self._session.execute(select(*shown).where(columns[name].in_(part))).mappings():
                row = {str(column): value for column, value in found.items()}
                self._rows[(table, row["id"])] = row
                if "public_id" in row:
                    self._rows[(table, row["public_id"])] = row
