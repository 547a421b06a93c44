"""The kept files of a decision and of everything it gave: what is shown, downloaded and packed together."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from registry.models.award import AwardRecipient, MeritCertificate
from registry.models.certificate import Certificate, PaperFile
from registry.models.decision import Decision
from registry.models.recognition import Recognition


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One kept file with what it is about."""

    file: PaperFile
    number: str | None
    """The number of the certificate; none for the papers of the decision itself."""
    subject: str
    """Product or recipient; empty for the papers of the decision itself."""
    holder: str
    certificate: str | None
    """Public id of the star certificate, where it is one."""

    @property
    def is_of_the_decision(self) -> bool:
        """Whether it is a file of the decision itself: scan, annex, print file."""
        return self.file.decision_id is not None


def papers(session: Session, decision: Decision) -> tuple[Paper, ...]:
    """Return every kept file of a decision: its own first, then certificates and merit certificates in its order."""
    own = session.scalars(select(PaperFile).where(PaperFile.decision_id == decision.id).order_by(PaperFile.id))
    return (
        *(Paper(file=file, number=None, subject="", holder="", certificate=None) for file in own),
        *_certificates(session, decision),
        *_merit_certificates(session, decision),
    )


def file(session: Session, public_id: str) -> PaperFile | None:
    """Return one kept file."""
    return session.scalar(select(PaperFile).where(PaperFile.public_id == public_id))


def file_of_decision(session: Session, decision: Decision, public_id: str) -> PaperFile | None:
    """Return one kept file of a decision or of something it gave; None for a file of anything else."""
    return next((one.file for one in papers(session, decision) if one.file.public_id == public_id), None)


def _certificates(session: Session, decision: Decision) -> list[Paper]:
    rows: Any = session.execute(
        select(PaperFile, Certificate, Recognition)
        .join(Certificate, Certificate.id == PaperFile.certificate_id)
        .join(Recognition, and_(Recognition.id == Certificate.recognition_id, Recognition.decision_id == decision.id))
        .order_by(Recognition.position, PaperFile.id)
    )
    return [
        Paper(
            file=kept,
            number=certificate.number,
            subject=recognition.product_name,
            holder=recognition.producer_name,
            certificate=certificate.public_id,
        )
        for kept, certificate, recognition in rows
    ]


def _merit_certificates(session: Session, decision: Decision) -> list[Paper]:
    rows: Any = session.execute(
        select(PaperFile, MeritCertificate, AwardRecipient)
        .join(MeritCertificate, MeritCertificate.id == PaperFile.merit_certificate_id)
        .join(
            AwardRecipient,
            and_(AwardRecipient.id == MeritCertificate.recipient_id, AwardRecipient.decision_id == decision.id),
        )
        .order_by(AwardRecipient.position, PaperFile.id)
    )
    return [
        Paper(file=kept, number=merit.number, subject=recipient.name, holder="", certificate=None)
        for kept, merit, recipient in rows
    ]
