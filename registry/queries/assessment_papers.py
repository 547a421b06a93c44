"""What the papers of an assessment ask for: dossiers with the names of their day, sheets, discussions, reopenings."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.assessment import Discussion, Reopening, ScoreSheet
from registry.models.assessment_round import Seat
from registry.models.dossier import Dossier
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product

DISCUSSED = "Hội đồng thảo luận: "
"""How the reason of a reopening begins that a discussion of the council made, see usecases/scoring.py."""


def dossiers_of(session: Session, round_id: int) -> Sequence[Dossier]:
    """Return the dossiers of a round in Vietnamese order of products, with all that their papers name."""
    return session.scalars(
        select(Dossier)
        .join(Dossier.product)
        .where(Dossier.round_id == round_id)
        .options(
            joinedload(Dossier.product).selectinload(Product.names),
            joinedload(Dossier.producer).options(
                selectinload(Producer.names),
                selectinload(Producer.contacts),
                joinedload(Producer.commune).joinedload(Place.parent),
                joinedload(Producer.commune_then).joinedload(Place.parent),
            ),
            joinedload(Dossier.criteria),
            joinedload(Dossier.commune),
            joinedload(Dossier.round),
        )
        .order_by(Product.sort_key, Dossier.id)
    ).all()


def sheets(session: Session, public_ids: Collection[str]) -> Sequence[ScoreSheet]:
    """Return signed sheets by their public ids, with their members and dossiers."""
    return session.scalars(
        select(ScoreSheet)
        .where(ScoreSheet.public_id.in_(public_ids))
        .options(joinedload(ScoreSheet.seat).joinedload(Seat.account), joinedload(ScoreSheet.dossier))
        .order_by(ScoreSheet.id)
    ).all()


def discussions(session: Session, dossier_ids: Collection[int]) -> Sequence[Discussion]:
    """Return the council's discussions of dossiers, in their order."""
    return session.scalars(
        select(Discussion).where(Discussion.dossier_id.in_(dossier_ids)).order_by(Discussion.id)
    ).all()


def reopenings(session: Session, dossier_ids: Collection[int]) -> Sequence[Reopening]:
    """Return the sheets that the chair opened again; those that a discussion opened are told with it."""
    found = session.scalars(
        select(Reopening)
        .where(Reopening.dossier_id.in_(dossier_ids))
        .options(joinedload(Reopening.by))
        .order_by(Reopening.id)
    )
    return [one for one in found if not one.reason.startswith(DISCUSSED)]
