"""What the register knows of the instruments: the program's own and those that were loaded."""

import json
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from registry.database import Base
from registry.law.instrument_file import chapter_of_book, instrument_from
from registry.law.law_book import Chapter, LawBook, own_book
from registry.models.instrument import LoadedInstrument
from registry.rules.instruments import Instrument, Instruments

_KEPT = "law_book"


def law_book(session: Session) -> LawBook:
    """Return all instruments; read once in a session, for what is loaded changes only through an act of its own."""
    kept: LawBook | None = session.info.get(_KEPT)
    if kept is None:
        kept = session.info[_KEPT] = own_book().with_chapters(chapter_of(row) for row in every_loaded(session))
    return kept


def law_book_without(session: Session, code: Instrument) -> LawBook:
    """Return all instruments but a loaded one: what a corrected file of it would follow on."""
    return own_book().with_chapters(chapter_of(row) for row in every_loaded(session) if row.code != code)


def every_loaded(session: Session) -> Sequence[LoadedInstrument]:
    """Return the instruments that were loaded, the oldest first."""
    return session.scalars(select(LoadedInstrument).order_by(LoadedInstrument.applies_from)).all()


def loaded(session: Session, code: Instrument) -> LoadedInstrument | None:
    """Return an instrument as it was loaded; None where it was not."""
    return session.scalar(select(LoadedInstrument).where(LoadedInstrument.code == code))


def known(session: Session) -> Instruments:
    """Return what the rules go by, of every instrument."""
    return law_book(session).instruments


def law_book_of(row: Base) -> LawBook:
    """Return all instruments as the session that read a row knows them.

    :raises LookupError: when the row belongs to none.
    """
    session = object_session(row)
    if session is None:
        raise LookupError("a row without a session")
    return law_book(session)


def beside(session: Session, code: Instrument) -> Chapter:
    """Return what a file of an instrument is put beside: the instrument as it was loaded, else the newest other."""
    book = law_book(session)
    return chapter_of_book(book, code if code in book.instruments else book.instruments.newest.code)


def read_again(session: Session) -> None:
    """Forget what a session read: an instrument was loaded in it."""
    session.info.pop(_KEPT, None)


def chapter_of(row: LoadedInstrument) -> Chapter:
    """Return a loaded instrument as it reads."""
    return _parsed(row.sha256, json.dumps(row.content, ensure_ascii=False))


@lru_cache(maxsize=32)
def _parsed(_sha256: str, content: str) -> Chapter:
    reading = instrument_from(content)
    if reading.chapter is None:
        raise ValueError(f"an instrument in the register does not read: {reading.flaws}")
    return reading.chapter
