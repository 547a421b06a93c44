"""Specimens: papers of invented content, drawn by the department's choices so that they can be looked at first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any

from certificates import StarWording
from registry.documents import merit_certificate, star_certificate
from registry.documents.artwork import NO_ARTWORK, Artwork
from registry.documents.printing import PaperRefused
from registry.models.award import RecipientKind
from registry.queries.settings import Settings
from registry.rules import numbering
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument, InstrumentFacts
from registry.rules.lookup_code import DEMONSTRATION_LETTER, LENGTH, check_character
from registry.rules.term import expires_on, months_under

USUAL_WORDING: Mapping[str, str] = MappingProxyType({slot.name: str(slot.default) for slot in fields(StarWording)})
"""What each text slot of the star certificate says until the department says otherwise."""

_BODY = DEMONSTRATION_LETTER * (LENGTH - 1)
_CODE = _BODY + check_character(_BODY)
_SIGNATORY = "Nguyễn Văn Mẫu"
_ADDRESS = "Bản Mẫu, xã Bình Lư, tỉnh {province}"


def star_certificate_specimen(
    settings: Settings, *, under: InstrumentFacts | None, on: date, artwork: Artwork = NO_ARTWORK
) -> bytes:
    """Draw a star certificate that says nothing true, under an instrument.

    :raises PaperRefused: if it cannot be printed as it should be, naming the field.
    """
    facts = star_certificate.Facts(
        product_name="Chè shan tuyết cổ thụ (giấy mẫu)",
        producer_name="Hợp tác xã nông nghiệp Giấy Mẫu",
        producer_address=_ADDRESS.format(province=settings.province),
        stars=4,
        under=under,
        packings=("Hộp 100 g", "Túi 200 g"),
        product_code="12-000-00000-1-2026",
        body_name=f"Ủy ban nhân dân tỉnh {settings.province}",
        decision_number="00/QĐ-UBND",
        decision_date=on,
        valid_from=on,
        valid_until=expires_on(on, months_under(under)),
        signatory=_SIGNATORY,
        number=_number(settings.certificate_number_format, on),
        lookup_code=_CODE,
    )
    return star_certificate.draw(star_certificate.content(facts, settings, **_not_for_use(artwork)))


def merit_certificate_specimen(settings: Settings, *, on: date, artwork: Artwork = NO_ARTWORK) -> bytes:
    """Draw a merit certificate that says nothing true.

    :raises PaperRefused: if it cannot be printed as it should be, naming the field.
    """
    facts = merit_certificate.Facts(
        kind=RecipientKind.COLLECTIVE,
        name="Hợp tác xã nông nghiệp Giấy Mẫu",
        address=_ADDRESS.format(province=settings.province),
        achievement=f"xuất sắc trong thực hiện Chương trình mỗi xã một sản phẩm tỉnh {settings.province}",
        decision_number="00/QĐ-UBND",
        decision_date=on,
        signatory=_SIGNATORY,
        number=_number(settings.merit_number_format, on),
    )
    return merit_certificate.draw(merit_certificate.content(facts, settings, **_not_for_use(artwork)))


def check(settings: Settings, *, on: date, artwork: Artwork = NO_ARTWORK) -> None:
    """Let choices pass under which every kind of paper can be printed.

    :raises PaperRefused: naming the setting, or the text slot, that cannot be printed.
    """
    for instrument, names in _STAR_SETTINGS.items():
        with _named_by_setting(names):
            star_certificate_specimen(settings, under=BUILT_IN[instrument], on=on, artwork=artwork)
    with _named_by_setting({"issuing_body": "conferring_heading", "number": "merit_number_format"}):
        merit_certificate_specimen(settings, on=on, artwork=artwork)


# Field of a paper → the setting or text slot that fills it.
_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "number": "certificate_number_format",
        "place_and_date": "place_of_signing",
        "verify_address": "public_address",
        "lookup_url": "public_address",
        "wording": "certifies",
        "packings": "packings",
        "producer_name": "of_producer",
        "producer_address": "address",
        "rank": "rank",
        "decision": "decision",
        "validity": "valid_for",
    }
)
_STAR_SETTINGS: Mapping[Instrument, Mapping[str, str]] = MappingProxyType(
    {
        Instrument.QD_1048_781: {"title": "title_before_2026", "issuing_body": "issuing_heading"},
        Instrument.QD_26_2026: {"title": "title_qd26", "issuing_body": "conferring_heading"},
    }
)


@contextmanager
def _named_by_setting(names: Mapping[str, str]) -> Iterator[None]:
    try:
        yield
    except PaperRefused as refusal:
        said = refusal.text.removeprefix(f"{refusal.subject}: ")
        field = refusal.field or ""
        raise PaperRefused(
            said, subject=refusal.subject, field=names.get(field) or _SETTINGS.get(field, field)
        ) from refusal


def _number(pattern: str, on: date) -> str:
    return numbering.format_number(pattern, serial=1, year=on.year, body="UBND")


def _not_for_use(artwork: Artwork) -> dict[str, Any]:
    # Without the watermark of a demonstration a specimen would be a certificate to whoever sees it.
    return {"is_demonstration": True, "artwork": artwork}
