"""Bringing what the public may look up up to date: after an act, only the products it touched are gathered again."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.product import Product
from registry.queries.bit_sets import exchanged
from registry.queries.public_gathering import (
    announced_decisions,
    by_name,
    gather,
    public_producers,
    public_products,
    usual,
)
from registry.queries.public_index import FACETS, PublicIndex, PublicProduct
from registry.queries.public_touches import last_act, touched_products

_Row = TypeVar("_Row")


def renewed(session: Session, before: PublicIndex, *, day: date) -> PublicIndex:
    """Return what gather() would, out of an index that was true before."""
    touched = None
    if before.day == day and before.last_act is not None:
        touched = touched_products(session, since=before.last_act)
    if touched is None:
        return gather(session, day=day)
    return _renewed(session, before, touched)


def _renewed(session: Session, before: PublicIndex, touched: Collection[int]) -> PublicIndex:
    known = session.scalars(select(Product.public_id).where(Product.id.in_(touched)))
    gone = sorted((before.place_of[one] for one in known if one in before.place_of), reverse=True)
    theirs = {before.products[number].producer for number in gone}
    come = public_products(session, day=before.day, only=touched)
    theirs |= {one.producer for one in come}
    products = _exchange(before.products, gone, come, usual)
    producers = _exchange(
        before.producers,
        [number for number, one in enumerate(before.producers) if one.public_id in theirs][::-1],
        public_producers(session, products.rows, only=theirs),
        by_name,
    )
    return PublicIndex(
        day=before.day,
        products=products.rows,
        producers=producers.rows,
        decisions=announced_decisions(session),
        facets={name: _facet(before.facets[name], products, value) for name, value in FACETS.items()},
        last_act=last_act(session),
    )


class _Exchanged(NamedTuple):
    rows: list[Any]
    gone: Sequence[int]
    come: list[int]
    """Numbers of the rows that came."""


def _exchange(
    rows: Sequence[_Row], gone: Sequence[int], come: Iterable[_Row], order: Callable[[_Row], Any]
) -> _Exchanged:
    """Take rows out, the last first, and put others, which come in order, where they belong."""
    after = list(rows)
    for number in gone:
        del after[number]
    numbers = []
    for row in come:
        number = bisect_left(after, order(row), key=order)
        after.insert(number, row)
        numbers.append(number)
    return _Exchanged(after, gone, numbers)


def _facet(before: Mapping[Any, int], products: _Exchanged, value_of: Callable[[PublicProduct], Any]) -> dict[Any, int]:
    come = [(number, value_of(products.rows[number])) for number in products.come]
    values = {*before, *(value for _, value in come if value is not None)}
    sets = {
        value: exchanged(before.get(value, 0), products.gone, [(number, value == own) for number, own in come])
        for value in values
    }
    return {value: rows for value, rows in sets.items() if rows}
