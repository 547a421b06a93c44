"""Certificates kept in force for the sake of a re-assessment: for which dossier, and how that ended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.models.certificate import Certificate, CertificateMove
from registry.models.dossier import Dossier
from registry.models.expiry import Extension
from registry.queries import register
from registry.queries.dossier_clocks import round_rules
from registry.rules.certificate_life import MoveKind, MoveNotOpen, as_known, check_move
from registry.rules.extension import (
    NOTHING_GRANTED,
    NotKept,
    check_until,
    extended_until,
    is_pending,
    longest,
    own_last_day,
)
from registry.rules.instruments import RecognitionKind
from registry.rules.rounds import Kept


@dataclass(frozen=True, kw_only=True)
class Possible:
    """A certificate that can be kept in force, for which dossier, and until when at most."""

    certificate: Certificate
    dossier: Dossier
    kept: Kept


@dataclass(frozen=True, kw_only=True)
class Ended:
    """An extension that ended with its re-assessment, which came to nothing (Điều 12)."""

    move: CertificateMove
    dossier: Dossier
    result_on: date
    last_day: date
    """The last day that then remained."""


def pending_dossier(session: Session, product_id: int) -> Dossier | None:
    """Return the re-assessment of a product that was filed and has no result; of several the latest."""
    return session.scalar(
        select(Dossier)
        .where(
            Dossier.product_id == product_id,
            Dossier.kind == RecognitionKind.REASSESSED,
            Dossier.filed_on.is_not(None),
            Dossier.state.not_in(NOTHING_GRANTED),
        )
        .order_by(Dossier.id.desc())
        .limit(1)
    )


def possible_for(session: Session, certificate: Certificate, *, today: date) -> Possible | None:
    """Return for which dossier a certificate can be kept in force longer than it is; its moves are loaded."""
    dossier = pending_dossier(session, certificate.recognition.product_id)
    if dossier is None or dossier.filed_on is None:
        return None
    try:
        check_move(MoveKind.EXTENDED, register.standing_of(certificate, on=today))
        kept = longest(life=certificate.life, filed_on=dossier.filed_on, rules=round_rules(session))
        check_until(None, kept=kept, last_day=own_last_day(certificate.life))
    except (MoveNotOpen, NotKept):
        return None
    last = register.last_day_of(certificate)
    if last is not None and last >= kept.until:
        return None
    return Possible(certificate=certificate, dossier=dossier, kept=kept)


def possible_by(session: Session, dossier: Dossier, *, today: date) -> Possible | None:
    """Return the certificate that a dossier can keep in force longer than it is."""
    if not is_pending(kind=dossier.kind, filed_on=dossier.filed_on, state=dossier.state):
        return None
    for certificate in register.certificates_of(session, dossier.product_id):
        found = possible_for(session, certificate, today=today)
        if found is not None and found.dossier.id == dossier.id:
            return found
    return None


def dossier_of(session: Session, certificate: Certificate) -> Dossier | None:
    """Return the dossier for whose sake a certificate was last lengthened."""
    return session.scalar(
        select(Dossier)
        .join(Extension, Extension.dossier_id == Dossier.id)
        .join(CertificateMove, CertificateMove.id == Extension.move_id)
        .where(CertificateMove.certificate_id == certificate.id)
        .options(selectinload(Dossier.steps))
        .order_by(CertificateMove.recorded_at.desc(), CertificateMove.id.desc())
        .limit(1)
    )


def kept_until(certificate: Certificate) -> date | None:
    """Return the last day of a certificate that is or was kept in force past its own term; None for all others."""
    last = register.last_day_of(certificate)
    own = certificate.valid_until
    return last if last is not None and own is not None and last > own else None


def ended(certificate: Certificate) -> Ended | None:
    """Return how the extension recorded last ended with its re-assessment; None where it did not."""
    given = [move for move in certificate.moves if move.kind is MoveKind.EXTENDED and move.extended_until]
    latest = max(given, key=lambda move: (move.recorded_at, move.id), default=None)
    if latest is None or latest.extension is None:
        return None
    told = as_known(latest.as_rule()).extended_until
    last = register.last_day_of(certificate)
    if told is None or told == latest.extended_until or last is None:
        return None
    return Ended(move=latest, dossier=latest.extension.dossier, result_on=told, last_day=last)


def may_be_ended(certificate: Certificate, *, today: date) -> bool:
    """Say whether a certificate is in force by an extension alone, or will be."""
    own, until = certificate.valid_until, extended_until(move.as_rule() for move in certificate.moves)
    return own is not None and until is not None and until > own and until >= today
