"""Number series: the last number given by one body, for one kind of paper, in one year of decision."""

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Model, code


class PaperKind(StrEnum):
    STAR_CERTIFICATE = "star_certificate"
    MERIT_CERTIFICATE = "merit_certificate"
    GOLDEN_BOOK = "golden_book"
    """Số sổ vàng, started only by a setting."""


class NumberSeries(Model):
    """A counter moved only inside the act that uses its numbers, so it has no gaps."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("body_id", "paper", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    paper: Mapped[PaperKind] = mapped_column(code(PaperKind, "paper"))
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)

    @property
    def public_id(self) -> str:
        return f"{self.body_id}-{self.paper}-{self.year}"
