"""Whether a product or a certificate was good on any day: by what is known now, and what the register said then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import VIETNAM, day_of
from registry.models.certificate import Certificate, CertificateMove
from registry.models.journal import JournalEntry
from registry.queries import register
from registry.rules.any_day import Judged, Lived, cause, is_certified, judged, learnt_at
from registry.rules.certificate_life import MoveKind, Standing, last_day


@dataclass(frozen=True, kw_only=True)
class Stood:
    """The certificate by which is judged, and how it stood on the day."""

    certificate: Certificate
    standing: Standing
    brought_by: CertificateMove | None
    """What ended or suspended it, where something had."""
    last_day: date | None
    """The last day on which it is good; None where it is not known or there is none."""
    extended: CertificateMove | None
    """What keeps it in force past its own term on the day, where something does."""

    @property
    def is_certified(self) -> bool | None:
        """Whether it means that the product was certified; None where it cannot be said."""
        return is_certified(self.standing)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How something stood on a day, and what the register said of that day at an earlier time."""

    day: date
    now: Stood | None
    """By all that is known; None where nothing had begun."""
    known_on: date
    """The day at whose end the register said what is said under «then»."""
    then: Stood | None
    """None where the register knew of nothing that had begun."""
    kept_since: date
    """The day on which the register began to be kept: of days before it there is no «then»."""
    learnt_at: datetime | None
    """When the register came to say what it says now; None where it said so then."""
    first_day: date | None
    """The first day of the first certificate; the first of its year where only that is known."""

    @property
    def is_certified(self) -> bool | None:
        """Whether it was certified on the day; None where it cannot be said."""
        return self.now.is_certified if self.now else False

    @property
    def was_kept(self) -> bool:
        """Whether there was a register then."""
        return self.known_on >= self.kept_since

    @property
    def has_changed(self) -> bool:
        """Whether the register says something else now than it said then."""
        return self.was_kept and self.learnt_at is not None


def end_of(day: date) -> datetime:
    """Return the last instant of a day in Vietnam."""
    return datetime.combine(day + timedelta(days=1), time.min, VIETNAM) - timedelta(microseconds=1)


def kept_since(session: Session) -> date:
    """Return the day on which the register began to be kept."""
    return day_of(session.scalars(select(JournalEntry.at).order_by(JournalEntry.sequence).limit(1)).one())


def of_product(session: Session, product_id: int, *, on: date, known_on: date | None = None) -> Answer:
    """Say how a product stood on a day.

    :param known_on: the day at whose end the register is asked what it said; None: the day itself.
    """
    return of_certificates(session, register.certificates_of(session, product_id), on=on, known_on=known_on)


def of_certificates(
    session: Session, certificates: Sequence[Certificate], *, on: date, known_on: date | None = None
) -> Answer:
    """Say how a product stood on a day by these certificates alone, the newest first, with their moves."""
    lives = [Lived(life=one.life, moves=[move.as_rule() for move in one.moves]) for one in certificates]
    asked = known_on or on
    end = end_of(asked)
    return Answer(
        day=on,
        now=_stood(certificates, lives, judged(lives, on=on), on=on),
        known_on=asked,
        then=_stood(certificates, lives, judged(lives, on=on, known_at=end), on=on, known_at=end),
        kept_since=kept_since(session),
        learnt_at=learnt_at(lives, on=on, after=end),
        first_day=min((one.begins_on for one in certificates), default=None),
    )


def _stood(
    certificates: Sequence[Certificate],
    lives: Sequence[Lived],
    found: Judged | None,
    *,
    on: date,
    known_at: datetime | None = None,
) -> Stood | None:
    if found is None:
        return None
    certificate, lived = certificates[found.place], lives[found.place]
    place = cause(lived.moves, found.standing, on=on, known_at=known_at)
    return Stood(
        certificate=certificate,
        standing=found.standing,
        brought_by=None if place is None else certificate.moves[place],
        last_day=last_day(lived.life, lived.moves, known_at=known_at),
        extended=_extended(certificate, on, known_at) if found.standing is Standing.IN_FORCE else None,
    )


def _extended(certificate: Certificate, on: date, known_at: datetime | None) -> CertificateMove | None:
    """Return the extension without which the certificate would have expired by the day."""
    if certificate.valid_until is None or on <= certificate.valid_until:
        return None
    known = (move for move in certificate.moves if known_at is None or move.recorded_at <= known_at)
    given = [move for move in known if move.kind is MoveKind.EXTENDED and (move.effective_on or date.min) <= on]
    return max(given, key=lambda move: move.recorded_at, default=None)
