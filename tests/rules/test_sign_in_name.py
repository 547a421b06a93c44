"""A person is known by one name, however it is typed."""

import pytest

from registry.rules.sign_in_name import BadSignInName, SignInName, parse, parse_or_none


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "0084912345678",
        "(0912) 345 678",
        "+84 (0) 912 345 678",
        "  0912345678\u200b ",
    ],
)
def test_one_telephone_number_has_one_form(typed: str) -> None:
    assert parse(typed) == SignInName(phone="0912345678")


def test_a_number_of_a_house_telephone_is_a_name_too() -> None:
    assert parse("0213 3876 543").phone == "02133876543"


@pytest.mark.parametrize("typed", ["Lan@Vi-Du.VN", " lan@vi-du.vn ", "LAN@VI-DU.VN"])
def test_an_address_is_known_in_small_letters(typed: str) -> None:
    assert parse(typed) == SignInName(email="lan@vi-du.vn")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "lan",
        "12345",
        "091234567",
        "09123456789012",
        "lan@vi",
        "a b@vi-du.vn",
        "+44 912345678",
        "０９１２３４５６７８",
    ],
)
def test_anything_else_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(BadSignInName) as refused:
        parse(typed)

    assert refused.value.field == "sign_in"
    assert parse_or_none(typed) is None
