"""A paper signed here begins with its own bytes, says what decree 30/2020 wants shown, and when, if somebody tells."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pkcs11
import pypdfium2
import pytest
from asn1crypto import tsp
from builders.papers import a_star_certificate
from builders.signing import PASSPHRASE, PERSON, Keys
from builders.time_stamps import a_stamper, asked_over_http, of_something_else, right
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate
from pyhanko.sign.signers import SimpleSigner

from certificates import draw_star_certificate
from registry.documents import signatures
from registry.documents.sealing import BadKeyFile, KeyGone, NoTime, Pen
from registry.documents.signer_trust import Trusted, authorities
from registry.documents.signing_token import BadToken, TokenFault
from registry.documents.trial_authority import AUTHORITY
from registry.rules.signing import Chain, Coverage

PAPER = draw_star_certificate(a_star_certificate())


def dark_pixels_at_the_top_right(paper: bytes) -> int:
    """Count the letters' pixels where a signature shows itself, within the border."""
    document = pypdfium2.PdfDocument(paper)
    document.init_forms()
    picture = document[0].render(scale=1).to_pil().convert("L").crop((560, 50, 785, 100))
    return sum(picture.histogram()[:100])


def test_a_signed_paper_begins_with_the_paper_and_covers_all_of_itself(tmp_path: Path) -> None:
    trusted = Keys(tmp_path)

    signed = trusted.pen(PERSON).sign(PAPER, shown="07/2020/GCN-OCOP")

    [seen] = signatures.read(signed, trusted=Trusted(roots=authorities(trusted.pem)))
    assert signed.startswith(PAPER)
    assert (seen.name, seen.coverage, seen.chain, seen.holds) == (PERSON, Coverage.WHOLE, Chain.TRUSTED, True)
    assert (seen.is_timestamped, seen.is_trial) == (False, False)
    assert signatures.adds_only_signatures(PAPER, signed)


def test_number_and_time_are_shown_at_the_top_right_and_a_trial_says_more(tmp_path: Path) -> None:
    real, trial = Keys(tmp_path / "real").pen(PERSON), Keys(tmp_path / "trial", authority=AUTHORITY).pen(PERSON)
    papers = (PAPER, real.sign(PAPER), real.sign(PAPER, shown="07/2020/GCN"), trial.sign(PAPER, shown="07/2020/GCN"))

    nothing, unseen, shown, marked = map(dark_pixels_at_the_top_right, papers)

    assert nothing == unseen == 0
    assert 0 < shown < marked


def test_an_authority_of_time_says_when(tmp_path: Path) -> None:
    files = Keys(tmp_path)
    signer = SimpleSigner.load_pkcs12(files.file(PERSON), passphrase=PASSPHRASE.encode())
    at = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    stamper, _ = a_stamper(at=at)

    [seen] = signatures.read(Pen(signer, timestamper=stamper).sign(PAPER))

    assert (seen.is_timestamped, seen.signed_at, seen.holds) == (True, at, True)


def test_an_authority_of_time_that_does_not_answer_is_named(tmp_path: Path) -> None:
    pen = Pen.of_file(Keys(tmp_path).file(PERSON), PASSPHRASE, time_stamps="http://127.0.0.1:9/")

    with pytest.raises(NoTime):
        pen.sign(PAPER)


@pytest.mark.parametrize("answer", [of_something_else, lambda asked: b"", lambda asked: b"rubbish"])
def test_an_authority_of_time_that_answers_something_else_is_named(
    answer: Callable[[tsp.TimeStampReq], bytes], tmp_path: Path
) -> None:
    with asked_over_http(answer) as address, pytest.raises(NoTime):
        Pen.of_file(Keys(tmp_path).file(PERSON), PASSPHRASE, time_stamps=address).sign(PAPER)


def test_an_authority_of_time_is_asked_over_http(tmp_path: Path) -> None:
    with asked_over_http(right) as address:
        signed = Pen.of_file(Keys(tmp_path).file(PERSON), PASSPHRASE, time_stamps=address).sign(PAPER)

    assert signatures.read(signed)[0].is_timestamped


def test_a_token_signs_and_keeps_its_key_and_what_is_wrong_with_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Keys(tmp_path / "keys")
    library = a_token(files.file(PERSON), tmp_path, monkeypatch)
    assert what_is_wrong(library, label="khác") is TokenFault.NOT_FOUND
    assert what_is_wrong(library, pin="9999") is TokenFault.WRONG_PIN

    pen = Pen.of_token(library, LABEL, PIN)
    signed = pen.sign(PAPER, shown="07/2020/GCN-OCOP")

    [seen] = signatures.read(signed, trusted=Trusted(roots=authorities(files.pem)))
    assert (seen.name, seen.coverage, seen.chain, seen.holds) == (PERSON, Coverage.WHOLE, Chain.TRUSTED, True)
    pen._signer.pkcs11_session.close()  # type: ignore[attr-defined]
    with pytest.raises(KeyGone):
        pen.sign(PAPER)
    for held, fault in (
        (ObjectClass.PRIVATE_KEY, TokenFault.NO_KEY),
        (ObjectClass.CERTIFICATE, TokenFault.NO_CERTIFICATE),
    ):
        with pkcs11.lib(str(library)).get_token(token_label=LABEL).open(rw=True, user_pin=PIN) as session:
            for one in list(session.get_objects({Attribute.CLASS: held})):
                one.destroy()
        assert what_is_wrong(library) is fault


def what_is_wrong(library: Path, *, label: str = "ocop", pin: str = "1234") -> TokenFault:
    """Return why a token cannot be used."""
    with pytest.raises(BadToken) as told:
        Pen.of_token(library, label, pin)
    return told.value.fault


@pytest.mark.parametrize("content", [b"", b"khong phai khoa"])
def test_what_is_no_key_file_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "khoa.p12"
    file.write_bytes(content)

    with pytest.raises(BadKeyFile):
        Pen.of_file(file, PASSPHRASE)


LABEL, PIN = "ocop", "1234"


def a_token(file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a key into a token made of software, and return the library that speaks to it."""
    library = next(Path("/usr").rglob("libsofthsm2.so"), None)
    if library is None or shutil.which("softhsm2-util") is None:
        pytest.skip("không tìm thấy SoftHSM; Debian: apt-get install softhsm2")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", PIN],
        check=True,
        capture_output=True,
    )
    signer = SimpleSigner.load_pkcs12(file, passphrase=PASSPHRASE.encode())
    assert signer.signing_cert is not None
    key = decode_rsa_private_key(signer.signing_key["private_key"].parsed.dump())
    certificate = decode_x509_certificate(signer.signing_cert.dump())
    token = pkcs11.lib(str(library)).get_token(token_label=LABEL)
    with token.open(rw=True, user_pin=PIN) as session:
        for held in (key, certificate):
            session.create_object(held | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: b"1"})
    return library
