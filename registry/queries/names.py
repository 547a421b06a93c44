"""Finding by name as people type: without accents, by the beginnings of words, by earlier names too."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from registry.models.producer import Producer, ProducerName
from registry.models.product import Product, ProductName
from registry.rules.producer_kinds import producer_near_key
from registry.rules.search_key import clean, fold, near_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One record to choose, with what tells it from others of its name."""

    public_id: str
    name: str
    hint: str = ""


def any_name_has(owner: type[Producer] | type[Product], text: str) -> ColumnElement[bool]:
    """Say in SQL that a record bears, or once bore, a name with every word of a text in it."""
    words = fold(text).split()
    if not words:
        return false()
    former: Any = ProducerName if owner is Producer else ProductName
    owner_id = ProducerName.producer_id if owner is Producer else ProductName.product_id
    earlier = select(owner_id).where(and_(*(_contains(former.search_key, word) for word in words)))
    return or_(and_(*(_contains(owner.search_key, word) for word in words)), owner.id.in_(earlier))


def goods_have(text: str, *, product_id: Any, producer_id: Any) -> ColumnElement[bool]:
    """Say in SQL that every word of a text is in a name, today's or earlier, of a product or of its producer.

    :param product_id: the column that names the product.
    :param producer_id: the column that names the producer.
    """
    found = [
        or_(
            product_id.in_(
                union_all(
                    select(Product.id).where(_contains(Product.search_key, word)),
                    select(ProductName.product_id).where(_contains(ProductName.search_key, word)),
                )
            ),
            producer_id.in_(
                union_all(
                    select(Producer.id).where(_contains(Producer.search_key, word)),
                    select(ProducerName.producer_id).where(_contains(ProducerName.search_key, word)),
                )
            ),
        )
        for word in fold(text).split()
    ]
    return and_(*found) if found else false()


def has_word(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Say in SQL that a search key has a word, or the beginning or middle of one."""
    return _contains(column, fold(text))


def _contains(column: Any, word: str) -> ColumnElement[bool]:
    # A folded word is letters and digits only, so it needs no escape.
    found: ColumnElement[bool] = column.like(f"%{word}%")
    return found


def best_first(owner: type[Producer] | type[Product], text: str) -> list[Any]:
    """Order what was found: the name as typed, accents and all, then what begins so, then the rest."""
    key, typed = fold(text), clean(text)
    # SQLite changes the case of plain letters only, so a name that begins with Đ is looked for with it too.
    capital = owner.name.contains(typed[:1].upper() + typed[1:], autoescape=True)
    return [
        case((or_(owner.name.icontains(typed, autoescape=True), capital), 0), else_=1),
        case((owner.search_key.like(f"{key}%"), 0), (owner.search_key.like(f"% {key}%"), 1), else_=2),
        owner.sort_key,
        owner.id,
    ]


def producers_like(session: Session, name: str, *, besides: int | None = None) -> list[Producer]:
    """Return the producers that a name could be another writing of, today or formerly."""
    once = select(ProducerName.producer_id).where(ProducerName.search_key == fold(name))
    alike = or_(Producer.near_key == producer_near_key(name), Producer.id.in_(once))
    statement = select(Producer).where(alike, Producer.id != (besides or 0))
    return list(session.scalars(statement.order_by(Producer.sort_key, Producer.id)))


def products_like(session: Session, name: str, *, producer_id: int, besides: int | None = None) -> list[Product]:
    """Return the products of a producer that a name could be another writing of, today or formerly."""
    once = select(ProductName.product_id).where(ProductName.search_key == fold(name))
    alike = or_(Product.near_key == near_key(name), Product.id.in_(once))
    statement = select(Product).where(alike, Product.producer_id == producer_id, Product.id != (besides or 0))
    return list(session.scalars(statement.order_by(Product.sort_key, Product.id)))
