"""Recording one recognition by hand: what the paper says, beside the product it is about."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from registry.models.certificate import Certificate
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries.settings import settings
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.rules.stars import FewerStarsGround
from registry.usecases import recording
from registry.usecases.journal import Act, acting
from registry.usecases.sources import Source


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What is read off a certificate that others gave."""

    stars: int
    product_name: str = ""
    """As printed; empty: the product's name of that day."""
    producer_name: str = ""
    """As printed; empty: the producer's name of that day."""
    certificate_number: str | None = None
    """As printed; None: said to be unknown."""
    score: Decimal | None = None
    stars_ground: FewerStarsGround | None = None
    kind: RecognitionKind = RecognitionKind.FIRST
    instrument: Instrument | None = None
    product_set: int | None = None
    product_code: str | None = None
    filed_on: date | None = None
    assessed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    validity_ground: str | None = None


class AlreadyRecorded(Refusal):
    """The decision's recognition of this product is in the register already."""


def record_one(*, actor: Actor, product: str, source: Source, paper: Paper) -> str:
    """Record one recognition of a product and return the public id of its certificate.

    :param product: public id.
    :raises NotFound: if there is no such product.
    :raises AlreadyRecorded: if it is recorded already.
    :raises Refusal: if it cannot be as it is said to be.
    """
    if paper.valid_until and paper.valid_from and paper.valid_until < paper.valid_from:
        raise Refusal("Ngày hết hạn phải sau ngày bắt đầu.", field="valid_until")
    with acting(actor, "recognition.record", Permission.EDIT_REGISTER) as act:
        row = _product(act, product)
        decision_day = source.signed_on or date(source.year, 1, 1)
        result = _result(act, row, paper, decision_day)
        if not recording.put(act, source, [result]):
            raise AlreadyRecorded(f"Kết quả của “{row.name}” theo quyết định này đã có trong sổ.")
        act.session.flush()
        return act.session.scalars(
            select(Certificate.public_id)
            .join(Certificate.recognition)
            .where(Recognition.product_id == row.id)
            .order_by(Certificate.id.desc())
            .limit(1)
        ).one()


def _product(act: Act, public_id: str) -> Product:
    row = act.session.scalar(
        select(Product)
        .where(Product.public_id == public_id)
        .options(
            selectinload(Product.names),
            joinedload(Product.producer).options(
                selectinload(Producer.names),
                joinedload(Producer.commune).joinedload(Place.parent).joinedload(Place.parent),
                joinedload(Producer.commune_then).joinedload(Place.parent).joinedload(Place.parent),
            ),
        )
    )
    if row is None:
        raise NotFound("Không có sản phẩm này.")
    return row


def _result(act: Act, row: Product, paper: Paper, day: date) -> recording.Result:
    holder = row.producer
    commune = holder.commune_on(day)
    said: dict[str, Any] = {slot.name: getattr(paper, slot.name) for slot in fields(paper)}
    said |= {
        "product_name": clean(paper.product_name) or row.name_on(day),
        "producer_name": clean(paper.producer_name) or holder.name_on(day),
        "certificate_number": clean(paper.certificate_number or "") or None,
    }
    return recording.Result(
        product_id=row.id,
        producer_id=holder.id,
        address=holder.address_on(day, province=settings(act.session).province),
        commune_id=commune.id if commune else None,
        **said,
    )
