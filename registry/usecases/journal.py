"""The journal: every act is opened here, and its entry is the last thing written before the commit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

from flask import current_app
from sqlalchemy import Table, event, insert, inspect, select
from sqlalchemy.orm import InstanceState, Session

from registry import clock
from registry.database import Base
from registry.models.journal import JournalEntry, Version, is_seen
from registry.rules.journal_chain import GENESIS, digest, digests_of_rows, entry_hash, plain
from registry.rules.permissions import Actor, Permission, authorise
from registry.transaction import UNSEEN, transaction
from registry.usecases import search_rows

Row = TypeVar("Row", bound=Base)
# Digested in the journal, but never copied into a version: they open doors.
SECRET_FIELDS = frozenset(
    {
        "password",
        "fs_uniquifier",
        "tf_totp_secret",
        "mf_recovery_codes",
        "us_totp_secrets",
        "public_key",
        "code_hash",
        "secret",
    }
)
_UNJOURNALLED = frozenset({JournalEntry.__tablename__, Version.__tablename__})


@dataclass
class Act:
    """One act under way: its session, and what it has changed so far."""

    session: Session
    actor: Actor
    name: str
    at: datetime
    reason: str | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)
    versions: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: Row) -> Row:
        """Put a new row into the register."""
        self.session.add(row)
        return row

    def add_many(self, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Put many rows of one table into the register, journalled as one change.

        For lists whose bytes are in the vault: the values can be read there, row by row.
        """
        if not rows:
            return
        self.session.execute(insert(cast(Table, model.__table__)), rows)
        together, each = digests_of_rows(rows, key=current_app.config["JOURNAL_KEY"])
        self.changes.append(
            {
                "on": model.__tablename__,
                "id": "*",
                "how": "new",
                "count": len(rows),
                # With these the rows can be read back as they were handed in, and digested again.
                "columns": sorted(rows[0]),
                "fields": {"*": together},
                "rows": "".join(each),
            }
        )

    def note(self, *, subject: str, subject_id: str, how: str, fields: dict[str, Any] | None = None) -> None:
        """Write down something that happened without changing a row, such as a sign-in or an export."""
        self.changes.append(_change(subject, subject_id, how, fields or {}))


@contextmanager
def acting(actor: Actor, name: str, permission: Permission | None, *, reason: str | None = None) -> Iterator[Act]:
    """Open one act: allowed, all or nothing, and journalled.

    :param name: the act as the journal names it, "subject.verb".
    :param permission: what the actor must be allowed; None for acts open to whoever they concern.
    :raises NotAllowed: if the actor may not do this.
    """
    if permission is not None:
        authorise(actor, permission)
    with transaction() as session:
        act = Act(session=session, actor=actor, name=name, at=clock.now(), reason=reason)
        collect = _Collector(act)
        event.listen(session, "before_flush", collect.before)
        event.listen(session, "after_flush", collect.after)
        yield act
        session.flush()
        search_rows.follow(session, act.changes, collect.removed)
        session.info[UNSEEN] = not is_seen(act.changes)
        _append(act)


@dataclass
class _Collector:
    """Two listeners that share what they have seen of a flush."""

    act: Act
    pending: list[tuple[Any, str, dict[str, Any]]] = field(default_factory=list)
    removed: list[dict[str, Any]] = field(default_factory=list)
    """Values of the rows that went, of tables that something is found by."""

    def before(self, session: Session, _context: Any, _instances: Any) -> None:
        for how, rows in (("new", session.new), ("changed", session.dirty), ("removed", session.deleted)):
            for row in rows:
                if row.__tablename__ in _UNJOURNALLED:
                    continue
                fields = _values(row, only_changed=how == "changed")
                if fields or how != "changed":
                    self.pending.append((row, how, fields))

    def after(self, _session: Session, _context: Any) -> None:
        # Identities and defaults exist only now.
        for row, how, fields in self.pending:
            values = _values(row, only_changed=False) if how == "new" else fields
            subject_id = str(getattr(row, "public_id", None) or _key(row))
            if how == "removed" and row.__tablename__ in search_rows.SOURCES:
                self.removed.append(values)
            self.act.changes.append(_change(row.__tablename__, subject_id, how, values))
            self.act.versions.append(
                {
                    "subject": row.__tablename__,
                    "subject_id": subject_id,
                    "values": {
                        name: "(giữ kín)" if name in SECRET_FIELDS else plain(value) for name, value in values.items()
                    },
                }
            )
        self.pending.clear()


def _key(row: Base) -> str:
    return "-".join(str(part) for part in inspect(row).mapper.primary_key_from_instance(row))


def _values(row: Base, *, only_changed: bool) -> dict[str, Any]:
    state: InstanceState[Any] = inspect(row)
    names = [attribute.key for attribute in state.mapper.column_attrs]
    if only_changed:
        names = [name for name in names if state.attrs[name].history.has_changes() and name != "version"]
    return {name: getattr(row, name) for name in names}


def _change(subject: str, subject_id: str, how: str, values: dict[str, Any]) -> dict[str, Any]:
    digests = {name: _digest(value) for name, value in values.items()}
    return {"on": subject, "id": subject_id, "how": how, "fields": digests}


def _digest(value: Any) -> str:
    return digest(value, key=current_app.config["JOURNAL_KEY"])


def _append(act: Act) -> None:
    last = act.session.execute(
        select(JournalEntry.sequence, JournalEntry.hash).order_by(JournalEntry.sequence.desc()).limit(1)
    ).first()
    entry = JournalEntry(
        sequence=(last.sequence if last else 0) + 1,
        at=act.at,
        account_id=act.actor.account_id,
        means=act.actor.means,
        act=act.name,
        reason=act.reason,
        changes=act.changes,
        previous_hash=last.hash if last else GENESIS,
    )
    entry.hash = entry_hash(entry.hashed_content)
    act.session.add(entry)
    act.session.flush()
    if act.versions:
        rows = [{**version, "sequence": entry.sequence} for version in act.versions]
        act.session.execute(insert(Version), rows)
