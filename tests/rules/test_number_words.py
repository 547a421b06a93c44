from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.number_words import amount_in_words, dotted, number_in_words, two_digits, vietnamese_date


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (25, "hai mươi lăm"),
        (47, "bốn mươi bảy"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (500, "năm trăm"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (1100, "một nghìn một trăm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (10_000, "mười nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (105_000, "một trăm linh năm nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_234_567, "một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy"),
        (1_000_000_000, "một tỷ"),
        (2_000_000_015, "hai tỷ không trăm mười lăm"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (-1, "âm một"),
        (-10, "âm mười"),
    ],
)
def test_numbers_are_read_as_in_the_north(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (3_000_000, "Ba triệu đồng"),
        (10_500_000, "Mười triệu năm trăm nghìn đồng"),
        (141_000_000, "Một trăm bốn mươi mốt triệu đồng"),
        (-500, "Âm năm trăm đồng"),
    ],
)
def test_money_is_read_with_a_capital_and_its_unit(dong, words):
    assert amount_in_words(dong) == words


@given(st.integers(0, 10**18))
def test_every_number_can_be_read_back_from_its_words(number):
    assert _understood(number_in_words(number).split()) == number


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-20_000, "-20.000")]
)
def test_thousands_are_parted_by_dots(number, written):
    assert dotted(number) == written


@pytest.mark.parametrize(("number", "written"), [(1, "01"), (9, "09"), (10, "10"), (106, "106")])
def test_counts_below_ten_have_a_leading_zero(number, written):
    assert two_digits(number) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2020, 12, 13), "ngày 13 tháng 12 năm 2020"),
        (date(2021, 10, 1), "ngày 01 tháng 10 năm 2021"),
    ],
)
def test_dates_have_a_zero_before_days_below_ten_and_the_months_one_and_two_only(day, written):
    assert vietnamese_date(day) == written


def _understood(words):
    """Reckon a number from its words, from the greatest unit down."""
    for unit, size in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 1000), ("trăm", 100)):
        if unit in words:
            at = len(words) - 1 - words[::-1].index(unit)
            return _understood(words[:at]) * size + _understood(words[at + 1 :])
    spoken = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    digits = {word: value for value, word in enumerate(spoken)} | {"mốt": 1, "lăm": 5}
    if not words or words[0] == "linh":
        return digits[words[1]] if words else 0
    if words[0] == "mười":
        return 10 + (digits[words[1]] if len(words) > 1 else 0)
    if "mươi" in words:
        return digits[words[0]] * 10 + (digits[words[2]] if len(words) > 2 else 0)
    return digits[words[0]]
