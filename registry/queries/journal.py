"""Questions about the journal."""

import enum
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Enum, String, cast, func, select
from sqlalchemy.orm import Session

from registry.clock import VIETNAM
from registry.database import Base
from registry.models.account import Account
from registry.models.journal import JournalEntry, Version
from registry.queries.listing import AnyRow, ListRequest, Page, page_of


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One act, as the list shows it."""

    sequence: int
    at: datetime
    who: str | None
    """Name of the account; None for the register itself."""
    means: str
    act: str
    reason: str | None
    subjects: tuple[tuple[str, str], ...]
    """What was changed: (table, public id), each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalDetail:
    """One act with everything kept of it."""

    line: JournalLine
    changes: tuple["Change", ...]
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one act did to one row, or noted of it."""

    subject: str
    subject_id: str
    how: str
    fields: tuple[str, ...]
    values: dict[str, Any] | None
    """The values given; None for a note, for a list of many rows, and where they were erased."""
    is_erased: bool
    count: int | None
    """How many rows, for a list that came in as one change."""


def page(session: Session, request: ListRequest) -> Page[JournalLine]:
    """Answer the journal; filters: tu, den (days), viec (act), nguoi (account's public id), doi-tuong (table)."""
    statement = select(JournalEntry, Account.name).outerjoin(Account, Account.id == JournalEntry.account_id)
    chosen = request.filters
    if since := chosen.get("tu"):
        statement = statement.where(JournalEntry.at >= _start_of(since))
    if until := chosen.get("den"):
        statement = statement.where(JournalEntry.at < _start_of(until + timedelta(days=1)))
    if act := chosen.get("viec"):
        statement = statement.where(JournalEntry.act == act)
    if who := chosen.get("nguoi"):
        statement = statement.where(Account.public_id == who)
    if subject := chosen.get("doi-tuong"):
        statement = statement.where(cast(JournalEntry.changes, String).contains(f'"on": "{subject}"', autoescape=True))
    if request.text:
        statement = statement.where(cast(JournalEntry.changes, String).contains(request.text, autoescape=True))
    return page_of(
        session,
        statement,
        request=request,
        sorts={"sequence": [JournalEntry.sequence], "who": [func.coalesce(Account.name, "")]},
        key=JournalEntry.sequence,
        default=[JournalEntry.sequence.desc()],
        make=_line,
    )


def entry(session: Session, sequence: int) -> JournalDetail | None:
    """Return one act of the journal with everything kept of it."""
    found = session.execute(
        select(JournalEntry, Account.name)
        .outerjoin(Account, Account.id == JournalEntry.account_id)
        .where(JournalEntry.sequence == sequence)
    ).first()
    if found is None:
        return None
    versions = list(session.scalars(select(Version).where(Version.sequence == sequence).order_by(Version.id)))
    return JournalDetail(
        line=_line(found),
        changes=tuple(_change(change, versions) for change in found[0].changes),
        previous_hash=found[0].previous_hash,
        hash=found[0].hash,
    )


def _change(change: dict[str, Any], versions: list[Version]) -> Change:
    """Join a change with its version: versions stand in the order of the changes that have one."""
    fields = tuple(change.get("fields", {}))
    version = versions[0] if versions and _belongs(versions[0], change, fields) else None
    if version is not None:
        del versions[0]
    return Change(
        subject=change["on"],
        subject_id=change["id"],
        how=change["how"],
        fields=fields,
        values=version.values if version else None,
        is_erased=version is not None and version.values is None,
        count=change.get("count"),
    )


def _belongs(version: Version, change: dict[str, Any], fields: tuple[str, ...]) -> bool:
    if (version.subject, version.subject_id) != (change["on"], change["id"]):
        return False
    return version.values is None or set(version.values) == set(fields)


def history(session: Session, *, subject: str, subject_id: str, limit: int = 50) -> list[JournalLine]:
    """Return the acts that gave values to one row, newest first."""
    sequences = select(Version.sequence).where(Version.subject == subject, Version.subject_id == subject_id)
    rows = session.execute(
        select(JournalEntry, Account.name)
        .outerjoin(Account, Account.id == JournalEntry.account_id)
        .where(JournalEntry.sequence.in_(sequences))
        .order_by(JournalEntry.sequence.desc())
        .limit(limit)
    )
    return [_line(row) for row in rows]


def acts_done(session: Session) -> list[str]:
    """Return the name of every act that was ever done."""
    return list(session.scalars(select(JournalEntry.act).distinct().order_by(JournalEntry.act)))


def people(session: Session) -> list[tuple[str, str]]:
    """Return (public id, name) of everybody who ever did something."""
    doers = select(JournalEntry.account_id).distinct()
    rows = session.execute(select(Account.public_id, Account.name).where(Account.id.in_(doers)).order_by(Account.name))
    return [(row.public_id, row.name) for row in rows]


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


def _line(row: AnyRow) -> JournalLine:
    found: JournalEntry = row[0]
    subjects = dict.fromkeys((str(change["on"]), str(change["id"])) for change in found.changes)
    return JournalLine(
        sequence=found.sequence,
        at=found.at,
        who=row[1],
        means=found.means,
        act=found.act,
        reason=found.reason,
        subjects=tuple(subjects),
    )


def enumeration_of(table: str, field: str) -> type[enum.Enum] | None:
    """Return the enumeration whose codes a field keeps, if it keeps any."""
    found = Base.metadata.tables.get(table)
    if found is None or field not in found.columns:
        return None
    kind = found.columns[field].type
    return kind.enum_class if isinstance(kind, Enum) else None
