"""One entry of the journal with everything kept of it: every change, from what, to what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.account import Account
from registry.models.journal import JournalEntry, Version
from registry.queries.journal import WHOLE_LIST, JournalLine, lines, recall
from registry.queries.journal_records import Named, Records, reference, target_of
from registry.queries.journal_versions import Held, Past
from registry.queries.listing import ListRequest, Page, page_among


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of one change: what it held and what it holds; records that it points to by their names."""

    name: str
    old: Any = None
    new: Any = None
    had_old: bool = False
    """Whether the value before is known."""
    was_erased: bool = False
    """Whether the value before was erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one act did to one record, or noted of it."""

    thing: Named
    how: str
    fields: tuple[FieldChange, ...]
    """The fields that were given values; where values are not kept, only their names."""
    has_values: bool
    is_erased: bool
    count: int | None
    """How many records, for a list that came in as one change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalDetail:
    """One act: its line, one page of its changes, and its place in the chain."""

    line: JournalLine
    changes: Page[Change]
    previous_hash: str
    hash: str


def entry(session: Session, sequence: int, request: ListRequest) -> JournalDetail | None:
    """Return one act of the journal with the page of its changes that a request asks for."""
    found = session.execute(
        select(JournalEntry, Account.name)
        .outerjoin(Account, Account.id == JournalEntry.account_id)
        .where(JournalEntry.sequence == sequence)
    ).first()
    if found is None:
        return None
    act: JournalEntry = found[0]
    versions = session.scalars(select(Version).where(Version.sequence == sequence).order_by(Version.id)).all()
    joined = list(_joined(act.changes, versions))
    numbered = page_among(list(enumerate(joined)), request=request, sorts={}, default=lambda one: one[0])
    shown = [one for _, one in numbered.rows]
    [line] = lines(session, [(act, found[1])])
    return JournalDetail(
        line=line,
        changes=Page(rows=_changes(session, shown, sequence), total=numbered.total, request=request),
        previous_hash=act.previous_hash,
        hash=act.hash,
    )


_Joined = tuple[Mapping[str, Any], Version | None]


def _joined(changes: Sequence[Mapping[str, Any]], versions: Sequence[Version]) -> Iterator[_Joined]:
    """Join each change with its version: versions stand in the order of the changes that have one."""
    waiting = list(versions)
    for change in changes:
        has_one = bool(waiting) and _belongs(waiting[0], change)
        yield change, waiting.pop(0) if has_one else None


def _belongs(version: Version, change: Mapping[str, Any]) -> bool:
    if (version.subject, version.subject_id) != (change["on"], change["id"]):
        return False
    return version.values is None or set(change["fields"]) <= set(version.values)


def _changes(session: Session, joined: Sequence[_Joined], sequence: int) -> list[Change]:
    single = [one for one in joined if one[0]["id"] != WHOLE_LIST]
    past = Past(session, [(change["on"], change["id"]) for change, _ in single], until=sequence)
    held = {id(change): past.before(version) if version else Held() for change, version in single}
    records = Records(session)
    records.look_up(reference(change["on"], change["id"]) for change, _ in single)
    for change, _ in single:
        recall(records, past, (change["on"], change["id"]), sequence)
    records.look_up(reference(change["on"], change["id"]) for change, _ in single)
    records.look_up(_pointed_to(single, held))
    return [_change(records, change, version, held.get(id(change), Held())) for change, version in joined]


def _pointed_to(joined: Iterable[_Joined], held: Mapping[int, Held]) -> Iterator[tuple[str, str | int]]:
    for change, version in joined:
        for values in (held[id(change)].values, (version.values or {}) if version else {}):
            for field in change["fields"]:
                target, value = target_of(change["on"], field), values.get(field)
                if target is not None and value is not None:
                    yield target, value


def _change(records: Records, change: Mapping[str, Any], version: Version | None, held: Held) -> Change:
    table, key = str(change["on"]), str(change["id"])
    values = version.values if version else None
    return Change(
        thing=Named(table=table, name="") if key == WHOLE_LIST else records.named(reference(table, key)),
        how=change["how"],
        fields=tuple(_field(records, table, name, change["how"], values or {}, held) for name in change["fields"]),
        has_values=values is not None,
        is_erased=version is not None and values is None,
        count=change.get("count"),
    )


def _field(records: Records, table: str, name: str, how: str, values: Mapping[str, Any], held: Held) -> FieldChange:
    is_change = how == "changed"
    return FieldChange(
        name=name,
        old=_shown(records, table, name, held.values.get(name)) if is_change else None,
        new=_shown(records, table, name, values.get(name)),
        had_old=is_change and name in held.values,
        was_erased=is_change and name not in held.values and held.is_erased,
    )


def _shown(records: Records, table: str, name: str, value: Any) -> Any:
    target = target_of(table, name)
    return records.named((target, value)) if target is not None and value is not None else value
