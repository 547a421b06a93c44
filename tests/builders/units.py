"""Producers and products as people type them, registered by the acts that register real ones."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.transaction import reading
from registry.usecases import registration
from registry.usecases.registration import ProducerFacts, ProductFacts


def unit_facts(name: str = "Hợp tác xã Minh Họa 01", **changes: Any) -> ProducerFacts:
    """Return what is typed of a cooperative."""
    return replace(ProducerFacts(name=name, kind=ProducerKind.COOPERATIVE), **changes)


def goods_facts(name: str = "Chè shan tuyết", **changes: Any) -> ProductFacts:
    """Return what is typed of a product."""
    return replace(ProductFacts(name=name), **changes)


def a_unit(officer: Actor, name: str = "Hợp tác xã Minh Họa 01", **changes: Any) -> str:
    """Register a cooperative."""
    return registration.register_producer(actor=officer, facts=unit_facts(name, **changes))


def goods_of(officer: Actor, producer: str, name: str = "Chè shan tuyết", **changes: Any) -> str:
    """Register a product of a producer."""
    return registration.register_product(actor=officer, producer=producer, facts=goods_facts(name, **changes))


def kept_unit(public_id: str) -> Producer:
    """Return a producer as it is kept, with its names, contacts and places."""
    with reading() as session:
        return session.scalars(
            select(Producer)
            .where(Producer.public_id == public_id)
            .options(
                selectinload(Producer.names),
                selectinload(Producer.contacts),
                selectinload(Producer.commune),
                selectinload(Producer.commune_then),
            )
        ).one()


def kept_goods(public_id: str) -> Product:
    """Return a product as it is kept, with its names, holders, packings and photos."""
    with reading() as session:
        return session.scalars(
            select(Product)
            .where(Product.public_id == public_id)
            .options(
                selectinload(Product.names),
                selectinload(Product.holders),
                selectinload(Product.packings),
                selectinload(Product.photos),
                selectinload(Product.producer),
            )
        ).one()
