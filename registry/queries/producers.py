"""Producers: lists of them, and suggestions while somebody types."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from registry.models.certificate import Certificate
from registry.models.place import Place
from registry.models.producer import Producer, ProducerStatus
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import names
from registry.queries.listing import ListRequest, Page, Sorts, page_of
from registry.queries.names import Suggestion
from registry.queries.standings import standing_on
from registry.rules.certificate_life import Standing
from registry.rules.producer_kinds import ProducerKind
from registry.rules.search_key import clean, fold

FILTERS = ("kind", "status", "commune", "district", "missing", "alike", "in_force")
"""Names of the filters: codes, public ids of places, "missing" a column, "alike" yes, "in_force" yes or no.

"commune" is one of today or of then; "district" one of then.
"""

MISSING = ("commune", "tax_number", "representative", "address")
"""What a producer may be found by the lack of."""

SORTS = ("name", "kind", "commune", "status", "products", "in_force")
"""Keys of the columns that the list can be ordered by."""

_SLICE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerLine:
    """A producer as a list shows and exports it."""

    public_id: str
    name: str
    kind: ProducerKind
    tax_number: str | None
    commune: str
    """Today's; empty where it is not known."""
    commune_then: str
    """The one that its papers named, where that has changed since."""
    address: str | None
    status: ProducerStatus
    ended_on: date | None
    products: int
    in_force: int
    """How many of its products are certified on the day the list is asked for."""


def page(session: Session, request: ListRequest, *, on: date) -> Page[ProducerLine]:
    """Return one page of the producers that a list request asks for, in Vietnamese order."""
    statement = (
        select(Producer.id)
        .outerjoin(Place, Place.id == Producer.commune_id)
        .where(*_conditions(request, on), *_matches(request.text))
    )
    chosen = page_of(
        session,
        statement,
        request=request,
        sorts=_sorts(on),
        key=Producer.id,
        default=(Producer.sort_key,),
        make=lambda row: int(row[0]),
        at_once=bool(request.text or "in_force" in request.filters),
    )
    return Page(rows=_lines(session, chosen.rows, on), total=chosen.total, request=request)


def suggest(session: Session, text: str, *, limit: int = 10, active_only: bool = False) -> list[Suggestion]:
    """Return the producers that somebody may be typing the name of, the likeliest first."""
    matches = _matches(text)
    if not matches:
        return []
    if active_only:
        matches.append(Producer.status == ProducerStatus.ACTIVE)
    rows = session.scalars(
        select(Producer)
        .where(*matches)
        .options(joinedload(Producer.commune))
        .order_by(*names.best_first(Producer, text))
        .limit(limit)
    )
    return [
        Suggestion(public_id=row.public_id, name=row.name, hint=row.commune.full_name if row.commune else "")
        for row in rows
    ]


def choices(session: Session) -> list[tuple[str, str]]:
    """Return the active producers for a form: public id and name, in Vietnamese order."""
    rows = session.execute(
        select(Producer.public_id, Producer.name)
        .where(Producer.status == ProducerStatus.ACTIVE)
        .order_by(Producer.sort_key, Producer.id)
    )
    return [(public_id, name) for public_id, name in rows]


def _lines(session: Session, ids: Sequence[int], on: date) -> list[ProducerLine]:
    found: dict[int, ProducerLine] = {}
    for first in range(0, len(ids), _SLICE):
        part = ids[first : first + _SLICE]
        products = _counted(session, select(Product.producer_id, func.count()).where(Product.producer_id.in_(part)))
        in_force = _counted(session, _certified(on).where(Product.producer_id.in_(part)))
        rows = session.scalars(
            select(Producer)
            .where(Producer.id.in_(part))
            .options(joinedload(Producer.commune), joinedload(Producer.commune_then))
        )
        for row in rows:
            found[row.id] = _line(row, products.get(row.id, 0), in_force.get(row.id, 0))
    return [found[key] for key in ids if key in found]


def _line(row: Producer, products: int, in_force: int) -> ProducerLine:
    return ProducerLine(
        public_id=row.public_id,
        name=row.name,
        kind=row.kind,
        tax_number=row.tax_number,
        commune=row.commune.full_name if row.commune else "",
        commune_then=row.commune_then.full_name if row.commune_then else "",
        address=row.address,
        status=row.status,
        ended_on=row.ended_on,
        products=products,
        in_force=in_force,
    )


def _counted(session: Session, statement: Any) -> dict[int, int]:
    return dict(session.execute(statement.group_by(Product.producer_id)).all())


def _certified(on: date) -> Any:
    """Count the products of producers that hold a certificate in force."""
    return (
        select(Product.producer_id, func.count(Product.id.distinct()).label("number"))
        .join(Recognition, Recognition.product_id == Product.id)
        .join(Certificate, Certificate.recognition_id == Recognition.id)
        .where(standing_on(on) == Standing.IN_FORCE)
    )


def _holders(on: date) -> Any:
    """Return the keys of the producers that hold a product with a certificate in force."""
    return (
        select(Product.producer_id)
        .join(Recognition, Recognition.product_id == Product.id)
        .join(Certificate, Certificate.recognition_id == Recognition.id)
        .where(standing_on(on) == Standing.IN_FORCE)
    )


def _sorts(on: date) -> Sorts:
    products = select(func.count()).where(Product.producer_id == Producer.id).scalar_subquery()
    certified = _certified(on).group_by(Product.producer_id).subquery()
    in_force = select(certified.c.number).where(certified.c.producer_id == Producer.id).scalar_subquery()
    sorts: dict[str, Sequence[Any]] = {
        "name": (Producer.sort_key,),
        "kind": (Producer.kind, Producer.sort_key),
        "commune": (func.coalesce(Place.sort_key, ""), Producer.sort_key),
        "status": (Producer.status, Producer.sort_key),
        "products": (products, Producer.sort_key),
        "in_force": (func.coalesce(in_force, 0), Producer.sort_key),
    }
    return sorts


def _conditions(request: ListRequest, on: date) -> list[ColumnElement[bool]]:
    makers: Mapping[str, Callable[[Any], ColumnElement[bool]]] = {
        "kind": lambda value: Producer.kind == ProducerKind(value),
        "status": lambda value: Producer.status == ProducerStatus(value),
        "commune": _in_commune,
        "district": _in_district,
        "missing": lambda value: lacks(str(value)),
        "alike": lambda _value: is_alike(),
        "in_force": lambda value: (
            Producer.id.in_(_holders(on)) if value in (True, "yes") else Producer.id.not_in(_holders(on))
        ),
    }
    return [makers[name](value) for name, value in request.filters.items() if name in makers]


def _in_commune(public_id: str) -> ColumnElement[bool]:
    asked = select(Place.id).where(Place.public_id == public_id)
    return or_(Producer.commune_id.in_(asked), Producer.commune_then_id.in_(asked))


def _in_district(public_id: str) -> ColumnElement[bool]:
    district = select(Place.id).where(Place.public_id == public_id).scalar_subquery()
    return Producer.commune_then_id.in_(select(Place.id).where(Place.parent_id == district))


def is_alike() -> ColumnElement[bool]:
    """Say in SQL that a producer's name could be another one's, and their tax numbers do not tell them apart."""
    other = aliased(Producer)
    untold = and_(func.count() > 1, func.count() > func.count(other.tax_number.distinct()))
    return Producer.near_key.in_(select(other.near_key).group_by(other.near_key).having(untold))


def lacks(column: str) -> ColumnElement[bool]:
    """Say in SQL that a producer lacks something; one of MISSING."""
    columns = {
        "commune": Producer.commune_id,
        "tax_number": Producer.tax_number,
        "representative": Producer.representative,
        "address": Producer.address,
    }
    return columns[column].is_(None)


def _matches(text: str) -> list[ColumnElement[bool]]:
    """Find by words of the name, today's or an earlier one, or by the beginning of the tax number."""
    typed = clean(text)
    if not fold(typed):
        return []
    by_number = Producer.tax_number.startswith("".join(typed.split()), autoescape=True)
    return [or_(names.any_name_has(Producer, typed), by_number)]
