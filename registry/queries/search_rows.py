"""What the rows of the public's search are to say, worked out from the rest of the register."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session, aliased

from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision
from registry.models.place import Place
from registry.models.producer import Producer, ProducerName
from registry.models.product import Packing, Product, ProductName
from registry.models.recognition import Recognition
from registry.models.search import SearchProducer, SearchProduct, SearchStanding
from registry.queries.extension_results import results
from registry.rules import search_terms
from registry.rules.certificate_life import Life, Move
from registry.rules.search_key import fold, near_key
from registry.rules.standing_spans import Held, spans

Rows = dict[tuple[Any, ...], dict[str, Any]]
"""Key of a row → its columns."""


def producers(session: Session, *, only: Collection[int] | None = None) -> Rows:
    """Return the rows of SearchProducer.

    :param only: row ids of the producers that are wanted; None: all of them.
    """
    certified = select(Product.producer_id).where(Product.id.in_(select(Recognition.product_id)))
    makers = set(session.scalars(_within(certified.distinct(), Product.producer_id, only)))
    if not makers:
        return {}
    units = {key: unit for key, unit in _units(session, only).items() if key in makers}
    return {(key,): {"producer_id": key, "words": _line(unit.names)} for key, unit in units.items()}


def products(session: Session, *, only: Collection[int] | None = None) -> Rows:
    """Return the rows of SearchProduct.

    :param only: row ids of the products that are wanted; None: all of them.
    """
    certified = _within(
        select(Product.id, Product.name, Product.search_key, Product.near_key, Product.producer_id).where(
            Product.id.in_(select(Recognition.product_id))
        ),
        Product.id,
        only,
    )
    goods = session.execute(certified).all()
    if not goods:
        return {}
    units = _units(session, None if only is None else {one.producer_id for one in goods})
    former = _texts(
        session, _within(select(ProductName.product_id, ProductName.search_key), ProductName.product_id, only)
    )
    packings = select(Packing.product_id, Packing.gtin).where(Packing.gtin.is_not(None))
    gtins = _texts(session, _within(packings, Packing.product_id, only))
    printed = _printed(session, only)
    rows: Rows = {}
    for one in goods:
        unit = units[one.producer_id]
        keys = [one.search_key, *former.get(one.id, ()), *gtins.get(one.id, ())]
        keys += (key for key in printed.get(one.id, ()) if key)
        words = unit.words.union(*(search_terms.cut(key.split()) for key in keys), search_terms.accented(one.name))
        rows[(one.id,)] = {
            "product_id": one.id,
            "words": _line(words),
            "run_together": f"{one.near_key} {unit.run_together}",
        }
    return rows


def standings(session: Session, *, only: Collection[int] | None = None) -> Rows:
    """Return the rows of SearchStanding.

    :param only: row ids of the products that are wanted; None: all of them.
    """
    return {
        (product, span.from_day): {
            "product_id": product,
            "from_day": span.from_day,
            "until_day": span.until_day,
            "certificate_id": span.certificate,
            "standing": span.standing,
            "valid_until": span.valid_until,
        }
        for product, held in _held(session, only).items()
        for span in spans(held)
    }


TABLES: Mapping[Any, Any] = {SearchProducer: producers, SearchProduct: products, SearchStanding: standings}
"""Table → what gives its rows."""


def stored(session: Session, table: Any, *, only: Collection[int] | None = None) -> Rows:
    """Return the rows that a table has.

    :param only: row ids of the products or producers whose rows are wanted; None: all of them.
    """
    keys = inspect(table).primary_key
    statement = _within(select(table.__table__), keys[0], only)
    rows = map(dict, session.execute(statement).mappings())
    return {tuple(row[key.name] for key in keys): row for row in rows}


class _Unit(NamedTuple):
    names: frozenset[str]
    words: frozenset[str]
    """What its products are found by on its account."""
    run_together: str


def _units(session: Session, only: Collection[int] | None) -> dict[int, _Unit]:
    names = select(ProducerName.producer_id, ProducerName.search_key)
    former = _texts(session, _within(names, ProducerName.producer_id, only))
    then = aliased(Place)
    statement = (
        select(
            Producer.id,
            Producer.name,
            Producer.search_key,
            Place.search_key.label("commune_key"),
            then.search_key.label("then_key"),
        )
        .outerjoin(Producer.commune)
        .outerjoin(then, then.id == Producer.commune_then_id)
    )
    return {
        row.id: _unit(row, former.get(row.id, ())) for row in session.execute(_within(statement, Producer.id, only))
    }


def _unit(row: Any, former: Iterable[str]) -> _Unit:
    names = search_terms.of_unit((row.search_key, *former))
    places = (key.split() for key in (row.commune_key, row.then_key) if key)
    words = names.union(*map(search_terms.cut, places), search_terms.accented(row.name))
    return _Unit(names=names, words=words, run_together=near_key(row.name))


def _printed(session: Session, only: Collection[int] | None) -> dict[int, list[str | None]]:
    """Return what the certificates of products say, folded, where the register does not say the same today."""
    statement = (
        select(
            Recognition.product_id,
            Recognition.product_name,
            Recognition.producer_name,
            Recognition.product_code,
            Certificate.number,
            Decision.number.label("decision_number"),
            Product.name,
            Producer.name.label("unit_name"),
        )
        .select_from(Certificate)
        .join(Certificate.recognition)
        .join(Recognition.decision)
        .join(Recognition.product)
        .join(Product.producer)
    )
    printed: dict[int, list[str | None]] = defaultdict(list)
    # One decision stands behind many certificates.
    folded_once = cache(fold)
    for row in session.execute(_within(statement, Recognition.product_id, only)):
        said = printed[row.product_id]
        said += (
            None if row.product_name == row.name else fold(row.product_name),
            None if row.producer_name == row.unit_name else fold(row.producer_name),
            fold(row.number or ""),
            fold(row.product_code or ""),
            folded_once(row.decision_number or ""),
        )
    return printed


def _held(session: Session, only: Collection[int] | None) -> dict[int, list[Held]]:
    """Return the certificates of every product, the newest first."""
    begins = func.coalesce(Certificate.valid_from, Certificate.issued_on, date.min)
    lives = (
        select(
            Certificate.id, Recognition.product_id, Certificate.valid_from, Certificate.valid_until, Certificate.year
        )
        .join(Certificate.recognition)
        .order_by(Certificate.year.desc(), begins.desc(), Certificate.id.desc())
    )
    found = session.execute(_within(lives, Recognition.product_id, only)).all()
    if not found:
        return {}
    moves: dict[int, list[Move]] = defaultdict(list)
    told = results(session)
    known = (
        select(
            CertificateMove.id,
            CertificateMove.certificate_id,
            CertificateMove.kind,
            CertificateMove.effective_on,
            CertificateMove.recorded_at,
            CertificateMove.extended_until,
        )
        .join(Certificate, Certificate.id == CertificateMove.certificate_id)
        .join(Certificate.recognition)
        .order_by(CertificateMove.id)
    )
    for move in session.execute(_within(known, Recognition.product_id, only)):
        moves[move.certificate_id].append(
            Move(
                kind=move.kind,
                effective_on=move.effective_on or date.min,
                recorded_at=move.recorded_at,
                extended_until=move.extended_until,
                results=told.get(move.id, ()),
            )
        )
    held: dict[int, list[Held]] = defaultdict(list)
    for row in found:
        life = Life(valid_from=row.valid_from, valid_until=row.valid_until, year=row.year)
        held[row.product_id].append(Held(key=row.id, life=life, moves=moves[row.id]))
    return held


def _line(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _within(statement: Any, column: Any, only: Collection[int] | None) -> Any:
    return statement if only is None else statement.where(column.in_(only))


def _texts(session: Session, statement: Any) -> dict[int, list[str]]:
    """Return what a statement of owners and texts gives: owner → its texts."""
    found: dict[int, list[str]] = defaultdict(list)
    for owner, text in session.execute(statement):
        found[owner].append(text)
    return found
