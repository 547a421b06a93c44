"""Writing what the public's search reads: with every act that changes it, in the act itself; or all of it anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, delete, insert, inspect, select, text, union, update
from sqlalchemy.orm import Session

from registry.models.producer import Producer
from registry.models.product import Product, ProductHolder
from registry.models.search import SearchProducer
from registry.queries import search_rows
from registry.queries.public_touches import FAR_REACHING, MOST_ROWS, PRODUCTS_OF
from registry.transaction import transaction

SOURCES = frozenset({*PRODUCTS_OF, *FAR_REACHING})
"""Tables that the rows of the search follow from."""


def rebuild() -> int:
    """Write all rows of the search as they are to be, and return how many were not.

    After an upgrade, for a newer program may cut or fold words otherwise.
    """
    with transaction() as session:
        different = write_all(session)
        if session.get_bind().dialect.name == "sqlite":
            for index in ("fts_product", "fts_producer"):
                session.execute(text(f"INSERT INTO {index} ({index}) VALUES ('rebuild')"))  # noqa: S608
        return different


def write_all(session: Session) -> int:
    """Write all rows of the search as they are to be, and return how many were not."""
    return sum(_write(session, table, None) for table in search_rows.TABLES)


def follow(session: Session, changes: Sequence[Mapping[str, Any]], removed: Iterable[Mapping[str, Any]]) -> None:
    """Write the rows that an act changed, before it ends.

    :param changes: as the journal tells them.
    :param removed: the values of the rows that went.
    """
    rows: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        if change["on"] in SOURCES:
            rows[change["on"]].update(() if change["how"] == "removed" else (change["id"],))
    if not rows:
        return
    touched = _touched(session, rows, {values.get("product_id") for values in removed})
    if touched is None:
        write_all(session)
        return
    makers = session.scalars(
        union(
            select(Producer.id).where(Producer.public_id.in_(rows[Producer.__tablename__])),
            select(Product.producer_id).where(Product.id.in_(touched)),
            # Who held one of them before may hold none any more.
            select(ProductHolder.producer_id).where(ProductHolder.product_id.in_(touched)),
        )
    ).all()
    for table in search_rows.TABLES:
        _write(session, table, makers if table is SearchProducer else touched)


def _touched(session: Session, rows: Mapping[str, Collection[str]], owners: set[int | None]) -> Collection[int] | None:
    """Return the row ids of the products that an act touched; None where they cannot be told, or are too many."""
    many = sum(map(len, rows.values())) > MOST_ROWS or any("*" in ids for ids in rows.values())
    if many or None in owners or not FAR_REACHING.isdisjoint(rows):
        return None
    touched = {product for table, ids in rows.items() for product in session.scalars(PRODUCTS_OF[table](ids))}
    return touched.union(owner for owner in owners if owner is not None)


def _write(session: Session, table: Any, only: Collection[int] | None) -> int:
    """Write the rows of some products or producers, or all, and return how many were otherwise."""
    if only is not None and not only:
        return 0
    keys = inspect(table).primary_key
    stored, wanted = search_rows.stored(session, table, only=only), search_rows.TABLES[table](session, only=only)
    gone = [key for key in stored if key not in wanted]
    come = [row for key, row in wanted.items() if key not in stored]
    changed = [row for key, row in wanted.items() if key in stored and stored[key] != row]
    for key in gone:
        session.execute(delete(table).where(and_(*(column == value for column, value in zip(keys, key, strict=True)))))
    if changed:
        session.execute(update(table), changed)
    if come:
        session.execute(insert(table), come)
    return len(gone) + len(come) + len(changed)
