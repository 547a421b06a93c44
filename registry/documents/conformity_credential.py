"""A certificate as a UNTP Digital Conformity Credential 0.7.0, signed by the register under its did:web name.

The credential is short-lived and carries no status list: UNTP 0.7.0 wants the index as an integer, W3C Bitstring
Status List 1.0 as a string, and nothing meets both. Whoever wants to know how the certificate stands tomorrow fetches
it again tomorrow, or looks at the page that it names.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from registry.clock import VIETNAM
from registry.documents.public_facts import DEMONSTRATION, PROGRAMME
from registry.documents.publishing_key import PublishingKey, compact_jws
from registry.models.certificate import Certificate

CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://vocabulary.uncefact.org/untp/0.7.0/context/")
TYPES = ("DigitalConformityCredential", "VerifiableCredential")
MEDIA_TYPE = "application/vc+jwt"
KEY_FRAGMENT = "#cong-bo"
UNIT_ONE = "C62"
"""UNECE Recommendation 20: a number without a unit."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A thing as others may refer to it."""

    address: str
    name: str

    def as_json(self) -> dict[str, str]:
        """Return it as credentials say it."""
        return {"id": self.address, "name": self.name}


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a credential says beside what stands in the certificate's own row."""

    public_address: str
    issuer: str
    """The department that keeps the register."""
    recogniser: str
    """Who recognised the product, as the certificate says."""
    address: str
    """Where the credential is fetched."""
    certificate: str
    """The certificate's page."""
    product: str
    producer: str
    scheme: str
    profile: Named | None
    """The criteria by which the product was assessed."""
    is_demonstration: bool


def did_of(public_address: str) -> str:
    """Return the did:web name of the register at an address: the host, a port written with %3A."""
    return f"did:web:{urlsplit(public_address).netloc.replace(':', '%3A')}"


def did_document(public_address: str, key: PublishingKey) -> dict[str, Any]:
    """Return what /.well-known/did.json says: which key speaks under the name."""
    name = did_of(public_address)
    method = {
        "id": name + KEY_FRAGMENT,
        "type": "JsonWebKey",
        "controller": name,
        "publicKeyJwk": {**key.jwk, "alg": "ES256", "use": "sig", "kid": key.thumbprint},
    }
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": name,
        "verificationMethod": [method],
        "assertionMethod": [method["id"]],
    }


def credential(
    certificate: Certificate, around: Surroundings, *, on: date, good_for_days: int, last_day: date | None
) -> dict[str, Any]:
    """Return what is stated of a certificate that is in force on a day.

    :param good_for_days: for how long whoever carries the statement away may rely on it.
    :param last_day: of the certificate; the statement never outlives it.
    """
    recognition = certificate.recognition
    until = on + timedelta(days=good_for_days)
    title = f"OCOP {recognition.stars} sao – {recognition.product_name}"
    return {
        "@context": list(CONTEXTS),
        "type": list(TYPES),
        "id": around.address,
        "issuer": {"id": did_of(around.public_address), "name": around.issuer},
        "validFrom": _instant(on, time.min),
        "validUntil": _instant(min(until, last_day or until), time(23, 59, 59)),
        "name": f"{DEMONSTRATION}: {title}" if around.is_demonstration else title,
        "credentialSubject": _attestation(certificate, around, title),
    }


def signed(statement: dict[str, Any], key: PublishingKey, *, public_address: str) -> str:
    """Return a credential as vc+jwt (W3C Securing Verifiable Credentials using JOSE and COSE)."""
    header = {"typ": "vc+jwt", "cty": "vc", "kid": did_of(public_address) + KEY_FRAGMENT}
    return compact_jws(header, json.dumps(statement, ensure_ascii=False, separators=(",", ":")).encode(), key)


def _attestation(certificate: Certificate, around: Surroundings, title: str) -> dict[str, Any]:
    recognition = certificate.recognition
    number = certificate.number or certificate.lookup_code
    said = {
        "id": around.certificate,
        "name": title,
        "description": f"Được {around.recogniser} công nhận",
        # The council of the programme is neither the producer nor its buyer; the decision has the force of law.
        "assessorLevel": "3rdParty",
        "assessmentLevel": "authority-mandate",
        "attestationType": "certification",
        "issuedToParty": {"id": around.producer, "name": recognition.producer_name},
        "referenceScheme": {"id": around.scheme, "name": PROGRAMME},
        "profileScore": _score(recognition.stars),
        "conformityCertificate": {
            "linkURL": around.certificate,
            "linkName": f"Giấy chứng nhận số {number}",
            "mediaType": "text/html",
        },
        "conformityAssessment": [_assessment(certificate, around)],
    }
    return said if around.profile is None else {**said, "referenceProfile": around.profile.as_json()}


def _assessment(certificate: Certificate, around: Surroundings) -> dict[str, Any]:
    recognition = certificate.recognition
    decided = recognition.decision.signed_on or certificate.issued_on or certificate.valid_from
    criteria = around.profile or Named(address=around.scheme, name=PROGRAMME)
    return {
        "id": f"{around.certificate}#danh-gia",
        "name": f"Đánh giá, phân hạng sản phẩm theo Quyết định số {recognition.decision.number}",
        "assessmentCriteria": [criteria.as_json()],
        "assessmentDate": decided.isoformat() if decided else None,
        "assessedPerformance": [
            {
                "metric": {"id": f"{around.scheme}#hang-sao", "name": "Hạng sao OCOP"},
                "measure": {"value": recognition.stars, "unit": UNIT_ONE},
                "score": _score(recognition.stars),
            }
        ],
        # No topic of the UNTP vocabulary means the quality of a community's product: this one is the programme's own.
        "conformityTopic": [{"id": f"{around.scheme}#chat-luong", "name": "Chất lượng sản phẩm cộng đồng"}],
        "conformance": True,
        "assessedProduct": [
            {"product": {"id": around.product, "name": recognition.product_name}, "idVerifiedByCAB": True}
        ],
    }


def _score(stars: int) -> dict[str, Any]:
    return {"code": str(stars), "rank": 6 - stars, "definition": f"Hạng {stars} sao của {PROGRAMME}"}


def _instant(day: date, moment: time) -> str:
    return datetime.combine(day, moment, VIETNAM).isoformat()
