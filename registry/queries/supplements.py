"""What was asked of dossiers after they were handed in, and what the advisory team wrote of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.dossier import Review, Submission, SupplementRequest


def open_request(session: Session, dossier_id: int) -> SupplementRequest | None:
    """Return what is asked of a dossier and not answered yet."""
    return session.scalar(
        select(SupplementRequest)
        .where(SupplementRequest.dossier_id == dossier_id, SupplementRequest.answered_at.is_(None))
        .options(joinedload(SupplementRequest.asked_by))
    )


def requests(session: Session, dossier_id: int) -> Sequence[SupplementRequest]:
    """Return all that was asked of a dossier, in its order."""
    return session.scalars(
        select(SupplementRequest)
        .where(SupplementRequest.dossier_id == dossier_id)
        .options(joinedload(SupplementRequest.asked_by))
        .order_by(SupplementRequest.id)
    ).all()


def reviews(session: Session, dossier_id: int) -> Sequence[Review]:
    """Return what the advisory team wrote of a dossier, in its order."""
    return session.scalars(
        select(Review)
        .where(Review.dossier_id == dossier_id)
        .options(joinedload(Review.written_by))
        .order_by(Review.done_on, Review.id)
    ).all()


def was_submitted(session: Session, dossier_id: int, sha256: str) -> bool:
    """Say whether a file was part of a dossier when it was handed in."""
    manifests = session.scalars(select(Submission.manifest).where(Submission.dossier_id == dossier_id))
    return any(
        file["sha256"] == sha256 for manifest in manifests for item in manifest["items"] for file in item["files"]
    )
