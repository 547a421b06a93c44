"""One producer with everything its page shows: names, places, contacts, what it came of."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.place import Place
from registry.models.producer import Producer, ProducerSuccession
from registry.models.product import Product


def producer(session: Session, public_id: str) -> Producer | None:
    """Return a producer with its names, contacts and places."""
    places = [
        joinedload(commune).joinedload(Place.parent).joinedload(Place.parent)
        for commune in (Producer.commune, Producer.commune_then)
    ]
    return session.scalar(
        select(Producer)
        .where(Producer.public_id == public_id)
        .options(selectinload(Producer.names), selectinload(Producer.contacts), *places)
    )


def producers(session: Session, public_ids: Collection[str]) -> Sequence[Producer]:
    """Return producers by their public ids, in Vietnamese order."""
    return session.scalars(
        select(Producer).where(Producer.public_id.in_(public_ids)).order_by(Producer.sort_key, Producer.id)
    ).all()


def successions(session: Session, row: Producer) -> Sequence[ProducerSuccession]:
    """Return what a producer came of and what came of it, the oldest first."""
    return session.scalars(
        select(ProducerSuccession)
        .where(or_(ProducerSuccession.old_id == row.id, ProducerSuccession.new_id == row.id))
        .options(joinedload(ProducerSuccession.old), joinedload(ProducerSuccession.new))
        .order_by(ProducerSuccession.on, ProducerSuccession.old_id, ProducerSuccession.new_id)
    ).all()


def products(session: Session, row: Producer) -> Sequence[Product]:
    """Return the products that a producer holds today, in Vietnamese order."""
    return session.scalars(
        select(Product).where(Product.producer_id == row.id).order_by(Product.sort_key, Product.id)
    ).all()
