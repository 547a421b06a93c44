"""Whether names of producers and products are what acts made them, and issued papers bear the names of their time.

Rows of producers and products change by acts, so each is compared with its last digests; what a list brought in at one
stroke is compared as it was written.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, func, inspect, select
from sqlalchemy.orm import Session

from registry.database import Base
from registry.models.decision import Decision, Origin
from registry.models.producer import Producer, ProducerName
from registry.models.product import Product, ProductHolder, ProductName
from registry.models.recognition import Recognition
from registry.queries import stroke_inspection
from registry.queries.chain_inspection import entries
from registry.queries.stroke_inspection import Stroke
from registry.rules.journal_chain import digest

AT_ONCE = 500
COMPARED: Mapping[type[Base], tuple[str, ...]] = MappingProxyType(
    {
        Producer: ("name",),
        Product: ("name", "producer_id"),
        ProducerName: ("producer_id", "name", "valid_from"),
        ProductName: ("product_id", "name", "valid_from"),
        ProductHolder: ("product_id", "producer_id", "valid_from"),
    }
)
"""What is compared of each row; the rest of a producer's or product's record is no part of a paper."""
_APPENDED = (ProducerName, ProductName, ProductHolder)
"""Tables whose rows seldom change, so that what a list brought in can be digested again."""
_ISSUING = "decision.put_in_effect"


@dataclass(kw_only=True)
class _Known:
    """What the journal knows of one table."""

    last: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Identity of a row → the last digests of what is compared of it."""
    named: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """Identity of a row → every digest of its name, with the number of the entry."""
    made: set[str] = field(default_factory=set)
    """Rows that were written one by one."""
    strokes: list[Stroke] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Rows of strokes that an act took away."""


Journalled = Mapping[str, _Known]


def defects(session: Session, *, key: bytes) -> Iterator[str]:
    """Say which names are not what the journal knows, and which issued papers bear names not borne at their time."""
    known: dict[str, _Known] = {model.__tablename__: _Known() for model in COMPARED}
    issued: dict[str, tuple[int, dict[str, str]]] = {}
    for entry in entries(session):
        for change in entry.changes:
            if change["on"] in known:
                _note(known[change["on"]], entry.sequence, change)
            elif change["on"] == Recognition.__tablename__ and entry.act == _ISSUING:
                issued[change["id"]] = (entry.sequence, change["fields"])
    for model, names in COMPARED.items():
        yield from _rows(session, model, known[model.__tablename__], names, key)
    for model in _APPENDED:
        yield from _strokes(session, model, known[model.__tablename__], key)
    yield from _not_the_latest(session)
    yield from _not_with_the_latest(session)
    yield from _papers(session, known, issued)


def _note(known: _Known, sequence: int, change: Mapping[str, Any]) -> None:
    identity, fields = change["id"], change["fields"]
    if identity == "*":
        known.strokes.append(Stroke.of_change(change, sequence=sequence))
        return
    if change["how"] == "removed":
        if identity not in known.made:
            known.lost.append(identity)
        known.last.pop(identity, None)
        known.made.discard(identity)
        return
    if change["how"] == "new":
        known.made.add(identity)
    known.last[identity].update(fields)
    if "name" in fields:
        known.named[identity].append((sequence, fields["name"]))


def _identity(row: Any) -> str:
    return str(getattr(row, "public_id", None) or row.id)


def _rows(session: Session, model: type[Base], known: _Known, names: Sequence[str], key: bytes) -> Iterator[str]:
    table = model.__tablename__
    for row in session.scalars(select(model), execution_options={"yield_per": AT_ONCE}):
        digests = known.last.get(_identity(row), {})
        for name in names:
            if name in digests and digest(getattr(row, name), key=key) != digests[name]:
                yield f"Bảng {table}: dòng {_identity(row)}, cột {name} khác với nhật ký."
        session.expunge(row)


def _strokes(session: Session, model: type[Base], known: _Known, key: bytes) -> Iterator[str]:
    if not known.strokes:
        return
    statement = select(model).order_by(*inspect(model).primary_key)
    kept = [(int(_identity(row)), row) for row in session.scalars(statement) if _identity(row) not in known.made]
    lost: list[tuple[int, Any]] = [(int(identity), None) for identity in known.lost]
    rows = ((str(key_of_row), row) for key_of_row, row in sorted([*kept, *lost], key=itemgetter(0)))
    yield from stroke_inspection.defects(model.__tablename__, known.strokes, rows, changed=known.last, key=key)
    session.expunge_all()


def _not_the_latest(session: Session) -> Iterator[str]:
    """Say whose name of now is not the last of its names."""
    subjects: tuple[tuple[str, Select[Any]], ...] = (
        ("Chủ thể", _latest(Producer, ProducerName, ProducerName.producer_id)),
        ("Sản phẩm", _latest(Product, ProductName, ProductName.product_id)),
    )
    for what, statement in subjects:
        for public_id, name, latest in session.execute(statement):
            yield f"{what} {public_id}: tên hiện nay “{name}” khác tên sau cùng “{latest}” trong lịch sử tên."


def _latest(subject: Any, names: Any, owner: Any) -> Select[Any]:
    last = select(owner.label("owner"), func.max(names.valid_from).label("since")).group_by(owner).subquery()
    return (
        select(subject.public_id, subject.name, names.name)
        .join(last, last.c.owner == subject.id)
        .join(names, (owner == subject.id) & (names.valid_from == last.c.since))
        .where(subject.name != names.name)
        .order_by(subject.id)
    )


def _not_with_the_latest(session: Session) -> Iterator[str]:
    """Say which products are not with the last of their producers."""
    last = select(ProductHolder.product_id, func.max(ProductHolder.valid_from).label("since"))
    latest = last.group_by(ProductHolder.product_id).subquery()
    statement = (
        select(Product.public_id)
        .join(latest, latest.c.product_id == Product.id)
        .join(ProductHolder, (ProductHolder.product_id == Product.id) & (ProductHolder.valid_from == latest.c.since))
        .where(ProductHolder.producer_id != Product.producer_id)
        .order_by(Product.id)
    )
    for public_id in session.scalars(statement):
        yield f"Sản phẩm {public_id}: chủ thể hiện nay khác chủ thể sau cùng trong lịch sử."


def _papers(session: Session, known: Journalled, issued: Mapping[str, tuple[int, Mapping[str, str]]]) -> Iterator[str]:
    """Compare the names on what was issued with the names that the journal knew by then."""
    statement = (
        select(Recognition.public_id, Recognition.product_id, Recognition.producer_id)
        .join(Recognition.decision)
        .where(Decision.origin == Origin.ISSUED)
        .order_by(Recognition.id)
    )
    of_products = _names_of(session, known, Product, ProductName, ProductName.product_id)
    of_producers = _names_of(session, known, Producer, ProducerName, ProducerName.producer_id)
    for public_id, product, producer in session.execute(statement):
        if public_id not in issued:
            continue
        sequence, fields = issued[public_id]
        for column, borne in (
            ("product_name", of_products.get(product)),
            ("producer_name", of_producers.get(producer)),
        ):
            by_then = {one for at, one in borne or () if at <= sequence}
            if borne and fields.get(column) not in by_then:
                yield f"Bảng recognition: dòng {public_id}, cột {column} không phải tên nào nhật ký biết lúc cấp giấy."


def _names_of(
    session: Session, known: Journalled, subject: Any, names: Any, owner: Any
) -> Mapping[int, Sequence[tuple[int, str]]]:
    """Return every name that the journal knows of each producer or product, as digests, with their entries.

    Left out are those with a name that a list brought in: of such only all digests together are known.
    """
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    listed: set[int] = set()
    own = known[subject.__tablename__]
    for row_id, public_id in session.execute(select(subject.id, subject.public_id)):
        found[row_id] += own.named.get(public_id, [])
        if public_id not in own.made:
            listed.add(row_id)
    kept = known[names.__tablename__]
    for row_id, owner_id in session.execute(select(names.id, owner)):
        found[owner_id] += kept.named.get(str(row_id), [])
        if str(row_id) not in kept.made:
            listed.add(owner_id)
    return {row_id: digests for row_id, digests in found.items() if row_id not in listed}
