"""Which papers of a decision can be signed, and which came back signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from registry import clock
from registry.models.award import AwardRecipient, MeritCertificate
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.decision import Decision
from registry.models.recognition import Recognition
from registry.models.signature import SignedPaper
from registry.queries import decision_papers
from registry.queries.decision_papers import Paper
from registry.queries.standings import standing_on
from registry.rules.certificate_life import Standing
from registry.rules.handing import FALLEN


@dataclass(frozen=True, kw_only=True)
class Signable:
    """A paper as it was drawn, and what came back of it."""

    paper: Paper
    signed: SignedPaper | None
    fallen: Standing | None
    """How it stands today, where it is a certificate that is good no more."""


class Owner(Enum):
    """What a paper is of."""

    DECISION = "decision"
    CERTIFICATE = "certificate"
    MERIT = "merit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """As little of a paper that can be signed as is needed of thousands at a time."""

    file_id: int
    sha256: str
    filename: str
    owner: Owner
    number: str | None
    """None for a paper of the decision itself, which has its own number."""
    signed: str | None
    """SHA-256 of its signed form."""
    fallen: Standing | None
    """How it stands today, where it is a certificate that is good no more."""

    def waits(self, *, even_fallen: bool) -> bool:
        """Say whether it is still to be signed; a paper that is good no more only if that is wanted."""
        return self.signed is None and (even_fallen or self.fallen is None)


def signable(session: Session, decision: Decision, *, with_annexes: bool) -> list[Signable]:
    """Return the certificates and merit certificates of a decision, in its order, each with its signed form.

    :param with_annexes: whether the decision's annexes come first.
    """
    roles = _roles(with_annexes=with_annexes)
    drawn = [one for one in decision_papers.papers(session, decision) if one.file.role in roles]
    signed = signed_forms(session, [one.file.id for one in drawn])
    standings = {one.file_id: one.fallen for one in of_decision(session, decision, with_annexes=with_annexes)}
    return [Signable(paper=one, signed=signed.get(one.file.id), fallen=standings.get(one.file.id)) for one in drawn]


def of_decision(session: Session, decision: Decision, *, with_annexes: bool) -> list[Drawn]:
    """Return the same papers in the same order, as little of each as there is to know."""
    signed_file = aliased(PaperFile)
    about = (
        select(PaperFile.id, PaperFile.sha256, PaperFile.filename, signed_file.sha256, Certificate.id,
               Certificate.number, standing_on(clock.today()), MeritCertificate.id, MeritCertificate.number)
        .outerjoin(Certificate, Certificate.id == PaperFile.certificate_id)
        .outerjoin(Recognition, Recognition.id == Certificate.recognition_id)
        .outerjoin(MeritCertificate, MeritCertificate.id == PaperFile.merit_certificate_id)
        .outerjoin(AwardRecipient, AwardRecipient.id == MeritCertificate.recipient_id)
        .outerjoin(SignedPaper, SignedPaper.render_id == PaperFile.id)
        .outerjoin(signed_file, signed_file.id == SignedPaper.file_id)
        .where(
            PaperFile.role.in_(_roles(with_annexes=with_annexes)),
            or_(
                PaperFile.decision_id == decision.id,
                Recognition.decision_id == decision.id,
                AwardRecipient.decision_id == decision.id,
            ),
        )
        .order_by(PaperFile.decision_id.is_(None), PaperFile.certificate_id.is_(None), Recognition.position,
                  AwardRecipient.position, PaperFile.id)
    )  # fmt: skip
    return [
        Drawn(
            file_id=key,
            sha256=sha256,
            filename=name,
            signed=signed,
            owner=Owner.CERTIFICATE if certificate else Owner.MERIT if merit else Owner.DECISION,
            number=certificate_number or merit_number,
            fallen=stands if certificate and stands in FALLEN else None,
        )
        for key, sha256, name, signed, certificate, certificate_number, stands, merit, merit_number in (
            session.execute(about)
        )
    ]


def signed_forms(session: Session, renders: Iterable[int]) -> Mapping[int, SignedPaper]:
    """Return the signed form of each drawn paper that has one."""
    found = session.scalars(
        select(SignedPaper).where(SignedPaper.render_id.in_(renders)).order_by(SignedPaper.id.desc())
    )
    return {one.render_id: one for one in found}


def _roles(*, with_annexes: bool) -> frozenset[FileRole]:
    return frozenset({FileRole.RENDER, FileRole.ANNEX} if with_annexes else {FileRole.RENDER})
