"""Places: province, former districts, communes and wards, each with the days it existed."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Model, Words, code, new_public_id
from registry.models.search_column import BYTEWISE


class PlaceLevel(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Place(Model):
    """A place with its official code. A code alone is no identity: codes pass from one place to another."""

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("level", "code", "valid_from"),
        Index(None, "search_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    level: Mapped[PlaceLevel] = mapped_column(code(PlaceLevel, "level"))
    code: Mapped[str] = mapped_column(Words)
    name: Mapped[str] = mapped_column(Words)
    kind: Mapped[str] = mapped_column(Words)
    """xã, phường, thị trấn, huyện, thành phố, tỉnh."""
    valid_from: Mapped[date]
    """The first day; 1900-01-01 stands for «before anything kept here»."""
    valid_until: Mapped[date | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    sort_key: Mapped[str] = mapped_column(BYTEWISE)
    search_key: Mapped[str] = mapped_column(BYTEWISE)

    parent: Mapped["Place | None"] = relationship(remote_side="Place.id")

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"


class PlaceSuccession(Model):
    """One old place became (part of) one new place."""

    __tablename__ = "place_succession"

    old_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True, index=True)
    on: Mapped[date]
