"""Certificates kept in force for the sake of a re-assessment: for which dossier, and what still has to be ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry import clock
from registry.models.certificate import Certificate, CertificateMove
from registry.models.dossier import Dossier
from registry.models.expiry import Extension
from registry.models.recognition import Recognition
from registry.queries import register
from registry.queries.dossier_clocks import round_rules
from registry.queries.standings import ends_on, standing_on
from registry.rules.certificate_life import MoveKind, MoveNotOpen, Standing, check_move
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
class ToEnd:
    """A certificate still kept in force though its re-assessment has ended without a new one."""

    certificate: Certificate
    dossier: Dossier
    result_on: date


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


def to_end(session: Session, *, today: date) -> Sequence[ToEnd]:
    """Return the certificates in force by an extension alone whose re-assessment ended without a new certificate."""
    found = session.execute(
        select(Certificate, Dossier)
        .join(CertificateMove, CertificateMove.certificate_id == Certificate.id)
        .join(Extension, Extension.move_id == CertificateMove.id)
        .join(Dossier, Dossier.id == Extension.dossier_id)
        .where(
            Dossier.state.in_(NOTHING_GRANTED),
            ends_on(today) > Certificate.valid_until,
            ends_on(today) >= today,
            standing_on(today) == Standing.IN_FORCE,
        )
        .options(
            joinedload(Certificate.recognition).joinedload(Recognition.product),
            selectinload(Certificate.moves),
            selectinload(Dossier.steps),
        )
        .order_by(Certificate.id, CertificateMove.id)
    ).unique()
    latest = {certificate.id: (certificate, dossier) for certificate, dossier in found}
    still = ((one, dossier) for one, dossier in latest.values() if pending_dossier(session, dossier.product_id) is None)
    ends = (ToEnd(certificate=one, dossier=dossier, result_on=result_day(dossier)) for one, dossier in still)
    return [end for end in ends if _reaches_past(end)]


def kept_until(certificate: Certificate) -> date | None:
    """Return the last day of a certificate that is or was kept in force past its own term; None for all others."""
    last = register.last_day_of(certificate)
    own = certificate.valid_until
    return last if last is not None and own is not None and last > own else None


def is_to_end(session: Session, certificate: Certificate, *, today: date) -> bool:
    """Say whether a certificate is among those that to_end() returns."""
    until = extended_until(move.as_rule() for move in certificate.moves)
    return until is not None and any(one.certificate.id == certificate.id for one in to_end(session, today=today))


def result_day(dossier: Dossier) -> date:
    """Return the day of the last step of a dossier that has ended; its steps are loaded."""
    return clock.day_of(dossier.steps[-1].at) if dossier.steps else clock.day_of(dossier.opened_at)


def _reaches_past(end: ToEnd) -> bool:
    last = register.last_day_of(end.certificate)
    return last is not None and last > max(end.result_on, own_last_day(end.certificate.life))
