"""Whether the journal is whole: every entry there, in order, unchanged, each naming the one before it."""

from collections.abc import Collection, Iterator
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
            raise Refusal("Mục nhật ký phải có dạng SỐ:MÃ-BĂM như lệnh check đã in, hoặc là tệp có ghi mục ấy.")
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


def defects(session: Session, *, known_heads: Collection[Head]) -> Iterator[str]:
    """Say where the journal is not whole, the first place first.

    :param known_heads: entries known from elsewhere, which must all still be there.
    """
    previous = Head(sequence=0, hash=GENESIS)
    missing = {one for one in known_heads if one.sequence > 0}
    for entry in entries(session):
        yield from _link(entry, previous)
        previous = Head(sequence=entry.sequence, hash=entry.hash)
        missing.discard(previous)
    if missing:
        yield _gone(set(known_heads), missing, last=previous.sequence)
    strays = session.scalars(
        select(Version.sequence)
        .where(Version.sequence.not_in(select(JournalEntry.sequence)))
        .distinct()
        .order_by(Version.sequence)
    )
    for sequence in strays:
        yield f"Nhật ký mục số {sequence} đã mất: các giá trị của nó vẫn còn."


def _gone(known: Collection[Head], missing: Collection[Head], *, last: int) -> str:
    """Say of entries that were known which is the first that is gone, and from where on the journal is another."""
    first = min(one.sequence for one in missing)
    if last < first:
        what = f"phần cuối đã bị cắt từ mục số {last + 1}"
    else:
        whole = max((one.sequence for one in known if one not in missing and one.sequence < first), default=0)
        what = f"đã bị viết lại từ mục số {whole + 1} hoặc sau đó"
    return f"Nhật ký không còn mục số {first} như đã biết từ trước: {what}."


def _link(entry: JournalEntry, previous: Head) -> Iterator[str]:
    if entry.sequence != previous.sequence + 1:
        yield f"Nhật ký thiếu từ mục số {previous.sequence + 1} đến mục số {entry.sequence - 1}."
    elif entry.previous_hash != previous.hash:
        yield f"Nhật ký mục số {entry.sequence} không nối tiếp mục trước nó."
    if entry_hash(entry.hashed_content) != entry.hash:
        yield f"Nhật ký mục số {entry.sequence} ({entry.act}) đã bị sửa."
