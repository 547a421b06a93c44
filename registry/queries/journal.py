"""Questions about the journal."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Enum, String, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from registry.clock import VIETNAM
from registry.database import Base
from registry.models.account import Account
from registry.models.award import AwardEvent
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.journal import JournalEntry, Version
from registry.models.list_import import ListImport
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import names
from registry.queries.journal_records import Named, Records, reference
from registry.queries.journal_versions import Key, Past
from registry.queries.listing import AnyRow, ListRequest, Page, page_of
from registry.rules.search_key import clean

# Acts are named "subject.verb"; where the subject is not the table it changes.
_TABLES: Mapping[str, str] = MappingProxyType(
    {
        "annex": "signed_annex",
        "calendar": "calendar_feed",
        "case": "supervision_case",
        "commune": "commune_desk",
        "criteria": "criteria_version",
        "event": "award_event",
        "list": "list_import",
        "places": "place",
        "print": "print_entry",
        "recognition": "decision",
        "round": "assessment_round",
        "settings": "setting",
        "sheet": "score_sheet",
        "signature": "signed_paper",
        "stamp": "stamp_entry",
    }
)
# Written along with every act about something else.
_BESIDES = frozenset({"register_version", "number_series", "paper_file", "letter"})
WHOLE_LIST = "*"
"""The key under which many rows were written at once."""


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
    thing: Named | None
    """What it was done to; None for an act that changed nothing."""
    subjects: tuple[str, ...]
    """The kinds of records that were changed, each once."""


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
        statement = statement.where(_is_about(request.text))
    found = page_of(
        session,
        statement,
        request=request,
        sorts={"sequence": [JournalEntry.sequence], "who": [func.coalesce(Account.name, "")]},
        key=JournalEntry.sequence,
        default=[JournalEntry.sequence.desc()],
        make=_entry_and_name,
    )
    return Page(rows=lines(session, found.rows), total=found.total, request=found.request)


def lines(session: Session, entries: Sequence[tuple[JournalEntry, str | None]]) -> list[JournalLine]:
    """Return entries as lines, each with the name of what it was done to."""
    main = {entry.sequence: _main(entry) for entry, _ in entries}
    records = Records(session)
    _recall_all(session, records, main)
    return [_line(entry, who, _thing(records, main[entry.sequence])) for entry, who in entries]


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
    return lines(session, [_entry_and_name(row) for row in rows])


def _recall_all(session: Session, records: Records, main: Mapping[int, Key | None]) -> None:
    """Look up what entries were done to, and what of it is no more."""
    asked = {sequence: key for sequence, key in main.items() if key is not None and key[1] != WHOLE_LIST}
    records.look_up(reference(*key) for key in asked.values())
    lost = {sequence: key for sequence, key in asked.items() if _may_be_another(records, key)}
    if lost:
        past = Past(session, lost.values(), until=max(lost))
        for sequence, key in lost.items():
            recall(records, past, key, sequence)
        records.look_up(reference(*key) for key in lost.values())


def recall(records: Records, past: Past, key: Key, sequence: int) -> None:
    """Say what a record held when an entry was written, if it is gone or its key may have passed to another."""
    held = past.after(key, sequence)
    if _may_be_another(records, key) and (held.values or held.is_erased):
        records.give(reference(*key), {**held.values, "is_gone": True})


def _may_be_another(records: Records, key: Key) -> bool:
    record = reference(*key)
    return isinstance(record[1], int) or not records.is_known(record)


def _thing(records: Records, key: Key | None) -> Named | None:
    if key is None:
        return None
    if key[1] == WHOLE_LIST:
        return Named(table=key[0], name="")
    return records.named(records.whole(reference(*key)))


def _main(entry: JournalEntry) -> Key | None:
    """Return what an act was done to: the record its name speaks of, or else the first it changed."""
    subject = entry.act.partition(".")[0]
    table = _TABLES.get(subject, subject)
    ranked = sorted(
        entry.changes,
        key=lambda change: (change["on"] != table, change["id"] == WHOLE_LIST, change["on"] in _BESIDES),
    )
    return (str(ranked[0]["on"]), str(ranked[0]["id"])) if ranked else None


def _line(entry: JournalEntry, who: str | None, thing: Named | None) -> JournalLine:
    return JournalLine(
        sequence=entry.sequence,
        at=entry.at,
        who=who,
        means=entry.means,
        act=entry.act,
        reason=entry.reason,
        thing=thing,
        subjects=tuple(dict.fromkeys(str(change["on"]) for change in entry.changes)),
    )


def _is_about(text: str) -> ColumnElement[bool]:
    """Find the acts on what bears a name or number, or on whose page has that id in its address."""
    typed = clean(text)
    accounts = select(Account.id).where(_is_called(Account.name, typed) | _is_called(Account.email, typed))
    subjects: dict[str, Any] = {
        "account": select(Account.public_id).where(Account.id.in_(accounts)),
        "award_event": select(AwardEvent.public_id).where(_is_called(AwardEvent.name, typed)),
        "certificate": _certificates(typed),
        "decision": select(Decision.public_id).where(
            _is_called(Decision.title, typed) | _is_called(Decision.number, typed)
        ),
        "list_import": select(ListImport.public_id).where(_is_called(ListImport.filename, typed)),
        "producer": select(Producer.public_id).where(names.any_name_has(Producer, typed)),
        "product": select(Product.public_id).where(names.any_name_has(Product, typed)),
    }
    about = [and_(Version.subject == table, Version.subject_id.in_(ids)) for table, ids in subjects.items()]
    return or_(
        JournalEntry.sequence.in_(select(Version.sequence).where(or_(*about))),
        # Signing in leaves no version: it changes nothing.
        and_(JournalEntry.act.startswith("account."), JournalEntry.account_id.in_(accounts)),
        cast(JournalEntry.changes, String).contains(f'"id": "{typed}"', autoescape=True),
    )


def _certificates(typed: str) -> Any:
    is_called = _is_called(Certificate.number, typed) | _is_called(Recognition.product_name, typed)
    return select(Certificate.public_id).join(Certificate.recognition).where(is_called)


def _is_called(column: Any, typed: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.icontains(typed, autoescape=True)
    return found


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


def _entry_and_name(row: AnyRow) -> tuple[JournalEntry, str | None]:
    return row[0], row[1]


def enumeration_of(table: str, field: str) -> type[enum.Enum] | None:
    """Return the enumeration whose codes a field keeps, if it keeps any."""
    found = Base.metadata.tables.get(table)
    if found is None or field not in found.columns:
        return None
    kind = found.columns[field].type
    return kind.enum_class if isinstance(kind, Enum) else None
