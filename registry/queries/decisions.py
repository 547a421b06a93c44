"""Questions about decisions: lists of them, and one with everything that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.elements import ColumnElement

from registry.models.award import AwardRecipient
from registry.models.body import Body
from registry.models.certificate import PaperFile
from registry.models.decision import Decision, DecisionLine, Origin
from registry.models.recognition import Recognition
from registry.queries import annexes
from registry.queries.annexes import AnnexLine, AnnexRecipient
from registry.queries.law_book import known
from registry.queries.listing import ListRequest, Page, Sorts, page_of
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.instruments import Instruments
from registry.rules.search_key import fold


@dataclass(frozen=True, kw_only=True)
class DecisionItem:
    """One decision in a list."""

    public_id: str
    origin: Origin
    kind: DecisionKind
    state: DecisionState
    title: str
    number: str | None
    signed_on: date | None
    year: int | None
    body_name: str
    entries: int
    """Lines, recipients, or recognitions recorded under it."""
    drafted_by: str | None


@dataclass(frozen=True, kw_only=True)
class DecisionDetail:
    """One decision with its annex in the names of its day, its recipients and its files."""

    decision: Decision
    """Its body, drafter, approver and the decision it corrects are loaded."""
    body_name: str
    lines: tuple[AnnexLine, ...]
    recipients: tuple[AnnexRecipient, ...]
    instruments: Instruments
    files: tuple[PaperFile, ...]
    """Scan, annex, print file and zip of the decision itself, oldest first."""


STATE_ORDER = (
    DecisionState.DRAFT,
    DecisionState.CHECKED,
    DecisionState.SUBMITTED,
    DecisionState.SIGNED,
    DecisionState.IN_EFFECT,
    DecisionState.CANCELLED,
)
# Unsigned ones first: they are what somebody is working on.
_UNSIGNED_FIRST = case((Decision.signed_on.is_(None) & Decision.year.is_(None), 0), else_=1)
_YEAR = func.coalesce(Decision.year, Decision.round_year)
_STATE = case({state.value: place for place, state in enumerate(STATE_ORDER)}, value=Decision.state)
SORTS: Sorts = {
    "number": (Decision.number,),
    "signed_on": (Decision.signed_on,),
    "year": (_YEAR,),
    "title": (Decision.title,),
    "kind": (Decision.kind,),
    "state": (_STATE,),
}
FILTERS = ("kind", "state", "origin", "year", "body")
"""Names of the filters: kind, state and origin by code, year by number, body by public id."""


def page(session: Session, request: ListRequest) -> Page[DecisionItem]:
    """Return one page of the decisions that a list request asks for; unsigned ones first, then the newest."""
    entries = _count(DecisionLine.decision_id) + _count(AwardRecipient.decision_id) + _recorded(Recognition.decision_id)
    statement = (
        select(Decision, entries.label("entries"))
        .options(joinedload(Decision.body).selectinload(Body.names), joinedload(Decision.drafted_by))
        .where(*_conditions(session, request))
    )
    return page_of(
        session,
        statement,
        request=request,
        sorts=SORTS,
        key=Decision.id,
        default=(_UNSIGNED_FIRST, _YEAR.desc(), Decision.signed_on.desc()),
        make=_item,
    )


def decision(session: Session, public_id: str) -> DecisionDetail | None:
    """Return one decision with everything that belongs to it, in a fixed number of questions."""
    row = session.scalar(
        select(Decision)
        .where(Decision.public_id == public_id)
        .options(
            joinedload(Decision.body).selectinload(Body.names),
            joinedload(Decision.drafted_by),
            joinedload(Decision.approved_by),
            joinedload(Decision.corrects),
        )
    )
    return None if row is None else detail(session, row)


def detail(session: Session, row: Decision) -> DecisionDetail:
    """Join to a decision already at hand everything that belongs to it."""
    return DecisionDetail(
        decision=row,
        body_name=row.body.name_on(row.signed_on),
        lines=annexes.lines(session, row, province=settings(session).province),
        recipients=annexes.recipients(session, row),
        instruments=known(session),
        files=files(session, row),
    )


def files(session: Session, row: Decision) -> tuple[PaperFile, ...]:
    """Return the kept files of a decision itself, oldest first."""
    found = session.scalars(select(PaperFile).where(PaperFile.decision_id == row.id).order_by(PaperFile.id))
    return tuple(found)


def years(session: Session) -> Sequence[int]:
    """Return the years of which there are signed decisions, newest first."""
    found = session.scalars(select(Decision.year).distinct().order_by(Decision.year.desc()))
    return [year for year in found if year is not None]


def _count(owner: Any) -> ColumnElement[int]:
    return select(func.count()).where(owner == Decision.id).correlate(Decision).scalar_subquery()


def _recorded(owner: Any) -> ColumnElement[int]:
    """Recorded recognitions have no line: they were never drafted here."""
    counted = select(func.count()).where(owner == Decision.id, Recognition.origin == Origin.RECORDED)
    return counted.correlate(Decision).scalar_subquery()


def _conditions(session: Session, request: ListRequest) -> list[ColumnElement[bool]]:
    columns: dict[str, Any] = {
        "kind": Decision.kind,
        "state": Decision.state,
        "origin": Decision.origin,
        "year": _YEAR,
    }
    chosen = [columns[name] == value for name, value in request.filters.items() if name in columns]
    if "body" in request.filters:
        chosen.append(Decision.body.has(Body.public_id == request.filters["body"]))
    if request.text:
        chosen.append(Decision.id.in_(_named(session, request.text)))
    return chosen


def _named(session: Session, text: str) -> list[int]:
    """Find by number or title as people type them, without accents; decisions are too few to keep a key for it."""
    wanted = fold(text)
    found = session.execute(select(Decision.id, Decision.number, Decision.title))
    return [key for key, number, title in found if wanted in fold(f"{number or ''} {title}")]


def _item(row: Row[Any]) -> DecisionItem:
    found: Decision = row[0]
    return DecisionItem(
        body_name=found.body.name_on(found.signed_on),
        drafted_by=found.drafted_by.name if found.drafted_by else None,
        entries=row.entries,
        public_id=found.public_id,
        origin=found.origin,
        kind=found.kind,
        state=found.state,
        title=found.title,
        number=found.number,
        signed_on=found.signed_on,
        year=found.year,
    )
