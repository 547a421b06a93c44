"""Products: lists of them, and suggestions while somebody types."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload

from registry.models.certificate import Certificate
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Packing, Product
from registry.models.recognition import Recognition
from registry.queries import names
from registry.queries.listing import ListRequest, Page, Sorts, page_of
from registry.queries.names import Suggestion
from registry.queries.standings import ends_on, standing_on
from registry.rules.certificate_life import Standing
from registry.rules.search_key import clean, fold

FILTERS = ("industry", "stars", "standing", "year", "commune", "producer", "missing", "alike")
"""Names of the filters: codes, numbers, public ids; standing "none" finds what was never certified.

"commune" is the producer's, today or then; "missing" may be "industry"; "alike" yes.
"""

NEVER_CERTIFIED = "none"
SORTS = ("name", "producer", "industry", "commune")
"""Keys of the columns that the list can be ordered by."""

# Of several certificates of one product, the one that says most about today stands for it.
_TELLING = (Standing.IN_FORCE, Standing.SUSPENDED, Standing.UNDETERMINED, Standing.NOT_YET)
_GONE = (Standing.SUPERSEDED, Standing.ANNULLED)
_SLICE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCertificate:
    """The certificate that says most about a product today."""

    public_id: str
    number: str | None
    stars: int
    standing: Standing
    valid_until: date | None
    """The last day of its term; None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLine:
    """A product as a list shows and exports it."""

    public_id: str
    name: str
    producer_id: str
    """Public id of the producer that holds it now."""
    producer_name: str
    commune: str
    """The producer's today; empty where it is not known."""
    industry: str | None
    certificate: ShownCertificate | None


def page(session: Session, request: ListRequest, *, on: date) -> Page[ProductLine]:
    """Return one page of the products that a list request asks for, in Vietnamese order."""
    statement = (
        select(Product.id)
        .outerjoin(Product.producer)
        .outerjoin(Place, Place.id == Producer.commune_id)
        .where(*_conditions(request, on), *_matches(request.text))
    )
    chosen = page_of(
        session,
        statement,
        request=request,
        sorts=_SORTS,
        key=Product.id,
        default=(Product.sort_key,),
        make=lambda row: int(row[0]),
        at_once=bool(request.text or request.filters.keys() & {"standing", "stars", "year"}),
    )
    return Page(rows=_lines(session, chosen.rows, on), total=chosen.total, request=request)


def suggest(session: Session, text: str, *, limit: int = 10, producer: str | None = None) -> list[Suggestion]:
    """Return the products that somebody may be typing the name of, the likeliest first.

    :param producer: public id of the producer whose products alone are meant.
    """
    matches = _matches(text)
    if not matches:
        return []
    if producer:
        matches.append(Producer.public_id == producer)
    rows = session.scalars(
        select(Product)
        .join(Product.producer)
        .where(*matches)
        .options(joinedload(Product.producer))
        .order_by(*names.best_first(Product, text))
        .limit(limit)
    )
    return [Suggestion(public_id=row.public_id, name=row.name, hint=row.producer.name) for row in rows]


def by_gtin(session: Session, gtin: str) -> Product | None:
    """Return the product that an article number stands on."""
    return session.scalar(select(Product).join(Product.packings).where(Packing.gtin == clean(gtin)))


_SORTS: Sorts = {
    "name": (Product.sort_key,),
    "producer": (Producer.sort_key, Product.sort_key),
    "industry": (func.coalesce(Product.industry, ""), Product.sort_key),
    "commune": (func.coalesce(Place.sort_key, ""), Producer.sort_key, Product.sort_key),
}


def _lines(session: Session, ids: Sequence[int], on: date) -> list[ProductLine]:
    found: dict[int, ProductLine] = {}
    for first in range(0, len(ids), _SLICE):
        part = ids[first : first + _SLICE]
        shown = _shown(session, part, on)
        rows = session.execute(
            select(
                Product.id,
                Product.public_id,
                Product.name,
                Product.industry,
                Producer.public_id,
                Producer.name,
                Place.kind,
                Place.name,
            )
            .outerjoin(Product.producer)
            .outerjoin(Place, Place.id == Producer.commune_id)
            .where(Product.id.in_(part))
        )
        for key, public_id, name, industry, producer_id, producer_name, kind, commune in rows:
            found[key] = ProductLine(
                public_id=public_id,
                name=name,
                producer_id=producer_id,
                producer_name=producer_name,
                commune=f"{kind} {commune}" if commune else "",
                industry=industry,
                certificate=shown.get(key),
            )
    return [found[key] for key in ids if key in found]


def _shown(session: Session, ids: Sequence[int], on: date) -> dict[int, ShownCertificate]:
    """Return the certificate that stands for each product: what says most about the day, then the newest."""
    begins = func.coalesce(Certificate.valid_from, Certificate.issued_on, date.min)
    rows = session.execute(
        select(
            Recognition.product_id,
            Certificate.public_id,
            Certificate.number,
            Recognition.stars,
            standing_on(on),
            ends_on(on),
        )
        .join(Certificate, Certificate.recognition_id == Recognition.id)
        .where(Recognition.product_id.in_(ids))
        .order_by(Certificate.year.desc(), begins.desc(), Certificate.id.desc())
    )
    shown: dict[int, ShownCertificate] = {}
    for product_id, *told in rows:
        one = ShownCertificate(**dict(zip(ShownCertificate.__slots__, told, strict=True)))
        known = shown.get(product_id)
        if known is None or _rank(one) < _rank(known):
            shown[product_id] = one
    return shown


def _rank(one: ShownCertificate) -> int:
    return _TELLING.index(one.standing) if one.standing in _TELLING else len(_TELLING)


def _conditions(request: ListRequest, on: date) -> list[ColumnElement[bool]]:
    makers: Mapping[str, Callable[[Any], ColumnElement[bool]]] = {
        "industry": lambda value: Product.industry == value,
        "commune": _in_commune,
        "producer": lambda value: Producer.public_id == value,
        "missing": lambda _value: Product.industry.is_(None),
        "alike": lambda _value: is_alike(),
    }
    found = [makers[name](value) for name, value in request.filters.items() if name in makers]
    return [*found, *_by_certificate(request.filters, on)]


def is_alike() -> ColumnElement[bool]:
    """Say in SQL that a product's name could be that of another product of its producer."""
    one, other = aliased(Product), aliased(Product)
    same = and_(other.producer_id == one.producer_id, other.near_key == one.near_key, other.id != one.id)
    return Product.id.in_(select(one.id).join(other, same))


def _by_certificate(filters: Mapping[str, Any], on: date) -> list[ColumnElement[bool]]:
    """Ask stars, standing and year of one and the same certificate."""
    if filters.get("standing") == NEVER_CERTIFIED:
        return [Product.id.not_in(select(Recognition.product_id))]
    asked: list[ColumnElement[bool]] = []
    if "stars" in filters:
        asked.append(Recognition.stars == int(filters["stars"]))
    if "year" in filters:
        asked.append(Certificate.year == int(filters["year"]))
    if "standing" not in filters:
        return [Product.id.in_(_certified(*asked, standing_on(on).not_in(_GONE)))] if asked else []
    standing = Standing(filters["standing"])
    if standing in _TELLING:
        return [Product.id.in_(_certified(*asked, standing_on(on) == standing))]
    # What was certified again is not found by a certificate of before: each certificate is judged once, and of every
    # product the one that says most counts.
    says = {**{one.value: 2 for one in _TELLING}, standing.value: case((and_(true(), *asked), 1), else_=0)}
    most = func.max(case(says, value=standing_on(on), else_=0))
    return [Product.id.in_(_certified().group_by(Recognition.product_id).having(most == 1))]


def _certified(*asked: ColumnElement[bool]) -> Select[Any]:
    return select(Recognition.product_id).join(Certificate, Certificate.recognition_id == Recognition.id).where(*asked)


def _in_commune(public_id: str) -> ColumnElement[bool]:
    asked = select(Place.id).where(Place.public_id == public_id)
    return or_(Producer.commune_id.in_(asked), Producer.commune_then_id.in_(asked))


def _matches(text: str) -> list[ColumnElement[bool]]:
    """Find by words in the names of product and producer, earlier ones too, or by a whole article number."""
    typed = clean(text)
    if not fold(typed):
        return []
    by_name = names.goods_have(typed, product_id=Product.id, producer_id=Product.producer_id)
    digits = "".join(typed.split())
    return [or_(by_name, Product.id.in_(select(Packing.product_id).where(Packing.gtin == digits)))]
