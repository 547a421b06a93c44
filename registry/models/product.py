"""Products, their names and producers by date, their packings and photos."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from registry.database import Model, Words, new_public_id
from registry.models.producer import Producer
from registry.models.search_column import BYTEWISE, folded_name
from registry.rules.search_key import fold, near_key
from registry.rules.sort_key import sort_key


def product_keys(name: str) -> dict[str, str]:
    """Return the columns under which a product's name is ordered, found, and compared with others."""
    return {"sort_key": sort_key(name), "search_key": fold(name), "near_key": near_key(name)}


class Product(Model):
    """One product of one producer; ``name`` and ``producer`` are those of now."""

    __tablename__ = "product"
    __table_args__ = (
        Index(None, "search_key"),
        Index(None, "near_key"),
        Index(None, "sort_key"),
        Index(None, "industry"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    name: Mapped[str] = mapped_column(Words)
    industry: Mapped[str | None] = mapped_column(Words)
    """Key of the crosswalk registry/law/industries.json: filtering across all instruments."""
    description: Mapped[str | None] = mapped_column(Words)
    story: Mapped[str | None] = mapped_column(Words)
    note: Mapped[str | None] = mapped_column(Words)
    ceased_confirmed_on: Mapped[date | None]
    """When the commune confirmed that it is made no longer (QĐ 26/2026, Điều 8): the 15 days count from here."""
    ceased_confirmed_by: Mapped[str | None] = mapped_column(Words)
    """The commune's office that confirmed it."""
    ceased_document: Mapped[str | None] = mapped_column(Words)
    """Number and day of its document."""
    version: Mapped[int] = mapped_column(default=1)
    sort_key: Mapped[str] = mapped_column(BYTEWISE)
    search_key: Mapped[str] = mapped_column(BYTEWISE)
    near_key: Mapped[str] = mapped_column(BYTEWISE)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    producer: Mapped[Producer] = relationship()
    names: Mapped[list["ProductName"]] = relationship(back_populates="product", order_by="ProductName.valid_from")
    holders: Mapped[list["ProductHolder"]] = relationship(back_populates="product", order_by="ProductHolder.valid_from")
    packings: Mapped[list["Packing"]] = relationship(
        back_populates="product", order_by="Packing.position", cascade="all, delete-orphan"
    )
    photos: Mapped[list["Photo"]] = relationship(
        back_populates="product", order_by="Photo.position", cascade="all, delete-orphan"
    )

    @validates("name")
    def _key(self, _attribute: str, name: str) -> str:
        for column, value in product_keys(name).items():
            setattr(self, column, value)
        return name

    def name_on(self, day: date | None) -> str:
        """Return the name on a day: papers show the name of their day."""
        known = [row.name for row in self.names if day is None or row.valid_from <= day]
        return known[-1] if known else self.names[0].name if self.names else self.name


class ProductName(Model):
    """The name a product bears from a day on."""

    __tablename__ = "product_name"
    __table_args__ = (UniqueConstraint("product_id", "valid_from"), Index(None, "search_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    name: Mapped[str] = mapped_column(Words)
    valid_from: Mapped[date]
    search_key: Mapped[str] = mapped_column(BYTEWISE, default=folded_name)
    """Earlier names are searched for too."""

    product: Mapped[Product] = relationship(back_populates="names")


class ProductHolder(Model):
    """The producer that holds a product from a day on; a second row is a transfer."""

    __tablename__ = "product_holder"
    __table_args__ = (UniqueConstraint("product_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    valid_from: Mapped[date]

    product: Mapped[Product] = relationship(back_populates="holders")
    producer: Mapped[Producer] = relationship()


class Packing(Model):
    """One packing that the product's certificate covers."""

    __tablename__ = "packing"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(Words)
    gtin: Mapped[str | None] = mapped_column(Words, unique=True)

    product: Mapped[Product] = relationship(back_populates="packings")


class Photo(Model):
    """A picture of the product, encoded anew so that nothing of the camera is left in it."""

    __tablename__ = "photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    position: Mapped[int]
    sha256: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    caption: Mapped[str | None] = mapped_column(Words)

    product: Mapped[Product] = relationship(back_populates="photos")
