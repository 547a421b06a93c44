"""Corrections and pictures that producers propose, each with what staff answered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.proposal_life import ProposalField, ProposalState


class Proposal(Model):
    """One field of a producer, or of one of its products, as the producer wants it to be."""

    __tablename__ = "proposal"
    __table_args__ = (
        Index(None, "state", "made_at"),
        CheckConstraint("(field = 'photo') = (sha256 IS NOT NULL)", name="photo_has_its_file"),
        CheckConstraint(
            "(field IN ('name', 'kind', 'tax_number', 'representative', 'contacts', 'address', 'commune', 'website')) "
            "= (product_id IS NULL)",
            name="field_of_its_subject",
        ),
        CheckConstraint("since IS NULL OR field IN ('name', 'product_name')", name="since_is_of_names"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    """Who proposes; for a product, its producer at that moment."""
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)
    field: Mapped[ProposalField] = mapped_column(code(ProposalField, "field"))
    seen: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    """The value that stood in the register when the proposal was made."""
    wanted: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    """The value it is to have; of a picture its width, height and caption."""
    since: Mapped[date | None]
    """Since when a name is borne; none where the name in the register was never right."""
    sha256: Mapped[str | None]
    """The picture in the vault."""
    state: Mapped[ProposalState] = mapped_column(code(ProposalState, "state"), default=ProposalState.OPEN)
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str | None] = mapped_column(Words)
    """Why it was refused, or what staff say with their yes."""

    producer: Mapped[Producer] = relationship()
    product: Mapped[Product | None] = relationship()
    made_by: Mapped[Account | None] = relationship(foreign_keys=[made_by_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
