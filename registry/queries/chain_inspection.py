"""Whether the journal is whole: every entry there, in order, unchanged, each naming the one before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.journal import JournalEntry, Version
from registry.rules.journal_chain import GENESIS, entry_hash
from registry.rules.refusal import Refusal

AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One entry of the journal, by which everything before it is known."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read an entry as it was printed.

        :raises Refusal: if it is not one.
        """
        sequence, _, hash_ = written.strip().partition(":")
        if not sequence.isdecimal() or len(hash_) != len(GENESIS):
            raise Refusal("Mục nhật ký phải có dạng SỐ:MÃ-BĂM như lệnh check đã in.")
        return cls(sequence=int(sequence), hash=hash_)


def head(session: Session) -> Head:
    """Return the last entry of the journal."""
    last = session.execute(
        select(JournalEntry.sequence, JournalEntry.hash).order_by(JournalEntry.sequence.desc()).limit(1)
    ).first()
    return Head(sequence=last.sequence, hash=last.hash) if last else Head(sequence=0, hash=GENESIS)


def entries(session: Session) -> Iterator[JournalEntry]:
    """Yield the whole journal in order, without keeping it in memory."""
    statement = select(JournalEntry).order_by(JournalEntry.sequence)
    for entry in session.scalars(statement, execution_options={"yield_per": AT_ONCE}):
        yield entry
        if entry in session:
            session.expunge(entry)


def defects(session: Session, *, known_head: Head | None) -> Iterator[str]:
    """Say where the journal is not whole."""
    previous = Head(sequence=0, hash=GENESIS)
    is_known = known_head is None or known_head.sequence == 0
    for entry in entries(session):
        yield from _link(entry, previous)
        previous = Head(sequence=entry.sequence, hash=entry.hash)
        is_known = is_known or previous == known_head
    if not is_known and known_head is not None:
        yield f"Nhật ký không còn mục số {known_head.sequence} như đã biết từ trước: phần cuối đã bị cắt hoặc viết lại."
    strays = session.scalars(
        select(Version.sequence)
        .where(Version.sequence.not_in(select(JournalEntry.sequence)))
        .distinct()
        .order_by(Version.sequence)
    )
    for sequence in strays:
        yield f"Nhật ký mục số {sequence} đã mất: các giá trị của nó vẫn còn."


def _link(entry: JournalEntry, previous: Head) -> Iterator[str]:
    if entry.sequence != previous.sequence + 1:
        yield f"Nhật ký thiếu từ mục số {previous.sequence + 1} đến mục số {entry.sequence - 1}."
    elif entry.previous_hash != previous.hash:
        yield f"Nhật ký mục số {entry.sequence} không nối tiếp mục trước nó."
    if entry_hash(entry.hashed_content) != entry.hash:
        yield f"Nhật ký mục số {entry.sequence} ({entry.act}) đã bị sửa."
