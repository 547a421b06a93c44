"""What a decision did to certificates that were there: which it revoked, annulled or restored."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision
from registry.models.recognition import Recognition
from registry.rules.certificate_life import MoveKind


def endings(session: Session, decision: Decision) -> Sequence[CertificateMove]:
    """Return the moves by which a decision ended or restored certificates, in the order they were written."""
    recognition = joinedload(CertificateMove.certificate).joinedload(Certificate.recognition)
    return session.scalars(
        select(CertificateMove)
        .where(
            CertificateMove.decision_id == decision.id,
            CertificateMove.kind.in_([MoveKind.REVOKED, MoveKind.ANNULLED, MoveKind.RESTORED]),
        )
        .options(recognition.joinedload(Recognition.product))
        .order_by(CertificateMove.id)
    ).all()
