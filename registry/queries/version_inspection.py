"""Whether the values kept of each act are still those the journal has digests of; erased ones are no defect."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.journal import JournalEntry, Version
from registry.rules.journal_chain import digest

AT_ONCE = 1000
WITHHELD = "(giữ kín)"


def defects(session: Session, *, key: bytes) -> Iterator[str]:
    """Say which kept values were changed behind the journal's back."""
    statement = (
        select(Version.sequence, Version.subject, Version.subject_id, Version.values, JournalEntry.changes)
        .join(JournalEntry, JournalEntry.sequence == Version.sequence)
        .order_by(Version.sequence, Version.id)
    )
    rows = session.execute(statement, execution_options={"yield_per": AT_ONCE})
    for sequence, versions in groupby(rows, key=lambda row: row.sequence):
        yield from _of_entry(sequence, list(versions), key)


def _of_entry(sequence: int, versions: list[Any], key: bytes) -> Iterator[str]:
    # An act may change one row in several flushes: each kept version must be one of its changes.
    known: dict[tuple[str, str], list[dict[str, str]]] = {}
    for change in versions[0].changes:
        known.setdefault((change["on"], change["id"]), []).append(change["fields"])
    for version in versions:
        if version.values is None:
            continue
        digests = {name: digest(value, key=key) for name, value in version.values.items() if value != WITHHELD}
        if not any(
            digests.items() <= fields.items() for fields in known.get((version.subject, version.subject_id), [])
        ):
            yield f"Nhật ký mục số {sequence}: giá trị lưu của {version.subject} {version.subject_id} đã bị sửa."
