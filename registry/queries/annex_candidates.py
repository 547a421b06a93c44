"""What may go into an annex: products found as people type, producers, and certificates that a line may be about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.certificate import Certificate
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product, ProductName
from registry.models.recognition import Recognition
from registry.queries.names import any_name_has, best_first, has_word
from registry.rules.certificate_life import Standing, standing
from registry.rules.producer_kinds import ProducerKind
from registry.rules.search_key import fold

AT_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCertificate:
    """One certificate of a product, as a person tells it from the others."""

    public_id: str
    number: str | None
    stars: int
    product_name: str
    valid_from: date | None
    valid_until: date | None
    standing: Standing
    """Today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCandidate:
    """One product that a line may be about."""

    public_id: str
    name: str
    producer: str
    """Public id."""
    producer_name: str
    commune: str
    certificates: tuple[HeldCertificate, ...]
    """Newest first."""

    @property
    def latest(self) -> HeldCertificate | None:
        return self.certificates[0] if self.certificates else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerCandidate:
    """One producer that may be a recipient."""

    public_id: str
    name: str
    kind: ProducerKind
    address: str
    """The whole address, as a paper of today says it."""


def products(session: Session, text: str, *, today: date) -> Sequence[ProductCandidate]:
    """Return the products whose own or producer's name has every word typed, the likeliest first."""
    words = fold(text).split()
    if not words:
        return ()
    matches = and_(
        *(
            or_(
                has_word(Product.search_key, word),
                has_word(Producer.search_key, word),
                Product.id.in_(select(ProductName.product_id).where(has_word(ProductName.search_key, word))),
            )
            for word in words
        )
    )
    found = session.scalars(
        select(Product)
        .join(Product.producer)
        .where(matches)
        .options(joinedload(Product.producer).joinedload(Producer.commune))
        .order_by(*best_first(Product, text))
        .limit(AT_MOST)
    ).all()
    held = _certificates(session, [row.id for row in found], today)
    return [_candidate(row, held.get(row.id, ())) for row in found]


def product(session: Session, public_id: str, *, today: date) -> ProductCandidate | None:
    """Return one product with its certificates."""
    row = session.scalar(
        select(Product)
        .where(Product.public_id == public_id)
        .options(joinedload(Product.producer).joinedload(Producer.commune))
    )
    return None if row is None else _candidate(row, _certificates(session, [row.id], today).get(row.id, ()))


def producers(session: Session, text: str, *, province: str) -> Sequence[ProducerCandidate]:
    """Return the producers with every word typed in their name, the likeliest first."""
    if not fold(text).split():
        return ()
    found = session.scalars(
        select(Producer)
        .where(any_name_has(Producer, text))
        .options(*_places())
        .order_by(*best_first(Producer, text))
        .limit(AT_MOST)
    )
    return [_producer(row, province) for row in found]


def producer(session: Session, public_id: str, *, province: str) -> ProducerCandidate | None:
    """Return one producer."""
    row = session.scalar(select(Producer).where(Producer.public_id == public_id).options(*_places()))
    return None if row is None else _producer(row, province)


def _places() -> list[Any]:
    """Load communes with what they lie in, as far as an address says it."""
    return [
        joinedload(commune).joinedload(Place.parent).joinedload(Place.parent)
        for commune in (Producer.commune, Producer.commune_then)
    ]


def _producer(row: Producer, province: str) -> ProducerCandidate:
    return ProducerCandidate(
        public_id=row.public_id, name=row.name, kind=row.kind, address=row.address_on(None, province=province)
    )


def _candidate(row: Product, certificates: Sequence[HeldCertificate]) -> ProductCandidate:
    return ProductCandidate(
        public_id=row.public_id,
        name=row.name,
        producer=row.producer.public_id,
        producer_name=row.producer.name,
        commune=_commune(row.producer),
        certificates=tuple(certificates),
    )


def _commune(row: Producer) -> str:
    return row.commune.full_name if row.commune else ""


def _certificates(session: Session, keys: Collection[int], today: date) -> dict[int, list[HeldCertificate]]:
    rows = session.scalars(
        select(Certificate)
        .join(Certificate.recognition)
        .where(Recognition.product_id.in_(keys))
        .options(joinedload(Certificate.recognition), selectinload(Certificate.moves))
        .order_by(Certificate.year.desc(), Certificate.valid_from.desc(), Certificate.id.desc())
    )
    found: dict[int, list[HeldCertificate]] = {}
    for row in rows:
        held = HeldCertificate(
            public_id=row.public_id,
            number=row.number,
            stars=row.recognition.stars,
            product_name=row.recognition.product_name,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            standing=standing(row.life, [move.as_rule() for move in row.moves], on=today),
        )
        found.setdefault(row.recognition.product_id, []).append(held)
    return found
