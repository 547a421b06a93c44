"""The ledger of OCOP stamps: its entries, and what is handed out."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.certificate import Certificate
from registry.models.recognition import Recognition
from registry.models.supervision import StampEntry
from registry.rules.stamps import Stamps


def ledger(session: Session, *, series: str | None = None) -> list[Stamps]:
    """Return the entries in the order in which they were written, as the rules see them.

    :param series: of that series only.
    """
    asked = select(StampEntry).order_by(StampEntry.id)
    if series is not None:
        asked = asked.where(StampEntry.series == series)
    return [
        Stamps(
            move=row.move,
            series=row.series,
            first=row.first_number,
            last=row.last_number,
            certificate=row.certificate_id,
            day=row.done_on,
        )
        for row in session.scalars(asked)
    ]


def series_as_written(session: Session, series: str) -> str:
    """Return a series as the ledger already writes it, whether typed in large or small letters; else as it is."""
    known = session.scalars(select(StampEntry.series).distinct())
    return next((one for one in known if one.casefold() == series.casefold()), series)


def entries(session: Session, *, certificate_id: int | None = None) -> Sequence[StampEntry]:
    """Return the entries with their certificates, the latest first.

    :param certificate_id: of that certificate only.
    """
    asked = (
        select(StampEntry)
        .options(
            joinedload(StampEntry.by),
            joinedload(StampEntry.certificate).joinedload(Certificate.recognition).joinedload(Recognition.product),
            joinedload(StampEntry.certificate).joinedload(Certificate.recognition).joinedload(Recognition.producer),
        )
        .order_by(StampEntry.id.desc())
    )
    if certificate_id is not None:
        asked = asked.where(StampEntry.certificate_id == certificate_id)
    return session.scalars(asked).all()
