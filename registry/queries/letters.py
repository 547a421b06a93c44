"""Questions about letters in the outbox: which were sent, which are to be printed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from registry.models.outbox import Letter
from registry.queries.listing import AnyRow, ListRequest, Page, page_of
from registry.rules.search_key import fold


class LetterState(StrEnum):
    """How far a letter has come."""

    OPEN = "open"
    SENT = "sent"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One letter in a list."""

    public_id: str
    recipient_name: str
    recipient_address: str | None
    subject: str
    written_at: datetime
    state: LetterState
    done_at: datetime | None
    has_failed: bool
    """Whether a mail server has refused it; it is tried again."""


FILTERS = ("state",)


def page(session: Session, request: ListRequest) -> Page[LetterLine]:
    """Return one page of the letters, those that nobody has sent or printed first, then the newest."""
    statement = select(Letter).where(*_conditions(session, request))
    return page_of(
        session,
        statement,
        request=request,
        sorts={
            "recipient": (Letter.recipient_name,),
            "subject": (Letter.subject,),
            "written_at": (Letter.written_at,),
        },
        key=Letter.id,
        default=(~_open(), Letter.written_at.desc()),
        make=_line,
    )


def letter(session: Session, public_id: str) -> Letter | None:
    """Return one letter."""
    return session.scalar(select(Letter).where(Letter.public_id == public_id))


def waiting(session: Session, *, most: int) -> list[Letter]:
    """Return the oldest letters that nobody has sent or printed."""
    return list(session.scalars(select(Letter).where(_open()).order_by(Letter.id).limit(most)))


def state_of(one: Letter) -> LetterState:
    """Say how far a letter has come."""
    if one.sent_at is not None:
        return LetterState.SENT
    return LetterState.OPEN if one.printed_at is None else LetterState.PRINTED


def _open() -> ColumnElement[bool]:
    return Letter.sent_at.is_(None) & Letter.printed_at.is_(None)


def _conditions(session: Session, request: ListRequest) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if "state" in request.filters:
        by_state: dict[str, ColumnElement[bool]] = {
            LetterState.OPEN: _open(),
            LetterState.SENT: Letter.sent_at.is_not(None),
            LetterState.PRINTED: Letter.sent_at.is_(None) & Letter.printed_at.is_not(None),
        }
        chosen.append(by_state[request.filters["state"]])
    if request.text:
        wanted = fold(request.text)
        found = session.execute(select(Letter.id, Letter.recipient_name, Letter.recipient_address, Letter.subject))
        chosen.append(
            Letter.id.in_([key for key, *words in found if wanted in fold(" ".join(word or "" for word in words))])
        )
    return chosen


def _line(row: AnyRow) -> LetterLine:
    found: Letter = row[0]
    return LetterLine(
        public_id=found.public_id,
        recipient_name=found.recipient_name,
        recipient_address=found.recipient_address,
        subject=found.subject,
        written_at=found.written_at,
        state=state_of(found),
        done_at=found.sent_at or found.printed_at,
        has_failed=found.last_error is not None and found.sent_at is None,
    )
