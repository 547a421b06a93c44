"""Gathering from the register what the public may look up.

All of it, for one version of the register and one day: standing changes at midnight without a write. One build costs
50 to 100 microseconds a product, on either engine; public_renewing follows the acts of the day from there.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.product import Packing, Product, ProductName
from registry.models.recognition import Recognition
from registry.queries.public_holders import Holder, Words, marked_words, product_holders, texts_of, within
from registry.queries.public_index import FACETS, PublicDecision, PublicIndex, PublicProducer, PublicProduct
from registry.queries.public_touches import last_act
from registry.queries.register import GOOD
from registry.queries.standings import ends_on, standing_on
from registry.queries.word_index import WordIndex, bits_of
from registry.rules.decision_life import DecisionState
from registry.rules.search_key import fold
from registry.sheets.collecting import without_collecting


def gather(session: Session, *, day: date) -> PublicIndex:
    """Gather the index of a day."""
    with without_collecting():
        return _gathered(session, day)


def _gathered(session: Session, day: date) -> PublicIndex:
    holders = product_holders(session)
    found = found_products(session, day=day, holders=holders)
    products = [one for one, _ in found]
    producers = public_producers(products, holders.values())
    return PublicIndex(
        day=day,
        products=products,
        producers=[one for one, _ in producers],
        folded=WordIndex(words.folded for _, words in found),
        marked=WordIndex(words.marked for _, words in found),
        run_together=[words.run_together for _, words in found],
        producer_words=WordIndex(holder.names for _, holder in producers),
        decisions=announced_decisions(session),
        facets={name: _sets(map(value, products), len(products)) for name, value in FACETS.items()},
        last_act=last_act(session),
    )


def found_products(
    session: Session, *, day: date, holders: Mapping[int, Holder], only: Collection[int] | None = None
) -> list[tuple[PublicProduct, Words]]:
    """Return the products that were ever certified, and what each is found by, in the usual order.

    :param only: row ids of the products that are wanted; None: all of them.
    """
    former = texts_of(
        session, within(select(ProductName.product_id, ProductName.search_key), ProductName.product_id, only)
    )
    packings = select(Packing.product_id, Packing.gtin).where(Packing.gtin.is_not(None))
    gtins = texts_of(session, within(packings, Packing.product_id, only))
    certificates = _certificates(session, day, only)
    found: list[tuple[PublicProduct, Words]] = []
    for row in session.execute(within(_certified_products(), Product.id, only)):
        holder = holders[row.producer_id]
        held = sorted(certificates[row.id], key=_rank)
        keys = [row.search_key, *former.get(row.id, ()), *gtins.get(row.id, ()), *_printed(held, row.name, holder.name)]
        words = Words(
            folded=holder.words.folded.union(*(key.split() for key in keys)),
            marked=holder.words.marked | marked_words(row.name),
            run_together=f"{row.near_key} {holder.words.run_together}",
        )
        found.append((_product(row, holder, held[0]), words))
    return sorted(found, key=lambda one: usual(one[0]))


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


def _certificates(session: Session, day: date, only: Collection[int] | None) -> dict[int, list[Any]]:
    """Return the certificates of every product, the newest first."""
    held: dict[int, list[Any]] = defaultdict(list)
    begins = func.coalesce(Certificate.valid_from, Certificate.issued_on, date.min)
    statement = (
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
    )
    for row in session.execute(within(statement, Recognition.product_id, only)):
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


def _product(row: Row[Any], holder: Holder, judged: Row[Any]) -> PublicProduct:
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


def usual(row: PublicProduct) -> tuple[Any, ...]:
    """Return what the usual order goes by: what is good first, more stars before fewer, then the name."""
    return (
        GOOD.index(row.standing) if row.standing in GOOD else len(GOOD),
        -row.stars,
        row.sort_key,
        row.public_id,
    )


def public_producers(
    products: Iterable[PublicProduct], holders: Iterable[Holder]
) -> list[tuple[PublicProducer, Holder]]:
    """Return the holders that have any of the products, with how many, in order."""
    count = Counter(one.producer for one in products)
    found = [
        PublicProducer(
            public_id=holder.public_id,
            name=holder.name,
            sort_key=holder.sort_key,
            commune_name=holder.commune_name,
            products=count[holder.public_id],
        )
        for holder in holders
        if holder.public_id in count
    ]
    of = {holder.public_id: holder for holder in holders}
    return [(one, of[one.public_id]) for one in sorted(found, key=by_name)]


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


def _sets(values: Iterable[Any], count: int) -> dict[Any, int]:
    numbers: dict[Any, list[int]] = defaultdict(list)
    for number, value in enumerate(values):
        if value is not None:
            numbers[value].append(number)
    return {value: bits_of(those, count) for value, those in numbers.items()}
