"""Products that a producer held once and another holds now: what is told to whoever looks for them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.certificate import Certificate, PaperFile
from registry.models.producer import Producer
from registry.models.product import Product, ProductHolder
from registry.models.recognition import Recognition


@dataclass(frozen=True, kw_only=True)
class Departure:
    """A product that went to another producer; named as on its last day here: what came later is the other's."""

    product_name: str
    to: str
    on: date


def departures(session: Session, producer: Producer) -> list[Departure]:
    """Return the products that a producer handed to others and has not back, the latest first."""
    held = select(ProductHolder.product_id).where(ProductHolder.producer_id == producer.id)
    found = [departure(product, {producer.id}) for product in _with_holders(session, Product.id.in_(held))]
    return sorted((one for one in found if one), key=lambda one: one.on, reverse=True)


def departure(product: Product, producers: Container[int]) -> Departure | None:
    """Return how a product left some producers, if it ever was one of theirs."""
    left = [
        after
        for before, after in pairwise(product.holders)
        if before.producer_id in producers and after.producer_id not in producers
    ]
    if not left or product.producer_id in producers:
        return None
    last = left[-1]
    return Departure(
        product_name=product.name_on(last.valid_from - timedelta(days=1)),
        to=last.producer.name_on(last.valid_from),
        on=last.valid_from,
    )


def product_of_paper(session: Session, file_id: str) -> Product | None:
    """Return the product that a kept certificate is about."""
    about = (
        select(Recognition.product_id)
        .join(Certificate, Certificate.recognition_id == Recognition.id)
        .join(PaperFile, PaperFile.certificate_id == Certificate.id)
        .where(PaperFile.public_id == file_id)
    )
    return next(iter(_with_holders(session, Product.id.in_(about))), None)


def _with_holders(session: Session, which: ColumnElement[bool]) -> Sequence[Product]:
    asked = select(Product).where(which).order_by(Product.sort_key, Product.id)
    holders = selectinload(Product.holders).joinedload(ProductHolder.producer).selectinload(Producer.names)
    return session.scalars(asked.options(selectinload(Product.names), holders, joinedload(Product.producer))).all()
