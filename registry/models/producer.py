"""Producing units (chủ thể), their names by date, contacts, and what became of them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from registry.database import Model, Words, code, new_public_id
from registry.models.place import Place, PlaceLevel
from registry.models.search_column import BYTEWISE, folded_name
from registry.rules.producer_kinds import ProducerKind, producer_near_key
from registry.rules.search_key import fold
from registry.rules.sort_key import sort_key


class ProducerStatus(StrEnum):
    ACTIVE = "active"
    DISSOLVED = "dissolved"
    """Giải thể, or its business ended."""
    MERGED = "merged"
    SPLIT = "split"


def producer_keys(name: str) -> dict[str, str]:
    """Return the columns under which a producer's name is ordered, found, and compared with others."""
    return {"sort_key": sort_key(name), "search_key": fold(name), "near_key": producer_near_key(name)}


class Producer(Model):
    """A cooperative, company or household that makes products; ``name`` is the name it bears now."""

    __tablename__ = "producer"
    __table_args__ = (
        Index(None, "search_key"),
        Index(None, "near_key"),
        Index(None, "sort_key"),
        Index(None, "commune_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    name: Mapped[str] = mapped_column(Words)
    kind: Mapped[ProducerKind] = mapped_column(code(ProducerKind, "kind"))
    tax_number: Mapped[str | None] = mapped_column(Words, unique=True)
    """Tax or business registration number; twelve digits are a personal number and never public."""
    representative: Mapped[str | None] = mapped_column(Words)
    representative_gender: Mapped[str | None] = mapped_column(Words)
    representative_ethnicity: Mapped[str | None] = mapped_column(Words)
    address: Mapped[str | None] = mapped_column(Words)
    """Hamlet, street, house: everything below the commune."""
    commune_then_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    """The commune as the papers of the day named it, where it has since changed."""
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    """The commune today."""
    website: Mapped[str | None] = mapped_column(Words)
    status: Mapped[ProducerStatus] = mapped_column(code(ProducerStatus, "status"), default=ProducerStatus.ACTIVE)
    ended_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Words)
    version: Mapped[int] = mapped_column(default=1)
    sort_key: Mapped[str] = mapped_column(BYTEWISE)
    search_key: Mapped[str] = mapped_column(BYTEWISE)
    near_key: Mapped[str] = mapped_column(BYTEWISE)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    commune: Mapped[Place | None] = relationship(foreign_keys=[commune_id])
    commune_then: Mapped[Place | None] = relationship(foreign_keys=[commune_then_id])
    names: Mapped[list["ProducerName"]] = relationship(back_populates="producer", order_by="ProducerName.valid_from")
    contacts: Mapped[list["ProducerContact"]] = relationship(
        back_populates="producer", order_by="ProducerContact.position", cascade="all, delete-orphan"
    )

    @validates("name")
    def _key(self, _attribute: str, name: str) -> str:
        for column, value in producer_keys(name).items():
            setattr(self, column, value)
        return name

    def name_on(self, day: date | None) -> str:
        """Return the name on a day: papers show the name of their day."""
        known = [row.name for row in self.names if day is None or row.valid_from <= day]
        return known[-1] if known else self.names[0].name if self.names else self.name

    def commune_on(self, day: date | None) -> Place | None:
        """Return the commune as it was on a day: the former one while it existed."""
        then = self.commune_then
        if then is not None and day is not None and (then.valid_until is None or day <= then.valid_until):
            return then
        return self.commune or then

    def address_on(self, day: date | None, *, province: str) -> str:
        """Return the whole address as a paper of that day says it."""
        place = self.commune_on(day)
        parts = [self.address]
        while place is not None and place.level is not PlaceLevel.PROVINCE:
            parts.append(place.full_name)
            place = place.parent
        parts.append(f"tỉnh {province}")
        return ", ".join(part for part in parts if part)


class ProducerName(Model):
    """The legal name a producer bears from a day on."""

    __tablename__ = "producer_name"
    __table_args__ = (UniqueConstraint("producer_id", "valid_from"), Index(None, "search_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"))
    name: Mapped[str] = mapped_column(Words)
    valid_from: Mapped[date]
    search_key: Mapped[str] = mapped_column(BYTEWISE, default=folded_name)
    """Earlier names are searched for too."""

    producer: Mapped[Producer] = relationship(back_populates="names")


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ZALO = "zalo"
    FACEBOOK = "facebook"
    SHOP = "shop"
    """An address where the products are sold."""


class ProducerContact(Model):
    """One way to reach a producer, published only when its own switch says so."""

    __tablename__ = "producer_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    position: Mapped[int]
    kind: Mapped[ContactKind] = mapped_column(code(ContactKind, "kind"))
    value: Mapped[str] = mapped_column(Words)
    is_public: Mapped[bool] = mapped_column(default=False)

    producer: Mapped[Producer] = relationship(back_populates="contacts")


class SuccessionKind(StrEnum):
    MERGER = "merger"
    SPLIT = "split"


class ProducerSuccession(Model):
    """A producer that ended lives on in another since a day."""

    __tablename__ = "producer_succession"

    old_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), primary_key=True, index=True)
    kind: Mapped[SuccessionKind] = mapped_column(code(SuccessionKind, "kind"))
    on: Mapped[date]

    old: Mapped[Producer] = relationship(foreign_keys=[old_id])
    new: Mapped[Producer] = relationship(foreign_keys=[new_id])
