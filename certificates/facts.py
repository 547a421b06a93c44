"""What a certificate says, for programs: the JSON that travels inside the paper, in the words of the open data."""

import json
from typing import Any

from certificates.content import MeritCertificate, StarCertificate
from certificates.enclosure import Enclosure

FORMAT = 1
"""Rises whenever a name below changes its meaning."""
STAR_FILE, MERIT_FILE = "giay-chung-nhan.json", "bang-khen.json"


def star_facts(content: StarCertificate) -> Enclosure | None:
    """Return the facts of an issued certificate; a draft states none."""
    if content.number is None:
        return None
    facts = {
        "kind": "star_certificate",
        "certificate_number": content.number,
        "lookup_code": content.lookup_code,
        "address": content.lookup_url,
        "issuer": content.issuing_body,
        "issued_on": content.issued_on,
        "name": content.product_name,
        "packings": content.packings,
        "product_code": content.product_code,
        "producer": {"name": content.producer_name, "address": content.producer_address},
        "stars": content.stars,
        "decision": _decision(content.decision_number, content.decision_date, content.decision_body),
        "valid_from": content.valid_from,
        "valid_until": content.valid_until,
        "validity_ground": content.validity_ground,
        "signatory": content.signatory_name,
    }
    return _enclosed(facts, name=STAR_FILE, title=content.title, is_demonstration=content.is_demonstration)


def merit_facts(content: MeritCertificate) -> Enclosure | None:
    """Return the facts of an issued merit certificate; a draft states none."""
    if content.number is None:
        return None
    facts = {
        "kind": "merit_certificate",
        "certificate_number": content.number,
        "lookup_code": content.lookup_code,
        "address": content.lookup_url,
        "issuer": content.issuing_body,
        "issued_on": content.issued_on,
        "recipient": {"style": content.recipient_style, "name": content.recipient_name},
        "achievement": content.achievement,
        "decision": _decision(content.decision_number, content.decision_date, None),
        "golden_book_number": content.golden_book_number,
        "signatory": content.signatory_name,
    }
    return _enclosed(facts, name=MERIT_FILE, title=content.title, is_demonstration=content.is_demonstration)


def _decision(number: str | None, day: object, body: str | None) -> dict[str, Any]:
    return _said({"number": number, "signed_on": day, "body": body})


def _enclosed(facts: dict[str, Any], *, name: str, title: str, is_demonstration: bool) -> Enclosure:
    written = {"format": FORMAT, "title": title, "is_demonstration": is_demonstration, **_said(facts)}
    content = json.dumps(written, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    return Enclosure(name=name, description="Dữ liệu của giấy, cho máy đọc", content=content)


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the paper does not say."""
    return {
        name: _said(value) if isinstance(value, dict) else value for name, value in facts.items() if value is not None
    }
