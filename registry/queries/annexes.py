"""The lines and recipients of a decision's annex, joined in a fixed number of questions however many there are."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.award import AwardRecipient, MeritCertificate, RecipientKind
from registry.models.certificate import Certificate
from registry.models.decision import Decision, DecisionLine, Origin
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.rules.decision_life import LineAct
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.stars import FewerStarsGround


@dataclass(frozen=True, kw_only=True)
class CertificateWords:
    """What a certificate said when it was given."""

    public_id: str
    number: str | None
    product_name: str
    producer_name: str
    address: str | None
    stars: int
    score: int | None
    product_code: str | None
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class AnnexLine:
    """One line, in the names of the decision's day: as recognised once it is in effect, as of now before."""

    public_id: str
    position: int
    act: LineAct
    product: str
    """Public id."""
    product_name: str
    packings: tuple[str, ...]
    producer: str
    """Public id."""
    producer_name: str
    address: str
    commune: Place | None
    kind: RecognitionKind | None
    score: int | None
    """Hundredths of a point."""
    stars: int | None
    stars_ground: FewerStarsGround | None
    instrument: Instrument | None
    product_set: int | None
    product_code: str | None
    filed_on: date | None
    assessed_on: date | None
    valid_from: date | None
    """As the line states it; None: as the decision does."""
    valid_until: date | None
    validity_ground: str | None
    ground: str | None
    effective_on: date | None
    note: str | None
    about: CertificateWords | None
    """The certificate that a correction or revocation is about."""
    issued: CertificateWords | None
    """The certificate that this line gave, once the decision is in effect."""
    mark: str = ""
    """Another one after every change, to tell whether somebody else changed the line meanwhile."""


@dataclass(frozen=True, kw_only=True)
class AnnexRecipient:
    """One recipient of an award decision."""

    public_id: str
    position: int
    kind: RecipientKind
    name: str
    address: str | None
    achievement: str
    producer: str | None
    """Public id, where the recipient is a producer."""
    producer_name: str | None
    certificate: str | None
    """Public id of the merit certificate, once the decision is in effect."""
    number: str | None
    golden_book_number: str | None
    mark: str = ""
    """As that of a line."""


def lines(session: Session, decision: Decision, *, province: str) -> tuple[AnnexLine, ...]:
    """Return the annex of a decision, in its order.

    A recorded decision was never drafted here: its annex is what was recorded under it.
    """
    if decision.origin is Origin.RECORDED:
        return _recorded(session, decision)
    found = session.scalars(
        select(DecisionLine)
        .where(DecisionLine.decision_id == decision.id)
        .options(
            joinedload(DecisionLine.product).options(selectinload(Product.names), selectinload(Product.packings)),
            joinedload(DecisionLine.producer).options(selectinload(Producer.names), *_places(Producer)),
        )
        .order_by(DecisionLine.position)
    ).all()
    about = _certificates_about(session, decision)
    given = {one.recognition.position: one for one in _given(session, decision)}
    return tuple(
        _line(line, decision, province=province, about=about.get(line.certificate_id), given=given.get(line.position))
        for line in found
    )


def recipients(session: Session, decision: Decision) -> tuple[AnnexRecipient, ...]:
    """Return the recipients of an award decision, in its order."""
    found = session.execute(
        select(AwardRecipient, MeritCertificate, Producer)
        .outerjoin(MeritCertificate, MeritCertificate.recipient_id == AwardRecipient.id)
        .outerjoin(Producer, Producer.id == AwardRecipient.producer_id)
        .where(AwardRecipient.decision_id == decision.id)
        .order_by(AwardRecipient.position)
    )
    return tuple(_recipient(recipient, merit, producer) for recipient, merit, producer in found)


def _places(owner: type[Producer]) -> list[Any]:
    """Load communes with what they lie in: the district of the time, then the province."""
    return [
        joinedload(commune).joinedload(Place.parent).joinedload(Place.parent)
        for commune in (owner.commune, owner.commune_then)
    ]


def _certificates_about(session: Session, decision: Decision) -> dict[int | None, CertificateWords]:
    found = session.execute(
        select(Certificate, Recognition)
        .join(Recognition, Recognition.id == Certificate.recognition_id)
        .join(DecisionLine, DecisionLine.certificate_id == Certificate.id)
        .where(DecisionLine.decision_id == decision.id)
        .order_by(Certificate.id)
    )
    return {certificate.id: _words(certificate, recognition) for certificate, recognition in found}


@dataclass(frozen=True, kw_only=True)
class _Given:
    recognition: Recognition
    certificate: CertificateWords | None


def _given(session: Session, decision: Decision) -> list[_Given]:
    found = session.execute(
        select(Recognition, Certificate)
        .outerjoin(Certificate, Certificate.recognition_id == Recognition.id)
        .where(Recognition.decision_id == decision.id)
        .options(
            joinedload(Recognition.commune).joinedload(Place.parent).joinedload(Place.parent),
            joinedload(Recognition.product).selectinload(Product.packings),
            joinedload(Recognition.producer),
        )
        .order_by(Recognition.position, Recognition.id)
    )
    return [
        _Given(recognition=recognition, certificate=_words(certificate, recognition) if certificate else None)
        for recognition, certificate in found
    ]


def _recorded(session: Session, decision: Decision) -> tuple[AnnexLine, ...]:
    return tuple(
        _recorded_line(one.recognition, one.certificate, position)
        for position, one in enumerate(_given(session, decision), start=1)
    )


def _recorded_line(recognition: Recognition, certificate: CertificateWords | None, position: int) -> AnnexLine:
    return AnnexLine(
        position=position,
        act=LineAct.RECOGNISE,
        product=recognition.product.public_id,
        packings=tuple(packing.label for packing in recognition.product.packings),
        producer=recognition.producer.public_id,
        address=recognition.address or "",
        commune=recognition.commune,
        valid_from=certificate.valid_from if certificate else None,
        valid_until=certificate.valid_until if certificate else None,
        validity_ground=None,
        ground=None,
        effective_on=None,
        note=None,
        about=None,
        issued=certificate,
        **_same(recognition, (*_RECOGNISED, "public_id", "product_name", "producer_name")),
    )


def _words(certificate: Certificate, recognition: Recognition) -> CertificateWords:
    return CertificateWords(
        public_id=certificate.public_id,
        number=certificate.number,
        product_name=recognition.product_name,
        producer_name=recognition.producer_name,
        address=recognition.address,
        stars=recognition.stars,
        score=recognition.score,
        product_code=recognition.product_code,
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
    )


def _line(
    line: DecisionLine, decision: Decision, *, province: str, about: CertificateWords | None, given: _Given | None
) -> AnnexLine:
    day = decision.signed_on
    kept = given.recognition if given else None
    return AnnexLine(
        product=line.product.public_id,
        product_name=kept.product_name if kept else line.product.name_on(day),
        packings=tuple(packing.label for packing in line.product.packings),
        producer=line.producer.public_id,
        producer_name=kept.producer_name if kept else line.producer.name_on(day),
        address=(kept.address if kept else None) or line.producer.address_on(day, province=province),
        commune=kept.commune if kept else line.producer.commune_on(day),
        about=about,
        issued=given.certificate if given else None,
        mark=mark_of(line),
        **_same(line, _SAME),
    )


_RECOGNISED = (
    "kind",
    "score",
    "stars",
    "stars_ground",
    "instrument",
    "product_set",
    "product_code",
    "filed_on",
    "assessed_on",
)
_SAME = (
    *_RECOGNISED,
    "public_id",
    "position",
    "act",
    "valid_from",
    "valid_until",
    "validity_ground",
    "ground",
    "effective_on",
    "note",
)


def mark_of(row: DecisionLine | AwardRecipient) -> str:
    """Return the mark of a line or recipient as it is: it says nothing of it to whoever looks at a page."""
    names = sorted(column.key for column in row.__table__.columns)
    values = [str(getattr(row, name)) for name in names if name != "position"]
    return hashlib.sha256("\0".join(values).encode()).hexdigest()[:24]


def _same(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _recipient(recipient: AwardRecipient, merit: MeritCertificate | None, producer: Producer | None) -> AnnexRecipient:
    return AnnexRecipient(
        producer=producer.public_id if producer else None,
        producer_name=producer.name if producer else None,
        certificate=merit.public_id if merit else None,
        number=merit.number if merit else None,
        golden_book_number=merit.golden_book_number if merit else None,
        mark=mark_of(recipient),
        **_same(recipient, ("public_id", "position", "kind", "name", "address", "achievement")),
    )
