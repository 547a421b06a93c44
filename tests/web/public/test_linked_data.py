"""What programs are told of a product and its certificate, in words of schema.org and of UNTP."""

import base64
import copy
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders.desk import Desk, a_desk
from builders.untp_schema import faults
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry import clock
from registry.documents import publishing_key
from registry.documents.publishing_key import PublishingKey
from registry.models.certificate import Certificate
from registry.models.product import Product
from registry.rules.certificate_life import MoveKind
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import publishing, settings, standings
from registry.usecases.publishing import HasAKey

HOST = "https://ocop.example.vn"
DATA_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


ADMINISTRATOR = Actor(account_id=None, name="Kiểm thử", roles=frozenset({Role.ADMINISTRATOR}), means="system")


@pytest.fixture
def desk(web_app: Flask, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


@pytest.fixture
def row(desk: Desk) -> Certificate:
    """A certificate that is in force today."""
    yesterday = clock.today() - timedelta(days=1)
    days = {"assessed_on": yesterday - timedelta(days=1), "filed_on": yesterday - timedelta(days=2)}
    desk.issue("Chè Shan tuyết", number="1757/QĐ-UBND", signed_on=yesterday, instrument=None, product_set=11, **days)
    with desk.app.app_context(), reading() as session:
        return session.scalars(select(Certificate).options(joinedload(Certificate.recognition))).one()


@pytest.fixture
def key(web_app: Flask) -> PublishingKey:
    with web_app.app_context():
        return publishing.create_key(actor=ADMINISTRATOR)


def unpacked(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def on_page(visitor: Any, address: str) -> dict[str, Any]:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    [written] = DATA_BLOCK.findall(answer.text)
    found: dict[str, Any] = json.loads(written)
    return found


def suspended(desk: Desk, row: Certificate) -> None:
    with desk.app.app_context():
        settings.change(actor=ADMINISTRATOR, values={"suspend_ground": "Quy chế của tỉnh"})
        standings.move(
            actor=desk.actor(desk.approver, Role.APPROVER),
            certificate=row.public_id,
            kind=MoveKind.SUSPENDED,
            effective_on=clock.today(),
            document="Văn bản số 3/SNNMT-TT",
            reason="Chờ xác minh",
        )


def test_a_page_and_the_address_beside_it_say_the_same(desk: Desk, row: Certificate, visitor: Any) -> None:
    with desk.app.app_context(), reading() as session:
        product = session.scalars(select(Product.public_id)).first()
    for page in (f"/san-pham/{product}", f"/c/{row.lookup_code}"):
        beside = visitor.get(f"{page}.jsonld")

        assert beside.headers["Content-Type"] == "application/ld+json; charset=utf-8"
        assert beside.headers["Access-Control-Allow-Origin"] == "*"
        assert json.loads(beside.text) == on_page(visitor, page)


def test_a_product_names_its_certificate_and_never_a_review(desk: Desk, row: Certificate, visitor: Any) -> None:
    said = on_page(visitor, f"/c/{row.lookup_code}")

    given = said["hasCertification"]
    assert (said["@type"], said["name"]) == ("Product", "Chè Shan tuyết")
    assert given["@id"] == f"{HOST}/c/{row.lookup_code}"
    assert given["certificationStatus"] == "https://schema.org/CertificationActive"
    assert given["certificationIdentification"] == row.number
    assert row.valid_until is not None
    assert given["expires"] == row.valid_until.isoformat()
    assert given["certificationRating"]["bestRating"] == 5
    assert "aggregateRating" not in json.dumps(said)


def test_what_is_not_in_force_is_inactive_and_has_no_credential(
    desk: Desk, row: Certificate, visitor: Any, key: PublishingKey
) -> None:
    assert visitor.get(f"/c/{row.lookup_code}.jwt").status_code == 200

    suspended(desk, row)

    said = on_page(visitor, f"/c/{row.lookup_code}")
    assert said["hasCertification"]["certificationStatus"] == "https://schema.org/CertificationInactive"
    assert visitor.get(f"/c/{row.lookup_code}.jwt").status_code == 404
    for unknown in ("/c/K7MQ-2XHD-9RTB.jwt", "/c/K7MQ-2XHD-9RTB.jsonld"):
        answer = visitor.get(unknown)
        assert (answer.status_code, list(answer.json)) == (404, ["error"])
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_without_a_key_nothing_is_signed_and_nothing_else_changes(desk: Desk, row: Certificate, visitor: Any) -> None:
    for address in (f"/c/{row.lookup_code}.jwt", "/.well-known/did.json"):
        answer = visitor.get(address)
        assert answer.status_code == 404
        assert "chưa có khóa công bố" in answer.text
    assert visitor.get(f"/c/{row.lookup_code}").status_code == 200


def test_a_credential_is_what_untp_asks_for_and_is_signed_by_the_key_of_its_name(
    row: Certificate, visitor: Any, key: PublishingKey
) -> None:
    answer = visitor.get(f"/c/{row.lookup_code}.jwt")
    head, body, signature = answer.text.split(".")
    header, statement = json.loads(unpacked(head)), json.loads(unpacked(body))
    document = json.loads(visitor.get("/.well-known/did.json").text)
    [method] = document["verificationMethod"]

    assert answer.headers["Content-Type"] == "application/vc+jwt"
    assert faults(statement) == []
    assert (header["alg"], header["typ"], header["cty"]) == ("ES256", "vc+jwt", "vc")
    assert header["kid"] == method["id"] == document["assertionMethod"][0]
    assert statement["issuer"]["id"] == document["id"] == "did:web:ocop.example.vn"
    assert statement["credentialSubject"]["description"] == "Được Chủ tịch Ủy ban nhân dân tỉnh Lai Châu công nhận"
    public = _public(method["publicKeyJwk"])
    raw = unpacked(signature)
    given = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(given, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    with pytest.raises(InvalidSignature):
        public.verify(given, f"{head}.{body}A".encode(), ec.ECDSA(hashes.SHA256()))


def _public(jwk: dict[str, str]) -> ec.EllipticCurvePublicKey:
    x, y = (int.from_bytes(unpacked(jwk[name]), "big") for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def test_a_credential_is_good_for_the_days_of_the_setting(
    desk: Desk, row: Certificate, visitor: Any, key: PublishingKey
) -> None:
    with desk.app.app_context():
        settings.change(actor=ADMINISTRATOR, values={"carried_data_days": 12})

    statement = _statement(visitor, row)

    assert datetime.fromisoformat(statement["validFrom"]).date() == clock.today()
    assert datetime.fromisoformat(statement["validUntil"]).date() == clock.today() + timedelta(days=12)
    assert statement["credentialSubject"]["profileScore"]["code"] == str(row.recognition.stars)


def _statement(visitor: Any, row: Certificate) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unpacked(visitor.get(f"/c/{row.lookup_code}.jwt").text.split(".")[1]))
    return found


def test_a_register_is_given_one_key_only_and_keeps_it_to_itself(
    web_app: Flask, web_config: Any, key: PublishingKey
) -> None:
    with web_app.app_context(), pytest.raises(HasAKey):
        publishing.create_key(actor=ADMINISTRATOR)

    kept = publishing_key.load(web_config.folder)
    assert kept is not None
    assert kept.thumbprint == key.thumbprint
    assert (web_config.folder / publishing_key.KEY_FILE).stat().st_mode & 0o077 == 0


def _drop_scheme(statement: Any) -> None:
    del statement["credentialSubject"]["referenceScheme"]


def _index_as_string(statement: Any) -> None:
    statement["credentialStatus"] = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "123",
        "statusListCredential": f"{HOST}/status",
    }


def _drop_metric(statement: Any) -> None:
    del statement["credentialSubject"]["conformityAssessment"][0]["assessedPerformance"][0]["metric"]


def _swap_contexts(statement: Any) -> None:
    statement["@context"].reverse()


def _old_word(statement: Any) -> None:
    statement["credentialSubject"]["assessmentLevel"] = "GovtApproval"


def test_our_restatement_of_the_schema_refuses_what_the_schema_refuses(
    row: Certificate, visitor: Any, key: PublishingKey
) -> None:
    statement = _statement(visitor, row)

    for spoil in (_drop_scheme, _index_as_string, _drop_metric, _swap_contexts, _old_word):
        spoilt = copy.deepcopy(statement)
        spoil(spoilt)
        assert len(faults(spoilt)) == 1, spoil.__name__
