"""The whole public register as an inspector carries it away: every certificate, with the days of its standing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import places
from registry.queries.extension_results import results
from registry.rules.certificate_life import Life, Move, last_day
from registry.rules.standing_days import Change, standing_changes


class FieldCertificate(NamedTuple):
    """One certificate in the words of its paper."""

    lookup_code: str
    number: str | None
    product_name: str
    current_name: str
    """What the product is called today."""
    producer_name: str
    commune_name: str
    stars: int
    decision: str | None
    valid_from: date | None
    last_day: date | None
    """The last day on which it is or was good; None where it is unknown or there was none."""
    changes: Sequence[Change]


def field_certificates(session: Session) -> list[FieldCertificate]:
    """Return every certificate, those of one producer together."""
    moves = _moves(session)
    communes = {
        one.id: places.full_name(one)
        for one in session.scalars(select(Place).where(Place.id.in_(select(Recognition.commune_id).distinct())))
    }
    return [_line(row, moves[row.id], communes) for row in session.execute(_certificates())]


def _line(row: Any, moves: Sequence[Move], communes: dict[int, str]) -> FieldCertificate:
    life = Life(valid_from=row.valid_from, valid_until=row.valid_until, year=row.year)
    return FieldCertificate(
        lookup_code=row.lookup_code,
        number=row.number,
        product_name=row.product_name,
        current_name=row.current_name,
        producer_name=row.producer_name,
        commune_name=communes.get(row.commune_id, ""),
        stars=row.stars,
        decision=row.decision,
        valid_from=row.valid_from,
        last_day=last_day(life, moves),
        changes=standing_changes(life, moves),
    )


def _certificates() -> Any:
    return (
        select(
            Certificate.id,
            Certificate.lookup_code,
            Certificate.number,
            Certificate.valid_from,
            Certificate.valid_until,
            Certificate.year,
            Recognition.product_name,
            Recognition.producer_name,
            Recognition.commune_id,
            Recognition.stars,
            Product.name.label("current_name"),
            Decision.number.label("decision"),
        )
        .join(Recognition, Recognition.id == Certificate.recognition_id)
        .join(Product, Product.id == Recognition.product_id)
        .join(Producer, Producer.id == Recognition.producer_id)
        .join(Decision, Decision.id == Recognition.decision_id)
        .order_by(Producer.sort_key, Producer.id, Product.sort_key, Certificate.id)
    )


def _moves(session: Session) -> dict[int, list[Move]]:
    found: dict[int, list[Move]] = defaultdict(list)
    told = results(session)
    columns = (
        CertificateMove.id,
        CertificateMove.certificate_id,
        CertificateMove.kind,
        CertificateMove.effective_on,
        CertificateMove.recorded_at,
        CertificateMove.extended_until,
    )
    for row in session.execute(select(*columns).order_by(CertificateMove.id)):
        found[row.certificate_id].append(
            Move(
                kind=row.kind,
                effective_on=row.effective_on or date.min,
                recorded_at=row.recorded_at,
                extended_until=row.extended_until,
                results=told.get(row.id, ()),
            )
        )
    return found
