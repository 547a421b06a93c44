"""Whether what was issued is still what the journal says was written: row by row, by the digests of its fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import Session

from registry.database import Base
from registry.models.assessment import Assessment, Discussion, Reopening, ScoreSheet
from registry.models.assessment_round import AssessmentRound, Seat, Tie
from registry.models.award import Handover, MeritCertificate
from registry.models.certificate import Certificate, CertificateMove, PaperFile
from registry.models.criteria import CriteriaVersion
from registry.models.decision import Decision, LineAssessment
from registry.models.dossier import CommuneReport, DossierStep, Submission
from registry.models.expiry import ExpiryNotice, Extension
from registry.models.instrument import LoadedInstrument
from registry.models.number_series import NumberSeries
from registry.models.print_ledger import PrintEntry, PrintTakenBack
from registry.models.recognition import Recognition
from registry.models.register import Register, Setting
from registry.models.signature import SignedPaper
from registry.models.signed_annex import SignedAnnex
from registry.models.supervision import InspectionFinding, StampEntry
from registry.queries import stroke_inspection
from registry.queries.chain_inspection import entries
from registry.queries.stroke_inspection import Stroke
from registry.rules.journal_chain import digest

WRITTEN_ONCE: tuple[type[Base], ...] = (
    Recognition,
    Certificate,
    CertificateMove,
    MeritCertificate,
    PaperFile,
    Handover,
    CriteriaVersion,
    Submission,
    DossierStep,
    CommuneReport,
    ScoreSheet,
    Reopening,
    Discussion,
    Assessment,
    SignedPaper,
    SignedAnnex,
    PrintEntry,
    PrintTakenBack,
    Extension,
    ExpiryNotice,
    InspectionFinding,
    StampEntry,
)
GUARDED: tuple[type[Base], ...] = (
    Decision,
    NumberSeries,
    Register,
    Setting,
    AssessmentRound,
    Seat,
    Tie,
    LineAssessment,
    LoadedInstrument,
)
"""Rows that change by acts alone: few enough for their last digests to be held together."""
AT_ONCE = 500
# Raised by the mapper behind the journal's back.
UNDIGESTED = frozenset({"version"})


@dataclass(kw_only=True)
class _Known:
    """What the journal knows of one table."""

    model: type[Base]
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    """Identity of a row → digests of its fields; of a table that is written once, the identity alone."""
    strokes: list[Stroke] = field(default_factory=list)


def defects(session: Session, *, key: bytes) -> Iterator[str]:
    """Say which rows are not as the journal knows them."""
    known = {model.__tablename__: _Known(model=model) for model in (*WRITTEN_ONCE, *GUARDED)}
    once = {model.__tablename__ for model in WRITTEN_ONCE}
    for entry in entries(session):
        changes = [change for change in entry.changes if change["on"] in known]
        _note_strokes(known, entry.sequence, changes)
        by_row = [change for change in changes if change["id"] != "*"]
        yield from _written_once(session, known, [change for change in by_row if change["on"] in once], key)
        _note_last(known, [change for change in by_row if change["on"] not in once])
    for model in GUARDED:
        yield from _guarded(session, known[model.__tablename__], key)
    for model in WRITTEN_ONCE:
        yield from _in_strokes(session, known[model.__tablename__], key)


def _note_strokes(known: Mapping[str, _Known], sequence: int, changes: Sequence[dict[str, Any]]) -> None:
    for change in changes:
        if change["id"] == "*":
            known[change["on"]].strokes.append(Stroke.of_change(change, sequence=sequence))


def _note_last(known: Mapping[str, _Known], changes: Sequence[dict[str, Any]]) -> None:
    for change in changes:
        rows = known[change["on"]].rows
        if change["how"] == "removed":
            rows.pop(change["id"], None)
        else:
            rows.setdefault(change["id"], {}).update(change["fields"])


def _written_once(
    session: Session, known: Mapping[str, _Known], changes: Sequence[dict[str, Any]], key: bytes
) -> Iterator[str]:
    for table in {change["on"]: None for change in changes}:
        here = known[table]
        digests = {change["id"]: change["fields"] for change in changes if change["on"] == table}
        here.rows.update({identity: {} for identity in digests})
        wanted = iter(digests)
        while some := list(islice(wanted, AT_ONCE)):
            found = {_identity(row): row for row in session.scalars(select(here.model).where(_among(here.model, some)))}
            for identity in some:
                yield from _row(table, identity, found.get(identity), digests[identity], key)
            # Not everything: the journal is still being read, and more of it comes into the same session.
            for row in found.values():
                session.expunge(row)


def _guarded(session: Session, here: _Known, key: bytes) -> Iterator[str]:
    table = here.model.__tablename__
    found = {_identity(row): row for row in session.scalars(select(here.model))}
    for identity, digests in here.rows.items():
        yield from _row(table, identity, found.pop(identity, None), digests, key)
    for identity in found:
        yield f"Bảng {table}: dòng {identity} không do việc nào trong nhật ký ghi."
    session.expunge_all()


def _row(table: str, identity: str, row: Base | None, digests: Mapping[str, str], key: bytes) -> Iterator[str]:
    if row is None:
        yield f"Bảng {table}: dòng {identity} có trong nhật ký nhưng đã mất."
        return
    for name, known in digests.items():
        if name not in UNDIGESTED and digest(getattr(row, name), key=key) != known:
            yield f"Bảng {table}: dòng {identity}, cột {name} khác với nhật ký."


def _in_strokes(session: Session, here: _Known, key: bytes) -> Iterator[str]:
    """Read the rows that were written at a stroke in the order of their keys, which is the order of writing."""
    table = here.model.__tablename__
    statement = select(here.model).order_by(*inspect(here.model).primary_key)
    everything = session.scalars(statement, execution_options={"yield_per": AT_ONCE})
    rest = ((_identity(row), row) for row in everything if _identity(row) not in here.rows)
    yield from stroke_inspection.defects(table, here.strokes, _let_go(session, rest), key=key)
    for identity, _ in rest:
        yield f"Bảng {table}: dòng {identity} không do việc nào trong nhật ký ghi."


def _let_go(session: Session, rows: Iterable[tuple[str, Base]]) -> Iterator[tuple[str, Base]]:
    """Keep no more rows in the session than are looked at together."""
    for identity, row in rows:
        session.expunge(row)
        yield identity, row


def _among(model: type[Base], identities: Sequence[str]) -> ColumnElement[bool]:
    columns = model.__table__.columns
    if "public_id" in columns:
        return columns["public_id"].in_(identities)
    [key] = inspect(model).primary_key
    return key.in_([int(identity) for identity in identities])


def _identity(row: Base) -> str:
    public_id = getattr(row, "public_id", None)
    return str(public_id or "-".join(str(part) for part in inspect(row).mapper.primary_key_from_instance(row)))
