import pytest

from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument
from registry.rules.product_code import (
    ProductCode,
    check_product_code,
    format_product_code,
    parse_product_code,
    product_code_key,
)
from registry.rules.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12-03388-3-2026", ProductCode(province="12", commune="03388", serial=3, year=2026)),
        ("83-829-28780-3-2022", ProductCode(province="83", district="829", commune="28780", serial=3, year=2022)),
        (
            "12 - 03388 – 3 – 2026",
            ProductCode(province="12", commune="03388", serial=3, year=2026),
        ),
        ("12/03388/3/2026", ProductCode(province="12", commune="03388", serial=3, year=2026)),
    ],
)
def test_codes_with_and_without_a_district_are_read(typed, code):
    assert parse_product_code(typed) == code


@pytest.mark.parametrize("typed", ["12-03388-3-2026", "12-03388-003-2026", "83-829-28780-3-2022"])
def test_a_code_is_written_back_as_it_was(typed):
    assert format_product_code(parse_product_code(typed)) == typed


def test_leading_zeros_of_the_serial_make_no_other_code():
    assert parse_product_code("12-03388-003-2026") == parse_product_code("12-03388-3-2026")
    assert product_code_key("12-03388-003-2026") == product_code_key("12-03388-3-2026") == "12-03388-3-2026"
    assert product_code_key("12-03388-3-2027") != product_code_key("12-03388-3-2026")
    assert product_code_key("không có") == ""


@pytest.mark.parametrize(
    "typed",
    ["", "12-3388-3-2026", "12-03388-0-2026", "12-03388-3-26", "12-03388-2026", "1203388-3-2026", "12-03388-3-1999"],
)
def test_anything_else_is_refused(typed):
    with pytest.raises(Refusal, match="ví dụ 12-03388-3-2026") as refused:
        parse_product_code(typed)

    assert refused.value.field == "product_code"


@pytest.mark.parametrize(
    ("instrument", "with_district", "without"),
    [
        ("490", True, False),
        ("1048", True, False),
        ("1048+781", True, False),
        ("148", True, True),
        ("148+1489", True, True),
        ("26/2026", False, True),
    ],
)
def test_the_district_stands_in_the_code_while_districts_were(instrument, with_district, without):
    assert _passes("12-105-03388-3-2022", instrument) is with_district
    assert _passes("12-03388-3-2022", instrument) is without


def _passes(typed, instrument):
    try:
        check_product_code(parse_product_code(typed), under=BUILT_IN[Instrument(instrument)])
    except Refusal:
        return False
    return True
