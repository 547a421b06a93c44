"""What the public's search reads: the words that things are found by, and how products stand from day to day.

All of it follows from the register's other rows and is written with them, in the same act (usecases/search_rows.py);
no backup holds it. On SQLite each table of words has an FTS5 table beside it, kept by triggers; on PostgreSQL a GIN
index.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Model, code
from registry.rules.certificate_life import Standing


class SearchProduct(Model):
    """What a product that was ever certified is found by."""

    __tablename__ = "search_product"

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    words: Mapped[str]
    """Folded words, and those with accents as they are written behind an equals sign, each once, in order."""
    run_together: Mapped[str]
    """Names of the product and of who makes it without blanks."""


class SearchProducer(Model):
    """What a producer of such products is found by."""

    __tablename__ = "search_producer"

    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), primary_key=True)
    words: Mapped[str]
    """Folded words of all its names."""


class SearchStanding(Model):
    """How a product stands from a day until another: the calendar moves on without a write."""

    __tablename__ = "search_standing"
    __table_args__ = (Index(None, "from_day", "until_day"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    from_day: Mapped[date] = mapped_column(primary_key=True)
    """The first day; 0001-01-01 stands for «always before»."""
    until_day: Mapped[date]
    """The last day; 9999-12-31 stands for «for good»."""
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    """The certificate by which the product is judged in these days."""
    standing: Mapped[Standing] = mapped_column(code(Standing, "standing"))
    valid_until: Mapped[date | None]
    """The last day of its term as of these days, extensions included."""
