"""Bringing what the public may look up up to date: after an act, only the products it touched are gathered again."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries.public_gathering import (
    announced_decisions,
    by_name,
    found_products,
    gather,
    public_producers,
    usual,
)
from registry.queries.public_holders import product_holders
from registry.queries.public_index import FACETS, PublicIndex, PublicProduct
from registry.queries.public_touches import last_act, touched_products
from registry.queries.word_index import exchanged

MOST_EXCHANGED = 1000
"""Rows that may have come since everything was gathered: each costs every search for a new word two microseconds."""

_Row = TypeVar("_Row")
_Found = TypeVar("_Found")


def renewed(session: Session, before: PublicIndex, *, day: date) -> PublicIndex:
    """Return what gather() would, out of an index that was true before."""
    touched = None
    if before.day == day and before.last_act is not None:
        touched = touched_products(session, since=before.last_act)
    if touched is None or before.exchanged + len(touched) > MOST_EXCHANGED:
        return gather(session, day=day)
    return _renewed(session, before, touched)


def _renewed(session: Session, before: PublicIndex, touched: Collection[int]) -> PublicIndex:
    known = session.scalars(select(Product.public_id).where(Product.id.in_(touched)))
    gone = sorted((before.place_of[one] for one in known if one in before.place_of), reverse=True)
    theirs = {before.products[number].producer for number in gone}
    holding = select(Product.producer_id).where(Product.id.in_(touched))
    makers = session.scalars(select(Producer.id).where(or_(Producer.public_id.in_(theirs), Producer.id.in_(holding))))
    holders = product_holders(session, only=makers.all())
    products = _exchange(
        before.products, gone, found_products(session, day=before.day, holders=holders, only=touched), usual
    )
    run_together = list(before.run_together)
    for number in gone:
        del run_together[number]
    for number, words in products.come:
        run_together.insert(number, words.run_together)
    theirs |= {holder.public_id for holder in holders.values()}
    producers = _exchange(
        before.producers,
        [number for number, one in enumerate(before.producers) if one.public_id in theirs][::-1],
        public_producers(products.rows, holders.values()),
        by_name,
    )
    return PublicIndex(
        day=before.day,
        products=products.rows,
        producers=producers.rows,
        folded=before.folded.exchanged(gone, [(number, words.folded) for number, words in products.come]),
        marked=before.marked.exchanged(gone, [(number, words.marked) for number, words in products.come]),
        run_together=run_together,
        producer_words=before.producer_words.exchanged(
            producers.gone, [(number, holder.names) for number, holder in producers.come]
        ),
        decisions=announced_decisions(session),
        facets={name: _facet(before.facets[name], gone, products, value) for name, value in FACETS.items()},
        last_act=last_act(session),
        exchanged=before.exchanged + len(products.come),
    )


class _Exchanged(NamedTuple):
    rows: list[Any]
    gone: Sequence[int]
    come: list[tuple[int, Any]]
    """Number of a row that came, and what was found with it."""


def _exchange(
    rows: Sequence[Any], gone: Sequence[int], found: Iterable[tuple[Any, Any]], order: Callable[[Any], Any]
) -> _Exchanged:
    """Take rows out, the last first, and put others, which come in order, where they belong."""
    after = list(rows)
    for number in gone:
        del after[number]
    come = []
    for row, what in found:
        number = bisect_left(after, order(row), key=order)
        after.insert(number, row)
        come.append((number, what))
    return _Exchanged(after, gone, come)


def _facet(
    before: Mapping[Any, int], gone: Sequence[int], products: _Exchanged, value_of: Callable[[PublicProduct], Any]
) -> dict[Any, int]:
    come = [(number, value_of(products.rows[number])) for number, _ in products.come]
    values = {*before, *(value for _, value in come if value is not None)}
    sets = {
        value: exchanged(before.get(value, 0), gone, [(number, value == own) for number, own in come])
        for value in values
    }
    return {value: rows for value, rows in sets.items() if rows}
