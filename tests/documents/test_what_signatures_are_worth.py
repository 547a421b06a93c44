"""Of every trick with a signed PDF the report says what is wrong, in plain words, and no more than is known."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import crl
from builders.papers import a_star_certificate
from builders.pdf_updates import a_field_to_fill, filled, laid_over, other_content, other_signature_object, updated
from builders.signing import PASSPHRASE, PERSON, SEAL, Keys, signed_twice
from builders.time_stamps import a_stamper
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation import DocumentSecurityStore

from certificates import draw_star_certificate
from registry.documents import signatures
from registry.documents.sealing import Pen
from registry.documents.signature_report import report
from registry.documents.signer_trust import BadList, Trusted, authorities, revocation_list
from registry.rules.signing import Fault, Revocation, Seen, TimeSource, are_right
from registry.web.public.signature_words import sentences

PAPER = draw_star_certificate(a_star_certificate())
NOW = datetime.now(UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Signed:
    """A paper with one right signature, and who vouches for it."""

    def __init__(self, folder: Path) -> None:
        self.keys = Keys(folder)
        self.pen = self.keys.pen(PERSON)
        self.paper = self.pen.sign(PAPER)

    def trusted(self, *lists: bytes) -> Trusted:
        return Trusted(roots=authorities(self.keys.pem), lists=[revocation_list(one) for one in lists])


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    return Signed(tmp_path_factory.mktemp("keys"))


def said(seen: list[Seen]) -> list[str]:
    return [" ".join(sentences(one, is_last=one is seen[-1])) for one in seen]


def test_a_right_signature_is_said_to_be_right_and_revocation_to_be_unchecked(signed: Signed) -> None:
    [words] = said(signatures.read(signed.paper, trusted=signed.trusted()))

    for part in ("Đúng với cả tệp", "do tổ chức chứng thực tin cậy cấp", "Chưa kiểm chứng thư có bị thu hồi hay không",
                 "theo đồng hồ của người ký; không có dấu thời gian"):  # fmt: skip
        assert part in words, words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (other_content, "tệp bị ghi thêm nội dung không phải chữ ký"),
        (laid_over, "tệp bị ghi thêm nội dung không phải chữ ký"),
        (other_signature_object, "Không phủ cả tệp"),
    ],
)
def test_what_is_written_after_signing_is_named(signed: Signed, change: object, words: str) -> None:
    seen = signatures.read(updated(signed.paper, change), trusted=signed.trusted())  # type: ignore[arg-type]

    assert [words in one for one in said(seen)] == [True]
    assert not are_right(seen)


def test_bytes_after_the_end_are_named(signed: Signed) -> None:
    for more in (b"\n% them\n", b"xxxx"):
        seen = signatures.read(signed.paper + more, trusted=signed.trusted())

        assert "tệp còn bị ghi thêm mà không ai ký" in said(seen)[0]
        assert not are_right(seen)


def test_words_changed_in_a_prepared_field_are_seen_though_the_last_signature_covers_all(signed: Signed) -> None:
    prepared = signed.pen.sign(updated(PAPER, a_field_to_fill))
    shadow = signed.keys.pen(SEAL).sign(updated(prepared, filled), number=2)

    seen = signatures.read(shadow, trusted=signed.trusted())

    assert "tệp bị ghi thêm nội dung không phải chữ ký" in said(seen)[0]
    assert not are_right(seen)
    assert not signatures.adds_only_signatures(PAPER, prepared)


def test_two_signatures_in_turn_are_both_right(signed: Signed) -> None:
    seen = signatures.read(signed_twice(PAPER, person=signed.pen, seal=signed.keys.pen(SEAL)), trusted=signed.trusted())

    assert ["chỉ được ghi thêm chữ ký" in said(seen)[0], "Đúng với cả tệp" in said(seen)[1]] == [True, True]
    assert are_right(seen)


@pytest.mark.parametrize(
    ("revoked", "since", "until", "found"),
    [
        (False, HOUR, HOUR, Revocation.NOT_REVOKED),
        (True, HOUR, HOUR, Revocation.REVOKED),
        (False, 30 * DAY, -20 * DAY, Revocation.UNCHECKED),
        (True, 30 * DAY, -20 * DAY, Revocation.REVOKED),
    ],
)
def test_a_list_of_the_department_tells_who_is_revoked(
    signed: Signed, revoked: bool, since: timedelta, until: timedelta, found: Revocation
) -> None:
    pens = [signed.pen] if revoked else []
    content = signed.keys.revocation_list(*pens, at=NOW - since, until=NOW + until)

    [seen] = signatures.read(signed.paper, trusted=signed.trusted(content))

    assert seen.revocation is found
    assert (seen.fault is Fault.REVOKED) == revoked
    assert ("đã bị thu hồi" in said([seen])[0]) == revoked
    assert ("không bị thu hồi, theo danh sách" in said([seen])[0]) == (found is Revocation.NOT_REVOKED)


def test_a_list_of_another_authority_says_nothing(signed: Signed, tmp_path: Path) -> None:
    strange = Keys(tmp_path).revocation_list(signed.pen, at=NOW - HOUR, until=NOW + HOUR)

    [seen] = signatures.read(signed.paper, trusted=signed.trusted(strange))

    assert (seen.revocation, seen.fault) == (Revocation.UNCHECKED, None)


def test_a_list_within_the_file_is_heeded_too(signed: Signed) -> None:
    content = signed.keys.revocation_list(signed.pen, at=NOW - HOUR, until=NOW + HOUR)
    target = BytesIO(signed.paper)
    DocumentSecurityStore.add_dss(target, None, crls=[crl.CertificateList.load(content)])

    [seen] = signatures.read(target.getvalue(), trusted=signed.trusted())

    assert seen.fault is Fault.REVOKED


def test_the_report_about_a_strangers_file_heeds_the_lists(signed: Signed) -> None:
    content = signed.keys.revocation_list(signed.pen, at=NOW - HOUR, until=NOW + HOUR)

    assert [one.fault for one in report(signed.paper, roots=signed.keys.pem, lists=[content]) or ()] == [Fault.REVOKED]


def test_a_certificate_that_had_expired_when_it_signed_is_said_to_be_so(tmp_path: Path) -> None:
    keys = Keys(tmp_path, at=NOW - 800 * DAY)
    paper = keys.pen(PERSON).sign(PAPER)

    for trusted in (Trusted(), Trusted(roots=authorities(keys.pem))):
        [seen] = signatures.read(paper, trusted=trusted)
        assert seen.fault is Fault.EXPIRED
        assert "đã hết hạn ngày" in said([seen])[0]
        assert "trước khi ký" in said([seen])[0]


def test_a_time_stamp_says_who_gave_it(signed: Signed, tmp_path: Path) -> None:
    signer = SimpleSigner.load_pkcs12(signed.keys.file(PERSON), passphrase=PASSPHRASE.encode())
    stamper, its_root = a_stamper(at=NOW)
    paper = Pen(signer, timestamper=stamper).sign(PAPER)
    roots = authorities(signed.keys.pem)

    found = [
        signatures.read(paper, trusted=trusted)[0]
        for trusted in (Trusted(), Trusted(roots=roots), Trusted(roots=[*roots, its_root]))
    ]

    assert [one.time for one in found] == [
        TimeSource.UNCHECKED_AUTHORITY, TimeSource.UNKNOWN_AUTHORITY, TimeSource.AUTHORITY]  # fmt: skip
    for one, words in zip(
        found, ("chưa kiểm được ai cấp", "không do tổ chức tin cậy cấp", "của tổ chức tin cậy"), strict=True
    ):
        assert words in said([one])[0]


def test_a_trusted_time_stamp_proves_that_a_certificate_was_still_good(tmp_path: Path) -> None:
    keys = Keys(tmp_path, at=NOW - 500 * DAY)
    signer = SimpleSigner.load_pkcs12(keys.file(PERSON), passphrase=PASSPHRASE.encode())
    stamper, its_root = a_stamper(at=NOW - 400 * DAY)
    paper = Pen(signer, timestamper=stamper).sign(PAPER)

    [seen] = signatures.read(paper, trusted=Trusted(roots=[*authorities(keys.pem), its_root]))

    assert (seen.fault, seen.time) == (None, TimeSource.AUTHORITY)


@pytest.mark.parametrize("content", [b"", b"khong phai", b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(BadList):
        revocation_list(content)
