"""What products are found by on account of whoever makes them: names today and before, kinds of units, communes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from registry.models.place import Place
from registry.models.producer import Producer, ProducerName
from registry.models.product import Product
from registry.rules.search_key import exact_key, near_key


@dataclass(frozen=True, slots=True)
class Words:
    """What a product is found by."""

    folded: frozenset[str]
    marked: frozenset[str]
    run_together: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A producer that holds products."""

    public_id: str
    name: str
    sort_key: str
    commune: str | None
    commune_name: str
    names: frozenset[str]
    """Folded words of its names, today's and former."""
    words: Words
    """What its products are found by on its account."""


def product_holders(session: Session, *, only: Collection[int] | None = None) -> dict[int, Holder]:
    """Return the producers that hold products: row id → holder.

    :param only: row ids of the producers that are wanted; None: all of them.
    """
    names = select(ProducerName.producer_id, ProducerName.search_key)
    former = texts_of(session, within(names, ProducerName.producer_id, only))
    then = aliased(Place)
    statement = (
        select(
            Producer.id,
            Producer.public_id,
            Producer.name,
            Producer.sort_key,
            Producer.search_key,
            Place.public_id.label("commune"),
            Place.kind.label("commune_kind"),
            Place.name.label("commune_name"),
            Place.search_key.label("commune_key"),
            then.search_key.label("then_key"),
        )
        .outerjoin(Producer.commune)
        .outerjoin(then, then.id == Producer.commune_then_id)
        .where(Producer.id.in_(select(Product.producer_id)))
    )
    rows = session.execute(within(statement, Producer.id, only))
    return {row.id: _holder(row, former.get(row.id, [])) for row in rows}


def _holder(row: Any, former: Sequence[str]) -> Holder:
    names = _both_ways(frozenset(word for key in (row.search_key, *former) for word in key.split()))
    places = [word for key in (row.commune_key, row.then_key) if key for word in key.split()]
    return Holder(
        public_id=row.public_id,
        name=row.name,
        sort_key=row.sort_key,
        commune=row.commune,
        commune_name=f"{row.commune_kind} {row.commune_name}" if row.commune else "",
        names=names,
        words=Words(folded=names.union(places), marked=marked_words(row.name), run_together=near_key(row.name)),
    )


_SHORT = (
    ("htx", frozenset({"hop", "tac", "xa"})),
    ("tht", frozenset({"to", "hop", "tac"})),
    ("hkd", frozenset({"ho", "kinh", "doanh"})),
    ("cp", frozenset({"co", "phan"})),
    ("mtv", frozenset({"mot", "thanh", "vien"})),
    ("cty", frozenset({"cong", "ty"})),
)
"""How kinds of units are shortened on packets: whichever way one is written, it is found by the other."""


def _both_ways(words: frozenset[str]) -> frozenset[str]:
    for short, whole in _SHORT:
        if short in words:
            words |= whole
        elif whole <= words:
            words |= {short}
    return words


def marked_words(name: str) -> frozenset[str]:
    """Return the words of a name with their accents."""
    key = exact_key(name)
    return frozenset((key if key.isalnum() else "".join(one if one.isalnum() else " " for one in key)).split())


def within(statement: Any, column: Any, wanted: Collection[int] | None) -> Any:
    """Return a select of what is wanted only; None: everything is."""
    return statement if wanted is None else statement.where(column.in_(wanted))


def texts_of(session: Session, statement: Any) -> dict[int, list[str]]:
    """Return what a statement of owners and texts gives: owner → its texts."""
    found: dict[int, list[str]] = defaultdict(list)
    for owner, text in session.execute(statement):
        found[owner].append(text)
    return found
