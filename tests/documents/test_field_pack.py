"""The pack of an inspector: small, signed, and saying of every day what the register says."""

import base64
import gzip
import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from registry.documents import field_pack, publishing_key
from registry.documents.field_pack import EPOCH, Cover
from registry.documents.publishing_key import PublishingKey
from registry.queries.chain_inspection import Head
from registry.queries.field_register import FieldCertificate
from registry.rules import lookup_code
from registry.rules.certificate_life import Standing
from registry.rules.standing_days import changes_by_term
from registry.rules.term import expires_on

TODAY = date(2026, 11, 23)
KINDS = ("Hợp tác xã Nông nghiệp", "Công ty TNHH", "Hộ kinh doanh", "Tổ hợp tác", "Hợp tác xã Dịch vụ tổng hợp")
GOODS = (
    "Chè shan tuyết",
    "Mật ong rừng",
    "Gạo tẻ râu",
    "Miến dong",
    "Thịt trâu gác bếp",
    "Rượu ngô men lá",
    "Tinh dầu",
    "Nấm hương khô",
    "Hạt mắc khén",
    "Cá hồi xông khói",
    "Bánh gai",
    "Măng sấy",
    "Trà hoa vàng",
    "Dầu sở",
)
SYLLABLES = [
    "Bản",
    "Sìn",
    "Hồ",
    "Mường",
    "Than",
    "Uyên",
    "Phong",
    "Thổ",
    "Nậm",
    "Nhùn",
    "Tà",
    "Tổng",
    "Khun",
    "Há",
    "Pa",
    "Tần",
    "Séo",
    "Lèng",
    "Sùng",
    "Phài",
    "Giang",
    "Ma",
    "Bình",
    "Lư",
    "Hoa",
    "Xuân",
    "Quý",
    "Thắng",
    "Đoàn",
    "Kết",
    "Ngọc",
    "Lan",
    "Thiên",
    "Phúc",
    "Cao",
    "Nguyên",
    "Xanh",
    "Sạch",
    "Đặc",
    "Biệt",
]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> PublishingKey:
    return publishing_key.create(tmp_path_factory.mktemp("key"))


def a_cover() -> Cover:
    return Cover(
        public_address="https://ocop.example.vn",
        province="Lai Châu",
        department="Sở Nông nghiệp và Môi trường tỉnh Lai Châu",
        is_demonstration=False,
        made_at=datetime(2026, 11, 23, 3, tzinfo=UTC),
        on=TODAY,
        red_after_days=7,
        journal_day=TODAY - timedelta(days=1),
        journal_head=Head(sequence=12, hash="ab" * 32),
    )


def certificates(count: int) -> Iterator[FieldCertificate]:
    """Yield certificates in names as long and as varied as real ones, 2.5 to a producer."""
    chance = random.Random(7)

    def some(number: int) -> str:
        return " ".join(chance.choices(SYLLABLES, k=number))

    producer, commune = "", ""
    for number in range(count):
        if number % 5 in (0, 2):
            producer, commune = f"{chance.choice(KINDS)} {some(3)}", f"xã {some(2)}"
        begins = date(2021, 1, 1) + timedelta(days=chance.randrange(2100))
        name = f"{chance.choice(GOODS)} {some(chance.randrange(1, 4))}"
        yield FieldCertificate(
            lookup_code=lookup_code.new_code(demonstration=False),
            number=f"{number % 300 + 1:03d}/{begins.year}/GCN-OCOP",
            product_name=name,
            current_name=name,
            producer_name=producer,
            commune_name=commune,
            stars=chance.choice((3, 3, 3, 4, 4, 5)),
            decision=f"{chance.randrange(1, 90) * 31}/QĐ-UBND",
            valid_from=begins,
            last_day=expires_on(begins),
            changes=changes_by_term(begins, expires_on(begins)),
        )


def unpacked(file: bytes) -> tuple[dict[str, str], bytes, dict[str, Any]]:
    head, body = file.split(b"\n", 1)
    return json.loads(head), body, json.loads(gzip.decompress(body))


def test_three_thousand_products_take_at_most_a_hundred_kilobytes(key: PublishingKey) -> None:
    file = field_pack.packed(field_pack.content(list(certificates(3000)), a_cover()), key)

    assert len(file) <= 100_000


def test_the_pack_is_signed_and_one_changed_byte_shows(key: PublishingKey) -> None:
    file = field_pack.packed(field_pack.content(list(certificates(3)), a_cover()), key)
    head, body, _ = unpacked(file)
    raw = _unbase(head["sig"])
    signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = key.private.public_key()

    assert (head["alg"], head["kid"]) == ("ES256", key.thumbprint)
    public.verify(signature, body, ec.ECDSA(hashes.SHA256()))
    with pytest.raises(InvalidSignature):
        public.verify(signature, body[:-1] + bytes([body[-1] ^ 1]), ec.ECDSA(hashes.SHA256()))


def _unbase(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_same_register_gives_the_same_file(key: PublishingKey) -> None:
    said = field_pack.content(list(certificates(5)), a_cover())

    assert field_pack.packed(said, key) == field_pack.packed(said, key)


def test_a_code_is_whole_again_with_its_check_character(key: PublishingKey) -> None:
    held = list(certificates(4))
    said = field_pack.content(held, a_cover())

    bodies = [said["code"][start : start + 11] for start in range(0, 44, 11)]
    assert [body + lookup_code.check_character(body) for body in bodies] == [one.lookup_code for one in held]


def test_only_what_does_not_follow_from_the_two_days_is_written_out(key: PublishingKey) -> None:
    first, second = certificates(2)
    assert second.valid_from is not None
    assert second.last_day is not None
    revoked_on = second.valid_from + timedelta(days=100)
    second = second._replace(
        last_day=revoked_on - timedelta(days=1),
        changes=[
            (None, Standing.NOT_YET),
            (second.valid_from, Standing.IN_FORCE),
            (revoked_on, Standing.REVOKED),
        ],
    )

    said = field_pack.content([first, second], a_cover())

    assert list(said["changes"]) == ["1"]
    day, standing = said["changes"]["1"][-1]
    assert (EPOCH + timedelta(days=day), said["standings"][standing]) == (revoked_on, "revoked")
