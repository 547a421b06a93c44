"""What looks like the number of a person in a text for everybody, and what does not."""

import pytest

from registry.rules.personal_numbers import NumberKind, personal_numbers


def kinds(text: str) -> list[NumberKind]:
    return [one.kind for one in personal_numbers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "012345678901",
        "Số căn cước 012 345 678 901 cấp năm 2021",
        "012.345.678.901",
        "0123 4567 8901",
        "CCCD:096099000001.",
        "CCCD 001303000001, bản Sin Suối Hồ",
    ],
)
def test_a_citizens_number_is_found_however_it_is_grouped(text: str) -> None:
    assert kinds(text) == [NumberKind.IDENTITY]


@pytest.mark.parametrize(
    "text", ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678", "Zalo:0357-123-456!"]
)
def test_a_mobile_number_is_found_however_it_is_written(text: str) -> None:
    assert kinds(text) == [NumberKind.MOBILE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chè shan tuyết hái tay ở độ cao 1.600 m, 0,5 kg một gói",
        "097123456789",
        "000123456789",
        "Mã vạch 8934567890123 và 0912345678905",
        "Điện thoại bàn 0213 3876 543",
        "Tổng đài 1900 1234",
        "Số 12/QĐ-UBND ngày 05/11/2026",
        "Các năm 2019 2020 2021 2022",
        "Giấy số 012/2020/GCN-OCOP",
        "Mã số thuế 6200012345",
        "012945678901",
    ],
)
def test_what_is_no_number_of_a_person_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_each_number_is_named_as_it_was_written_in_the_order_of_the_text() -> None:
    found = personal_numbers("Gọi 0912 345 678, hoặc anh Ba (012345678901), hoặc 0987654321")

    assert [one.text for one in found] == ["0912 345 678", "012345678901", "0987654321"]


def test_a_telephone_that_is_published_on_purpose_is_fine() -> None:
    text = "Đặt hàng: 0912 345 678 hoặc 0987654321"

    assert [one.text for one in personal_numbers(text, published=["+84912345678"])] == ["0987654321"]


def test_an_identity_number_is_never_meant_to_be_published() -> None:
    assert len(personal_numbers("012345678901", published=["012345678901"])) == 1
