import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.gtin import gtin_14, gtin_check_digit, parse_gtin
from registry.rules.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("96385074", "96385074"),
        ("036000291452", "036000291452"),
        ("4006381333931", "4006381333931"),
        ("10614141000415", "10614141000415"),
        (" 4006381-333931 ", "4006381333931"),
    ],
)
def test_article_numbers_of_four_lengths_are_read(typed, kept):
    assert parse_gtin(typed) == kept


@pytest.mark.parametrize(
    "typed", ["4006381333932", "400638133393", "123", "", "0000000000000", "89345631381ab", "٤٠٠٦٣٨١٣٣٣٩٣١"]
)
def test_anything_else_is_refused(typed):
    with pytest.raises(Refusal, match="Mã vạch") as refused:
        parse_gtin(typed)

    assert refused.value.field == "gtin"


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(body, place, step):
    wrong = body[:place] + str((int(body[place]) + step) % 10) + body[place + 1 :]

    assert gtin_check_digit(wrong) != gtin_check_digit(body)


def test_equal_articles_are_equal_in_fourteen_digits():
    assert gtin_14("036000291452") == gtin_14("0036000291452") == "00036000291452"
