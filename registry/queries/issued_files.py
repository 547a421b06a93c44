"""Is this file one that we issued? Answered by its SHA-256 alone, for papers of decisions in effect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.award import MeritCertificate
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.decision import Decision
from registry.models.signature import SignedPaper
from registry.rules.decision_life import DecisionState

OURS = frozenset(FileRole) - {FileRole.SCAN}
"""A scan is a stranger's bytes that we keep; whoever made it can make another."""
DRAWN = frozenset({FileRole.RENDER, FileRole.ANNEX})
"""What may come back signed."""
_END = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
MOST_ENDINGS = 64
"""Ends of a PDF within a file that are looked at: one for each time it was written to."""


@dataclass(frozen=True, kw_only=True)
class IssuedFile:
    """A file of ours: what it is of, and in which role."""

    file: PaperFile
    decision: Decision
    certificate: Certificate | None
    merit: MeritCertificate | None
    signature: SignedPaper | None
    """What is known of its signatures, if it is a signed paper."""
    has_signed_form: bool
    """Whether this is the unsigned form of a paper that was signed later."""

    @property
    def number(self) -> str | None:
        """The number of the paper; of its decision, where it has none of its own."""
        paper = self.certificate or self.merit
        return paper.number if paper else self.decision.number


def issued_file(session: Session, digest: str) -> IssuedFile | None:
    """Return the file of ours with that SHA-256; None for a scan, and while its decision is not in effect."""
    rows = session.scalars(
        select(PaperFile).where(PaperFile.sha256 == digest, PaperFile.role.in_(OURS)).order_by(PaperFile.id)
    )
    return next((found for row in rows if (found := _described(session, row))), None)


def paper_within(session: Session, content: bytes) -> IssuedFile | None:
    """Return the paper of ours that some bytes begin with, as signed, else as drawn, whatever was added after it.

    A PDF that is written to again keeps its first bytes (ISO 32000-1, 7.5.6), up to an end-of-file mark.
    """
    begun = (issued_file(session, digest) for digest in beginnings(content))
    found = {one.file.role: one for one in begun if one and one.file.role in DRAWN | {FileRole.SIGNED}}
    return found.get(FileRole.SIGNED) or next(iter(found.values()), None)


def beginnings(content: bytes) -> Iterator[str]:
    """Yield the SHA-256 of what a file begins with, up to each of its end-of-file marks that something follows."""
    running, done = sha256(), 0
    for count, end in enumerate(_END.finditer(content)):
        if count == MOST_ENDINGS:
            return
        # The mark may be the last of the file with or without the end of its line.
        for stop in dict.fromkeys((end.start() + len(b"%%EOF"), end.end())):
            running.update(memoryview(content)[done:stop])
            done = stop
            if stop < len(content):
                yield running.hexdigest()


def _described(session: Session, file: PaperFile) -> IssuedFile | None:
    certificate = merit = None
    if file.certificate_id is not None:
        certificate = session.get_one(Certificate, file.certificate_id)
        decision = certificate.recognition.decision
    elif file.merit_certificate_id is not None:
        merit = session.get_one(MeritCertificate, file.merit_certificate_id)
        decision = merit.recipient.decision
    else:
        decision = session.get_one(Decision, file.decision_id)
    if decision.state is not DecisionState.IN_EFFECT:
        return None
    return IssuedFile(
        file=file,
        decision=decision,
        certificate=certificate,
        merit=merit,
        signature=session.scalar(select(SignedPaper).where(SignedPaper.file_id == file.id)),
        has_signed_form=_has_signed_form(session, file),
    )


def _has_signed_form(session: Session, file: PaperFile) -> bool:
    if file.role not in DRAWN:
        return False
    return session.scalar(select(SignedPaper.id).where(SignedPaper.render_id == file.id).limit(1)) is not None
