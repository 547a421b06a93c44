"""Bodies that decide: this province, its former districts, the ministry, other provinces."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Model, Words, code, new_public_id


class BodyKind(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    MINISTRY = "ministry"
    OTHER_PROVINCE = "other_province"
    UNKNOWN = "unknown"
    """A recorded source does not say who decided."""

    @property
    def needs_a_name(self) -> bool:
        """Whether there are many of the kind, so that one is known by its name only."""
        return self not in {BodyKind.PROVINCE, BodyKind.MINISTRY}


class Body(Model):
    """A body that recognises products; exactly one of them is the province this register serves."""

    __tablename__ = "body"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    kind: Mapped[BodyKind] = mapped_column(code(BodyKind, "kind"))
    is_ours: Mapped[bool] = mapped_column(default=False)
    """Whether decisions of this body are issued here, with our numbers and papers."""
    symbol: Mapped[str] = mapped_column(Words, default="UBND")
    """The letters of the body in its document numbers."""

    names: Mapped[list["BodyName"]] = relationship(back_populates="body", order_by="BodyName.valid_from")

    def name_on(self, day: date | None) -> str:
        """Return the body's name on a day; the latest name when the day is unknown."""
        known = [row.name for row in self.names if day is None or row.valid_from <= day]
        return known[-1] if known else self.names[0].name


class BodyName(Model):
    """The name a body bears from a day on."""

    __tablename__ = "body_name"
    __table_args__ = (UniqueConstraint("body_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(Words)
    valid_from: Mapped[date]

    body: Mapped[Body] = relationship(back_populates="names")
