"""Gathering from the register what the public may look up.

All of it, for one version of the register and one day: standing changes at midnight without a write. One build costs
50 to 75 microseconds a product, on either engine, and answers every question until the next public act.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, aliased

from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.place import Place
from registry.models.producer import Producer, ProducerName
from registry.models.product import Packing, Product, ProductName
from registry.models.recognition import Recognition
from registry.queries.public_index import FACETS, PublicDecision, PublicIndex, PublicProducer, PublicProduct
from registry.queries.register import GOOD
from registry.queries.standings import ends_on, standing_on
from registry.queries.word_index import WordIndex, bits_of
from registry.rules.decision_life import DecisionState
from registry.rules.search_key import exact_key, fold, near_key
from registry.sheets.collecting import without_collecting


def gather(session: Session, *, day: date) -> PublicIndex:
    """Gather the index of a day."""
    with without_collecting():
        return _gathered(session, day)


def _gathered(session: Session, day: date) -> PublicIndex:
    holders = _holders(session)
    former = _texts(session, select(ProductName.product_id, ProductName.search_key))
    gtins = _texts(session, select(Packing.product_id, Packing.gtin).where(Packing.gtin.is_not(None)))
    found: list[tuple[PublicProduct, _Words]] = []
    certificates = _certificates(session, day)
    for row in session.execute(_certified_products()):
        holder = holders[row.producer_id]
        held = sorted(certificates[row.id], key=_rank)
        keys = [row.search_key, *former.get(row.id, ()), *gtins.get(row.id, ()), *_printed(held, row.name, holder.name)]
        words = _Words(
            folded=holder.words.folded.union(*(key.split() for key in keys)),
            marked=holder.words.marked | _marked_words(row.name),
            run_together=f"{row.near_key} {holder.words.run_together}",
        )
        found.append((_product(row, holder, held[0]), words))
    found.sort(key=lambda one: _usual(one[0]))
    products = [one for one, _ in found]
    producers = _producers(products, holders.values())
    return PublicIndex(
        day=day,
        products=products,
        producers=[one for one, _ in producers],
        folded=WordIndex(words.folded for _, words in found),
        marked=WordIndex(words.marked for _, words in found),
        run_together=[words.run_together for _, words in found],
        producer_words=WordIndex(holder.names for _, holder in producers),
        decisions=_decisions(session),
        facets={name: _sets(map(value, products), len(products)) for name, value in FACETS.items()},
    )


@dataclass(frozen=True, slots=True)
class _Words:
    folded: frozenset[str]
    marked: frozenset[str]
    run_together: str


@dataclass(frozen=True, slots=True)
class _Holder:
    public_id: str
    name: str
    sort_key: str
    commune: str | None
    commune_name: str
    names: frozenset[str]
    """Folded words of its names, today's and former."""
    words: _Words
    """What its products are found by on its account."""


def _holders(session: Session) -> dict[int, _Holder]:
    former = _texts(session, select(ProducerName.producer_id, ProducerName.search_key))
    then = aliased(Place)
    rows = session.execute(
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
    return {row.id: _holder(row, former.get(row.id, [])) for row in rows}


def _holder(row: Any, former: Sequence[str]) -> _Holder:
    names = _both_ways(frozenset(word for key in (row.search_key, *former) for word in key.split()))
    places = [word for key in (row.commune_key, row.then_key) if key for word in key.split()]
    return _Holder(
        public_id=row.public_id,
        name=row.name,
        sort_key=row.sort_key,
        commune=row.commune,
        commune_name=f"{row.commune_kind} {row.commune_name}" if row.commune else "",
        names=names,
        words=_Words(folded=names.union(places), marked=_marked_words(row.name), run_together=near_key(row.name)),
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


def _marked_words(name: str) -> frozenset[str]:
    key = exact_key(name)
    return frozenset((key if key.isalnum() else "".join(one if one.isalnum() else " " for one in key)).split())


def _certified_products() -> Any:
    return select(
        Product.id,
        Product.public_id,
        Product.name,
        Product.sort_key,
        Product.search_key,
        Product.near_key,
        Product.industry,
        Product.producer_id,
    ).where(Product.id.in_(select(Recognition.product_id)))


def _certificates(session: Session, day: date) -> dict[int, list[Any]]:
    """Return the certificates of every product, the newest first."""
    held: dict[int, list[Any]] = defaultdict(list)
    begins = func.coalesce(Certificate.valid_from, Certificate.issued_on, date.min)
    for row in session.execute(
        select(
            Recognition.product_id,
            Recognition.stars,
            Recognition.kind,
            Recognition.product_name,
            Recognition.producer_name,
            Recognition.product_code,
            Certificate.number,
            Certificate.lookup_code,
            Certificate.origin,
            Certificate.year,
            Certificate.valid_from,
            ends_on(day).label("valid_until"),
            standing_on(day).label("standing"),
            Decision.number.label("decision_number"),
        )
        .select_from(Certificate)
        .join(Certificate.recognition)
        .join(Recognition.decision)
        .order_by(Certificate.year.desc(), begins.desc(), Certificate.id.desc())
    ):
        held[row.product_id].append(row)
    return held


def _rank(row: Row[Any]) -> int:
    return GOOD.index(row.standing) if row.standing in GOOD else len(GOOD)


def _printed(held: Sequence[Row[Any]], name: str, producer_name: str) -> Iterable[str]:
    """Return what its certificates say, folded, where the register does not say the same today."""
    for row in held:
        if row.product_name != name:
            yield fold(row.product_name)
        if row.producer_name != producer_name:
            yield fold(row.producer_name)
        for number in (row.number, row.product_code):
            if number:
                yield fold(number)
        if row.decision_number:
            yield _folded_once(row.decision_number)


# One decision stands behind many certificates.
_folded_once = cache(fold)


def _product(row: Row[Any], holder: _Holder, judged: Row[Any]) -> PublicProduct:
    return PublicProduct(
        public_id=row.public_id,
        name=row.name,
        sort_key=row.sort_key,
        producer=holder.public_id,
        producer_name=holder.name,
        commune=holder.commune,
        commune_name=holder.commune_name,
        industry=row.industry,
        kind=judged.kind,
        stars=judged.stars,
        standing=judged.standing,
        year=judged.year,
        valid_from=judged.valid_from,
        valid_until=judged.valid_until,
        number=judged.number,
        lookup_code=judged.lookup_code,
        origin=judged.origin,
    )


def _usual(row: PublicProduct) -> tuple[Any, ...]:
    """What is good first, more stars before fewer, then by name."""
    return (
        GOOD.index(row.standing) if row.standing in GOOD else len(GOOD),
        -row.stars,
        row.sort_key,
        row.public_id,
    )


def _producers(products: Iterable[PublicProduct], holders: Iterable[_Holder]) -> list[tuple[PublicProducer, _Holder]]:
    count: dict[str, int] = defaultdict(int)
    for one in products:
        count[one.producer] += 1
    return [
        (
            PublicProducer(
                public_id=holder.public_id,
                name=holder.name,
                commune_name=holder.commune_name,
                products=count[holder.public_id],
            ),
            holder,
        )
        for holder in sorted(holders, key=lambda one: (one.sort_key, one.public_id))
        if holder.public_id in count
    ]


def _decisions(session: Session) -> list[PublicDecision]:
    rows = session.execute(
        select(Decision.public_id, Decision.number, Decision.title, Decision.signed_on)
        .where(Decision.state == DecisionState.IN_EFFECT, Decision.number.is_not(None))
        .order_by(Decision.year.desc(), Decision.id.desc())
    )
    return [
        PublicDecision(
            public_id=row.public_id,
            number=str(row.number),
            words=frozenset(fold(str(row.number)).split()),
            title=row.title,
            signed_on=row.signed_on,
        )
        for row in rows
    ]


def _sets(values: Iterable[Any], count: int) -> dict[Any, int]:
    numbers: dict[Any, list[int]] = defaultdict(list)
    for number, value in enumerate(values):
        if value is not None:
            numbers[value].append(number)
    return {value: bits_of(those, count) for value, those in numbers.items()}


def _texts(session: Session, statement: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for owner, text in session.execute(statement):
        found[owner].append(text)
    return found
