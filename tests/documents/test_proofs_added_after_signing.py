"""Proofs that programs for long keeping add to a signed file change nothing; whatever else is added does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from builders.papers import a_star_certificate
from builders.pdf_updates import a_field_that_shows_something, laid_over, retitled, updated
from builders.signing import PERSON, SEAL, Keys
from builders.time_stamps import stamped, with_proofs

from certificates import draw_star_certificate
from registry.documents import signatures
from registry.documents.signer_trust import Trusted, authorities
from registry.rules.signing import Fault, Revocation, Seen, are_right
from registry.web.public.signature_words import sentences

PAPER = draw_star_certificate(a_star_certificate())
NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


class Signed:
    """A paper with one right signature, and who vouches for it."""

    def __init__(self, folder: Path) -> None:
        self.keys = Keys(folder)
        self.pen = self.keys.answered_pen(PERSON)
        self.paper = self.pen.sign(PAPER)
        self.list = self.keys.revocation_list(at=NOW - HOUR, until=NOW + HOUR)

    def seen(self, content: bytes) -> Seen:
        [found] = signatures.read(content, trusted=Trusted(roots=authorities(self.keys.pem)))
        return found

    def kept_long(self, content: bytes) -> bytes:
        """Add proofs, a time stamp over all, and proofs for that again."""
        return with_proofs(stamped(with_proofs(content, lists=[self.list]), at=NOW), lists=[self.list])


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    return Signed(tmp_path_factory.mktemp("keys"))


def test_proofs_and_time_stamps_after_the_last_signature_leave_it_right(signed: Signed) -> None:
    for content in (
        with_proofs(signed.paper, lists=[signed.list]),
        stamped(signed.paper, at=NOW),
        signed.kept_long(signed.paper),
    ):
        seen = signed.seen(content)

        assert are_right([seen])
        assert "chỉ được ghi thêm dữ liệu xác thực chữ ký" in sentences(seen, is_last=True)[0]
        assert signatures.adds_only_signatures(PAPER, content)


WORSE: dict[str, Callable[[bytes], bytes]] = {
    "a title": lambda content: updated(content, retitled),
    "a note over the page": lambda content: updated(content, laid_over),
    "a field that shows something": lambda content: updated(content, a_field_that_shows_something),
    "bytes after the end": lambda content: content + b"\n% them\n",
    "bytes and the same end": lambda content: content + b"\n% them\n" + content[content.rindex(b"startxref") :],
    "a time stamp of something else": lambda content: with_a_digit_changed(stamped(content, at=NOW)),
}


def with_a_digit_changed(content: bytes) -> bytes:
    """Change a digit of the last object number, which a time stamp over all speaks for."""
    place = content.rindex(b"/ByteRange")
    head, tail = content[:place], content[place:]
    return head + tail.replace(b"/Type /DocTimeStamp", b"/Type  /DocTimeStamp", 1)[: len(tail)]


@pytest.mark.parametrize("change", WORSE.values(), ids=WORSE)
def test_anything_else_after_the_last_signature_is_no_proof(signed: Signed, change: Callable[[bytes], bytes]) -> None:
    for before in (signed.paper, signed.kept_long(signed.paper)):
        seen = signed.seen(change(before))
        assert not seen.reaches_the_end
        assert not are_right([seen])


@pytest.mark.parametrize(
    ("is_revoked", "until", "revocation", "fault"),
    [
        (False, HOUR, Revocation.NOT_REVOKED, None),
        (True, HOUR, Revocation.REVOKED, Fault.REVOKED),
        (False, -HOUR / 2, Revocation.UNCHECKED, None),
    ],
)
def test_an_answer_of_the_authority_within_the_file_is_heeded(
    signed: Signed, is_revoked: bool, until: timedelta, revocation: Revocation, fault: Fault | None
) -> None:
    answer = signed.keys.answer(signed.pen, is_revoked=is_revoked, at=NOW - HOUR, until=NOW + until)

    seen = signed.seen(with_proofs(signed.paper, answers=[answer]))

    assert (seen.revocation, seen.fault) == (revocation, fault)


def test_an_answer_about_somebody_else_or_of_another_authority_says_nothing(signed: Signed, tmp_path: Path) -> None:
    others = Keys(tmp_path)
    about_another = signed.keys.answer(signed.keys.pen(SEAL), is_revoked=True, at=NOW - HOUR, until=NOW + HOUR)
    of_another = others.answer(signed.pen, is_revoked=True, at=NOW - HOUR, until=NOW + HOUR)

    seen = signed.seen(with_proofs(signed.paper, answers=[about_another, of_another]))

    assert (seen.revocation, seen.fault) == (Revocation.UNCHECKED, None)
