"""Recognitions that others gave, recorded by the act that records real ones."""

from datetime import date
from typing import Any

from sqlalchemy import select

from registry.models.body import BodyKind
from registry.models.product import Product
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import recording
from registry.usecases.sources import Source


def a_recorded_recognition(
    officer: Actor,
    product: str,
    *,
    number: str = "921/QĐ-UBND",
    signed_on: date | None = date(2021, 5, 20),
    year: int = 2021,
    **changes: Any,
) -> None:
    """Record that a district gave a product three stars, of which no score is known."""
    with reading() as session:
        row = session.scalars(select(Product).where(Product.public_id == product)).one()
        words = {
            "product_id": row.id,
            "producer_id": row.producer_id,
            "product_name": row.name,
            "producer_name": row.producer.name,
            "stars": 3,
        }
    source = Source(
        body_name="Ủy ban nhân dân huyện Tam Đường",
        body_kind=BodyKind.DISTRICT,
        number=number,
        signed_on=signed_on,
        year=year,
        source="Bản giấy lưu tại huyện",
    )
    recording.record(actor=officer, source=source, results=[recording.Result(**words | changes)])
