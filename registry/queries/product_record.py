"""One product with everything its page shows: names, holders, packings, photos, approved results."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.decision import Decision, DecisionLine
from registry.models.producer import Producer
from registry.models.product import Photo, Product, ProductHolder
from registry.rules.decision_life import DecisionKind, DecisionState


@dataclass(frozen=True, kw_only=True)
class ApprovedResult:
    """A result of 90 points and more that the province approved: the Ministry decides about five stars."""

    decision: Decision
    score: int | None
    """Hundredths of a point."""


def product(session: Session, public_id: str) -> Product | None:
    """Return a product with its names, holders, packings, photos and producer."""
    return session.scalar(
        select(Product)
        .where(Product.public_id == public_id)
        .options(
            selectinload(Product.names),
            selectinload(Product.holders).joinedload(ProductHolder.producer),
            selectinload(Product.packings),
            selectinload(Product.photos),
            joinedload(Product.producer).joinedload(Producer.commune),
        )
    )


def products(session: Session, public_ids: Collection[str]) -> Sequence[Product]:
    """Return products by their public ids, in Vietnamese order."""
    return session.scalars(
        select(Product).where(Product.public_id.in_(public_ids)).order_by(Product.sort_key, Product.id)
    ).all()


def photos(session: Session, row: Product) -> Sequence[Photo]:
    """Return the pictures of a product, the first one first."""
    return session.scalars(select(Photo).where(Photo.product_id == row.id).order_by(Photo.position, Photo.id)).all()


def photo(session: Session, public_id: str) -> Photo | None:
    """Return one picture with its product."""
    return session.scalar(select(Photo).where(Photo.public_id == public_id).options(joinedload(Photo.product)))


def approved_results(session: Session, row: Product) -> list[ApprovedResult]:
    """Return the results of a product from 90 points up that decisions in effect approve, the newest first."""
    found = session.execute(
        select(Decision, DecisionLine.score)
        .join(DecisionLine, DecisionLine.decision_id == Decision.id)
        .where(
            DecisionLine.product_id == row.id,
            Decision.kind == DecisionKind.RESULT_APPROVAL,
            Decision.state == DecisionState.IN_EFFECT,
        )
        .order_by(Decision.signed_on.desc(), Decision.id.desc())
    )
    return [ApprovedResult(decision=decision, score=score) for decision, score in found]
