"""Of a paper that comes back signed every byte is looked at: our page, right signatures of those who may, no more."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from builders.signing import PASSPHRASE, PERSON, SEAL, Keys, signed_twice
from builders.signing_office import Office
from builders.time_stamps import OfSomethingElse, stamped, with_proofs
from flask import Flask
from pyhanko.sign.signers import SimpleSigner
from pypdf import PdfWriter

from registry import clock
from registry.documents.sealing import Pen
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal

HOUR = timedelta(hours=1)

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)


@pytest.fixture
def office(app: Flask, actors: dict[str, Actor], tmp_path: Path) -> Office:
    return Office(app, actors, tmp_path / "keys")


def turned(paper: bytes) -> bytes:
    writer = PdfWriter(io.BytesIO(paper), incremental=True)
    writer.pages[0].rotate(90)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_an_authority_that_is_not_trusted_vouches_for_nobody(office: Office, tmp_path: Path) -> None:
    office.switch_on()
    others = Keys(tmp_path / "others")
    signed = signed_twice(office.papers()[0], person=others.pen(PERSON), seal=others.pen(SEAL))

    assert "không do tổ chức chứng thực khai trong Thiết lập cấp" in office.why(signed)


def test_where_no_authority_is_named_that_is_what_is_written_down(office: Office) -> None:
    office.switch_on(signing_roots="")

    office.take(office.signed(office.papers()[0]))

    assert {one["chain"] for one in office.kept()[0].signers} == {"unchecked"}


@pytest.mark.parametrize("place", [500, 20_000, -30, -4_000])
def test_a_byte_changed_after_signing_is_seen(office: Office, place: int) -> None:
    office.switch_on()
    changed = bytearray(office.signed(office.papers()[0]))
    changed[place] ^= 1

    assert office.why(bytes(changed))


def test_what_is_written_after_the_last_signature_is_seen(office: Office) -> None:
    office.switch_on()
    signed = office.signed(office.papers()[0])

    for content in (signed + b"\n% them", turned(signed)):
        assert office.why(content)


def test_proofs_added_after_the_last_signature_are_taken_with_the_paper(office: Office) -> None:
    office.switch_on()
    signed = office.signed(office.papers()[0])
    proofs = office.keys.revocation_list(at=clock.now() - HOUR, until=clock.now() + HOUR)

    taken = office.take(stamped(with_proofs(signed, lists=[proofs]), at=clock.now()))

    assert ([len(taken.accepted), taken.refused]) == [1, []]


def test_a_time_stamp_of_something_else_is_named(office: Office) -> None:
    office.switch_on(signing_seals="")
    signer = SimpleSigner.load_pkcs12(office.keys.file(PERSON), passphrase=PASSPHRASE.encode())

    signed = Pen(signer, timestamper=OfSomethingElse()).sign(office.papers()[0])

    assert "không khớp với chữ ký" in office.why(signed)


def test_a_page_changed_before_signing_is_seen(office: Office) -> None:
    office.switch_on()

    assert "bị đổi trước khi ký" in office.why(office.signed(turned(office.papers()[0])))


def test_the_body_signs_after_the_person(office: Office) -> None:
    office.switch_on()

    assert "phải ký trước" in office.why(office.person.sign(office.seal.sign(office.papers()[0]), number=2))


def test_roots_that_are_no_certificates_are_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="Không đọc được chứng thư"):
        office.switch_on(signing_roots="-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
