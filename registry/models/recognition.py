"""Recognitions: the star ranking a product was given, never edited afterwards."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Model, Words, code, new_public_id
from registry.models.decision import Decision, Origin
from registry.models.instrument import InstrumentCode
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.stars import FewerStarsGround


class Recognition(Model):
    """One product, one decision, one number of stars, in the words of the day."""

    __tablename__ = "recognition"
    __table_args__ = (
        CheckConstraint("score BETWEEN 0 AND 10000", name="score_in_range"),
        CheckConstraint("stars BETWEEN 3 AND 5", name="stars_certified"),
        CheckConstraint("score IS NOT NULL OR origin = 'recorded'", name="own_has_score"),
        Index(None, "product_id", "decision_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    position: Mapped[int]
    origin: Mapped[Origin] = mapped_column(code(Origin, "origin"))
    kind: Mapped[RecognitionKind] = mapped_column(code(RecognitionKind, "kind"))
    product_name: Mapped[str] = mapped_column(Words)
    producer_name: Mapped[str] = mapped_column(Words)
    address: Mapped[str | None] = mapped_column(Words)
    """The producer's whole address as the paper of the day says it."""
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    """The commune of the day."""
    score: Mapped[int | None]
    """Hundredths of a point; none where a recorded source gives none."""
    stars: Mapped[int]
    stars_ground: Mapped[FewerStarsGround | None] = mapped_column(code(FewerStarsGround, "stars_ground"))
    instrument: Mapped[Instrument | None] = mapped_column(InstrumentCode)
    product_set: Mapped[int | None]
    product_code: Mapped[str | None] = mapped_column(Words)
    round_no: Mapped[int | None]
    round_year: Mapped[int | None]
    filed_on: Mapped[date | None]
    assessed_on: Mapped[date | None]
    as_written: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The source's own words, for a recorded recognition that came from a list."""

    product: Mapped[Product] = relationship()
    producer: Mapped[Producer] = relationship()
    decision: Mapped[Decision] = relationship()
    commune: Mapped[Place | None] = relationship()
