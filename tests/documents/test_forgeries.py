"""Verifying is tried with good forgeries: a verdict by anything but the hash of the whole file takes some in."""

import random

import pytest
from builders.papers import a_star_certificate
from builders.signing import PERSON, Keys
from builders.tampering import tampered

from certificates import draw_star_certificate
from registry.documents import signatures
from registry.rules.signing import Seen, are_right


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A paper with one right signature."""
    paper = draw_star_certificate(a_star_certificate())
    return Keys(tmp_path_factory.mktemp("keys")).pen(PERSON).sign(paper)


@pytest.fixture(scope="module")
def family(signed: bytes) -> list[bytes]:
    """What a forger makes of it."""
    other = draw_star_certificate(a_star_certificate(product_name="Gạo Séng cù", stars=5))
    return tampered(signed, others=[signed, other], chance=random.Random(7))


def seen_in(content: bytes) -> list[Seen]:
    try:
        return signatures.read(content)
    except signatures.SignaturesUnreadable:
        return []


def test_a_verdict_by_what_the_file_begins_with_is_taken_in(signed: bytes, family: list[bytes]) -> None:
    assert any(one.startswith(signed) for one in family)


def test_a_verdict_by_intact_signatures_alone_is_taken_in(family: list[bytes]) -> None:
    assert any(one.is_intact for content in family for one in seen_in(content))


def test_no_forgery_is_signed_rightly_as_a_whole_but_where_readers_skip_what_is_around(
    signed: bytes, family: list[bytes]
) -> None:
    fooled = [one for one in family if (seen := seen_in(one)) and are_right(seen)]

    # Bytes that no reader looks at, outside of what is signed: only the hash of the whole file sees them.
    assert len(fooled) < len(family) // 10
    assert signed not in family
