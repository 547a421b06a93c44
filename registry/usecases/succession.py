"""Which earlier certificates a new one takes the place of, and which later one already took its own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.models.certificate import Certificate
from registry.models.recognition import Recognition
from registry.rules.certificate_life import Standing, standing
from registry.rules.instruments import RecognitionKind
from registry.rules.succeeding import CertifiedLater, overlap


@dataclass(frozen=True, kw_only=True)
class Succession:
    """The certificates of one product around a new one."""

    replaces: tuple[Certificate, ...]
    replaced_by: Certificate | None
    """For a recognition recorded late: the certificate that followed it."""


Lives = dict[int, list[Certificate]]
"""Product → its certificates, with moves, oldest first."""


def lives_of(session: Session, product_ids: Collection[int]) -> Lives:
    """Return every certificate of the products, with its moves."""
    found: Lives = {product_id: [] for product_id in product_ids}
    statement = (
        select(Certificate, Recognition.product_id)
        .join(Recognition)
        .where(Recognition.product_id.in_(list(product_ids)))
        .options(selectinload(Certificate.moves))
        .order_by(Certificate.valid_from, Certificate.id)
    )
    for certificate, product_id in session.execute(statement):
        found[product_id].append(certificate)
    return found


def standing_on(certificate: Certificate, day: date) -> Standing:
    """Say how a certificate stands on a day, by everything known."""
    return standing(certificate.life, [move.as_rule() for move in certificate.moves], on=day)


def succession(
    existing: list[Certificate], *, kind: RecognitionKind, starts_on: date, recorded: bool = False
) -> Succession:
    """Say what a new certificate from that day on does to the product's others.

    :param recorded: a recognition given elsewhere or long ago may come before certificates already here.
    :raises AlreadyCertified: if it overlaps one that it may not replace.
    """
    later = [one for one in existing if one.begins_on > starts_on and not _is_void(one)]
    earlier = [one for one in existing if one not in later]
    if later and not recorded:
        raise CertifiedLater(later[0].begins_on)
    replaces = tuple(one for one in earlier if _replaced(one, kind, starts_on, recorded=recorded))
    return Succession(replaces=replaces, replaced_by=later[0] if later else None)


def _replaced(existing: Certificate, kind: RecognitionKind, starts_on: date, *, recorded: bool) -> bool:
    now = standing_on(existing, starts_on)
    if recorded and existing.valid_from is None and now is Standing.UNDETERMINED:
        return kind is not RecognitionKind.FIRST
    return overlap(now, kind)


def _is_void(certificate: Certificate) -> bool:
    return standing_on(certificate, date.max) is Standing.ANNULLED
