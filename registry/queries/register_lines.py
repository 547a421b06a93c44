"""One line of the register: a certificate with the recognition it was given for, in the words of its day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, selectinload

from registry.models.body import Body
from registry.models.certificate import Certificate
from registry.models.decision import Decision, Origin
from registry.models.place import Place, PlaceLevel
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries.standings import ends_on, standing_on
from registry.rules.certificate_life import Standing
from registry.rules.instruments import Instrument, RecognitionKind

_SLICE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A certificate and its recognition, as a list shows and exports them."""

    public_id: str
    recognition_id: str
    """Public id of the recognition."""
    origin: Origin
    number: str | None
    lookup_code: str
    standing: Standing
    """On the day the list is asked for."""
    issued_on: date | None
    valid_from: date | None
    valid_until: date | None
    """The last day, extensions included; None where it is not known."""
    year: int
    kind: RecognitionKind
    stars: int
    score: int | None
    """Hundredths of a point."""
    instrument: Instrument | None
    product_set: int | None
    product_code: str | None
    round_no: int | None
    round_year: int | None
    product_id: str
    """Public id of the product."""
    product_name: str
    """As the paper of the day says."""
    product_name_now: str
    industry: str | None
    producer_id: str
    """Public id of the producer that was recognised."""
    producer_name: str
    """As the paper of the day says."""
    producer_name_now: str
    commune: str
    """Of the day; empty where it is not known."""
    district: str
    """Of the day; empty where there is none."""
    decision_id: str
    """Public id of the decision."""
    decision_number: str | None
    signed_on: date | None
    issuer: str
    """The body that decided, by its name of the day."""


_DISTRICT = aliased(Place)
_COLUMNS: Mapping[str, Any] = {
    "public_id": Certificate.public_id,
    "recognition_id": Recognition.public_id,
    "origin": Certificate.origin,
    "number": Certificate.number,
    "lookup_code": Certificate.lookup_code,
    "issued_on": Certificate.issued_on,
    "valid_from": Certificate.valid_from,
    "year": Certificate.year,
    "kind": Recognition.kind,
    "stars": Recognition.stars,
    "score": Recognition.score,
    "instrument": Recognition.instrument,
    "product_set": Recognition.product_set,
    "product_code": Recognition.product_code,
    "round_no": Recognition.round_no,
    "round_year": Recognition.round_year,
    "product_id": Product.public_id,
    "product_name": Recognition.product_name,
    "product_name_now": Product.name,
    "industry": Product.industry,
    "producer_id": Producer.public_id,
    "producer_name": Recognition.producer_name,
    "producer_name_now": Producer.name,
    "decision_id": Decision.public_id,
    "decision_number": Decision.number,
    "signed_on": Decision.signed_on,
}
_NAMES = ("standing", "valid_until", *_COLUMNS)


def lines(session: Session, ids: Sequence[int], *, on: date) -> list[RegisterLine]:
    """Return the lines of certificates, in the order of their ids."""
    bodies = {body.id: body for body in session.scalars(select(Body).options(selectinload(Body.names)))}
    found = dict(_found(session, ids, bodies, on))
    return [found[key] for key in ids if key in found]


def _found(
    session: Session, ids: Sequence[int], bodies: Mapping[int, Body], on: date
) -> Iterator[tuple[int, RegisterLine]]:
    statement = (
        select(
            Certificate.id,
            Decision.body_id,
            Place.kind,
            Place.name,
            _DISTRICT.kind,
            _DISTRICT.name,
            _DISTRICT.level,
            standing_on(on),
            ends_on(on),
            *_COLUMNS.values(),
        )
        # Outer joins, though nothing is ever missing: so that no planner begins anywhere but at the certificates.
        .outerjoin(Certificate.recognition)
        .outerjoin(Recognition.product)
        .outerjoin(Producer, Producer.id == Recognition.producer_id)
        .outerjoin(Recognition.decision)
        .outerjoin(Recognition.commune)
        .outerjoin(_DISTRICT, _DISTRICT.id == Place.parent_id)
    )
    for slice_of_ids in _slices(ids):
        for row in session.execute(statement.where(Certificate.id.in_(slice_of_ids))):
            key, body_id, commune_kind, commune, district_kind, district, level, *told = row
            body = bodies[body_id]
            place = f"{commune_kind} {commune}" if commune else ""
            around = f"{district_kind} {district}" if level is PlaceLevel.DISTRICT else ""
            yield key, _line(dict(zip(_NAMES, told, strict=True)), commune=place, district=around, body=body)


def _line(told: dict[str, Any], *, commune: str, district: str, body: Body) -> RegisterLine:
    return RegisterLine(**told, commune=commune, district=district, issuer=body.name_on(told["signed_on"]))


def _slices(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[first : first + _SLICE] for first in range(0, len(ids), _SLICE))
