"""What a star certificate says."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import certificates
from certificates import StarCertificate, StarWording
from registry.documents import letterhead, printing
from registry.documents.artwork import NO_ARTWORK, Artwork
from registry.documents.printing import PaperRefused
from registry.queries.settings import Settings
from registry.rules import lookup_code
from registry.rules.instruments import InstrumentFacts
from registry.rules.stars import certifiable
from registry.rules.term import expires_on, months_under

LOOKUP_PATH = "/c/"
VERIFY_PATH = "/tra-cuu"
WORDING_SLOTS = tuple(slot.name for slot in fields(StarWording))
"""The fixed words of the paper that a department may replace."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything a star certificate says that comes from rows, in the names of the decision's day."""

    product_name: str
    producer_name: str
    producer_address: str
    stars: int
    under: InstrumentFacts | None
    """What the product was assessed under: it chooses the title and whether the body or its chairman speaks."""
    packings: tuple[str, ...] = ()
    product_code: str | None = None
    body_name: str
    """Name of the deciding body on that day: «Ủy ban nhân dân tỉnh Lai Châu»."""
    decision_number: str | None
    decision_date: date | None
    valid_from: date | None
    valid_until: date | None
    validity_ground: str | None = None
    authority_lines: str | None = None
    """As entered with the signed facts, one to a line; None: as the settings propose."""
    signatory: str | None = None
    number: str | None = None
    """None: a draft."""
    lookup_code: str | None = None


def content(
    facts: Facts, settings: Settings, *, is_demonstration: bool, artwork: Artwork = NO_ARTWORK
) -> StarCertificate:
    """Put the facts into the words of the paper.

    :raises PaperRefused: if no certificate exists for the stars, or a replaced wording has no place on the paper.
    """
    subject = named(product=facts.product_name, producer=facts.producer_name)
    if not certifiable(facts.stars):
        raise PaperRefused(
            f"{subject}: hạng {facts.stars} sao không có giấy chứng nhận.", subject=subject, field="stars"
        )
    by_the_chairman = letterhead.is_by_the_chairman(facts.under)
    return StarCertificate(
        title=_title(facts.under, settings),
        issuing_body=letterhead.heading(settings, by_the_chairman=by_the_chairman),
        number=facts.number,
        product_name=facts.product_name,
        packings="; ".join(facts.packings) or None,
        product_code=facts.product_code,
        producer_name=facts.producer_name,
        producer_address=facts.producer_address,
        stars=facts.stars,
        decision_number=facts.decision_number,
        decision_date=facts.decision_date,
        decision_body=letterhead.deciding_body(facts.body_name, by_the_chairman=by_the_chairman),
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        validity_months=_months(facts),
        validity_ground=facts.validity_ground,
        place=settings.place_of_signing,
        issued_on=facts.decision_date,
        authority_lines=letterhead.authority_lines(facts.authority_lines, settings, by_the_chairman=by_the_chairman),
        signatory_name=facts.signatory,
        lookup_code=lookup_code.grouped(facts.lookup_code) if facts.lookup_code else None,
        lookup_url=lookup_url(settings, facts.lookup_code) if facts.lookup_code else None,
        verify_address=verify_address(settings),
        emblem=artwork.emblem,
        mark=artwork.mark,
        is_demonstration=is_demonstration,
        wording=_wording(settings, subject),
    )


def reissued_for(number: str | None) -> str:
    """Say why a re-issued paper keeps another's last day: which paper it takes the place of, not what was wrong."""
    return f"cấp lại, thay giấy số {number}" if number else "cấp lại"


def draw(content: StarCertificate) -> bytes:
    """Draw one certificate.

    :raises PaperRefused: naming product and field, if it cannot be printed as it should be.
    """
    with printing.refusing(named(product=content.product_name, producer=content.producer_name)):
        return certificates.draw_star_certificate(content)


def draw_merged(contents: Sequence[StarCertificate]) -> bytes:
    """Draw many certificates into one file for printing.

    :raises PaperRefused: naming the first product whose paper cannot be printed.
    """
    return printing.draw_together(contents, merged=certificates.draw_star_certificates_merged, single=draw)


def as_json(content: StarCertificate) -> dict[str, Any]:
    """Return every word the paper is drawn from."""
    return printing.as_json(content)


def layout_version() -> int:
    """Return the version of the layout that certificates are drawn in now."""
    return printing.layout_version()


def lookup_url(settings: Settings, code: str) -> str:
    """Return the address in the QR, on the configured host."""
    return f"{settings.public_address.rstrip('/')}{LOOKUP_PATH}{code}"


def verify_address(settings: Settings) -> str:
    """Return the address of the verify page as one reads and types it."""
    host = settings.public_address.rstrip("/").split("://", 1)[-1]
    return f"{host}{VERIFY_PATH}"


def named(*, product: str, producer: str) -> str:
    """Name a product so that it is found among hundreds."""
    return f"“{product}” của {producer}"


def _months(facts: Facts) -> int | None:
    """The usual term is said in months; any other only by its days."""
    months = months_under(facts.under)
    if facts.valid_from is None or facts.valid_until is None:
        return months if facts.validity_ground is None else None
    return months if facts.valid_until == expires_on(facts.valid_from, months) else None


def _title(under: InstrumentFacts | None, settings: Settings) -> str:
    if under is not None and under.certificate_title is not None:
        return under.certificate_title
    return settings.title_qd26 if letterhead.is_by_the_chairman(under) else settings.title_before_2026


def _wording(settings: Settings, subject: str) -> StarWording:
    unknown = sorted(set(settings.star_wording) - set(WORDING_SLOTS))
    if unknown:
        raise PaperRefused(
            f"Lời văn thay thế “{unknown[0]}” trong thiết lập không có chỗ trên giấy chứng nhận.",
            subject=subject,
            field="star_wording",
        )
    return StarWording(**settings.star_wording)
