"""A product and its certificate as schema.org says them, for search engines and other programs.

One adapter, which only reads: nothing in the register is shaped by these words. Names of persons that act for a unit
are not in it, nor tax codes, which are a person's own number where a household does business.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.product import Product
from registry.rules.certificate_life import Standing

SCHEMA = "https://schema.org"
PROGRAMME = "Chương trình Mỗi xã một sản phẩm (OCOP)"
DEMONSTRATION = "BẢN MINH HỌA – dữ liệu giả định, không có giá trị pháp lý"
MOST_STARS, FEWEST_STARS = 5, 1


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the things that are named can be looked at."""

    product: str
    producer: str
    certificate: str | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A certificate with how it stands today."""

    certificate: Certificate
    standing: Standing
    last_day: date | None


def product(
    row: Product, judged: Judgement | None, addresses: Addresses, *, issuer: str | None, is_demonstration: bool
) -> dict[str, Any]:
    """Return a product, with the certificate by which it is judged where it has one."""
    gtins = [packing.gtin for packing in row.packings if packing.gtin]
    said = {
        "@context": SCHEMA,
        "@type": "Product",
        "@id": addresses.product,
        "url": addresses.product,
        "name": row.name,
        "disambiguatingDescription": DEMONSTRATION if is_demonstration else None,
        "gtin": gtins[0] if len(gtins) == 1 else gtins or None,
        "manufacturer": {
            "@type": "Organization",
            "@id": addresses.producer,
            "url": addresses.producer,
            "name": row.producer.name,
        },
        "hasCertification": _certification(judged, addresses, issuer=issuer) if judged else None,
    }
    return _without_nothing(said)


def _certification(judged: Judgement, addresses: Addresses, *, issuer: str | None) -> dict[str, Any]:
    certificate, recognition = judged.certificate, judged.certificate.recognition
    is_active = judged.standing is Standing.IN_FORCE
    return _without_nothing(
        {
            "@type": "Certification",
            "@id": addresses.certificate,
            "url": addresses.certificate,
            "name": f"OCOP {recognition.stars} sao",
            "about": {"@id": addresses.product},
            "certificationIdentification": certificate.number,
            # Schema.org knows these two only; how it really stands is in /tra-cuu.json.
            "certificationStatus": f"{SCHEMA}/Certification{'Active' if is_active else 'Inactive'}",
            "issuedBy": {"@type": "GovernmentOrganization", "name": issuer} if issuer else None,
            "datePublished": certificate.issued_on,
            "validFrom": certificate.valid_from,
            "expires": judged.last_day,
            "validIn": {"@type": "AdministrativeArea", "name": "Việt Nam"},
            "certificationRating": {
                "@type": "Rating",
                "ratingValue": recognition.stars,
                "bestRating": MOST_STARS,
                "worstRating": FEWEST_STARS,
            },
            "isBasedOn": _decision(recognition.decision),
        }
    )


def _decision(decision: Decision) -> dict[str, Any] | None:
    if decision.number is None:
        return None
    return _without_nothing(
        {
            "@type": "Legislation",
            "legislationIdentifier": decision.number,
            "legislationDate": decision.signed_on,
        }
    )


def _without_nothing(said: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
        if value is not None
    }
