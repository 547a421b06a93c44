"""Gathering from the register what the public may look up.

All of it, for one version of the register and one day: standing changes at midnight without a write. How each product
stands from day to day is written down (models/search.py), so a day is gathered by reading the rows that hold on it;
public_renewing follows the acts of the day from there.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.models.search import SearchStanding
from registry.queries.bit_sets import bits_of
from registry.queries.public_index import FACETS, PublicDecision, PublicIndex, PublicProducer, PublicProduct
from registry.queries.public_touches import last_act
from registry.rules.decision_life import DecisionState
from registry.rules.search_key import fold
from registry.rules.standing_spans import GOOD
from registry.sheets.collecting import without_collecting


def gather(session: Session, *, day: date) -> PublicIndex:
    """Gather the index of a day."""
    with without_collecting():
        return _gathered(session, day)


def _gathered(session: Session, day: date) -> PublicIndex:
    products = public_products(session, day=day)
    return PublicIndex(
        day=day,
        products=products,
        producers=public_producers(session, products),
        decisions=announced_decisions(session),
        facets={name: _sets(map(value, products), len(products)) for name, value in FACETS.items()},
        last_act=last_act(session),
    )


def public_products(session: Session, *, day: date, only: Collection[int] | None = None) -> list[PublicProduct]:
    """Return the products that were ever certified as they stand on a day, in the usual order.

    :param only: row ids of the products that are wanted; None: all of them.
    """
    statement = (
        select(
            Product.public_id,
            Product.name,
            Product.sort_key,
            Producer.public_id,
            Producer.name,
            Place.public_id,
            Place.kind,
            Place.name,
            Product.industry,
            Recognition.kind,
            Recognition.stars,
            SearchStanding.standing,
            Certificate.year,
            Certificate.valid_from,
            SearchStanding.valid_until,
            Certificate.number,
            Certificate.lookup_code,
            Certificate.origin,
            Product.id,
        )
        .select_from(SearchStanding)
        .join(Product, Product.id == SearchStanding.product_id)
        .join(Product.producer)
        .outerjoin(Producer.commune)
        .join(Certificate, Certificate.id == SearchStanding.certificate_id)
        .join(Certificate.recognition)
        .where(SearchStanding.from_day <= day, SearchStanding.until_day >= day)
    )
    rows = session.execute(_within(statement, SearchStanding.product_id, only))
    found = [
        PublicProduct._make((*row[:6], f"{row[6]} {row[7]}" if row[5] else "", *row[8:]))  # in the order of its fields
        for row in rows
    ]
    return sorted(found, key=usual)


def usual(row: PublicProduct) -> tuple[Any, ...]:
    """Return what the usual order goes by: what is good first, more stars before fewer, then the name."""
    return (
        GOOD.index(row.standing) if row.standing in GOOD else len(GOOD),
        -row.stars,
        row.sort_key,
        row.public_id,
    )


def public_producers(
    session: Session, products: Iterable[PublicProduct], *, only: Collection[str] | None = None
) -> list[PublicProducer]:
    """Return the producers that have any of the products, with how many, in order.

    :param only: public ids of the producers that are wanted; None: all of them.
    """
    count = Counter(one.producer for one in products)
    statement = select(
        Producer.public_id, Producer.name, Producer.sort_key, Place.kind, Place.name, Producer.id
    ).outerjoin(Producer.commune)
    rows = session.execute(_within(statement, Producer.public_id, only))
    found = [
        PublicProducer(
            public_id=public_id,
            name=name,
            sort_key=sort_key,
            commune_name=f"{kind} {commune}" if commune else "",
            products=count[public_id],
            row_id=row_id,
        )
        for public_id, name, sort_key, kind, commune, row_id in rows
        if public_id in count
    ]
    return sorted(found, key=by_name)


def by_name(row: PublicProducer) -> tuple[str, str]:
    """Return what producers are ordered by."""
    return row.sort_key, row.public_id


def announced_decisions(session: Session) -> list[PublicDecision]:
    """Return the decisions in effect, the latest first."""
    rows = session.execute(
        select(Decision.public_id, Decision.number, Decision.title, Decision.signed_on)
        .where(Decision.state == DecisionState.IN_EFFECT, Decision.number.is_not(None))
        .order_by(Decision.year.desc(), Decision.id.desc())
    )
    return [
        PublicDecision(
            public_id=row.public_id,
            number=str(row.number),
            words=frozenset(_folded_once(str(row.number)).split()),
            title=row.title,
            signed_on=row.signed_on,
        )
        for row in rows
    ]


# Of the same few decisions, at every act.
_folded_once = lru_cache(maxsize=5000)(fold)


def _within(statement: Any, column: Any, only: Collection[Any] | None) -> Any:
    return statement if only is None else statement.where(column.in_(only))


def _sets(values: Iterable[Any], count: int) -> dict[Any, int]:
    numbers: dict[Any, list[int]] = defaultdict(list)
    for number, value in enumerate(values):
        if value is not None:
            numbers[value].append(number)
    return {value: bits_of(those, count) for value, those in numbers.items()}
