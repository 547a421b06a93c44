import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.numbering import (
    DEFAULT_CERTIFICATE_PATTERN,
    DEFAULT_MERIT_PATTERN,
    DEMONSTRATION_CERTIFICATE_PATTERN,
    DEMONSTRATION_MERIT_PATTERN,
    BadPattern,
    NumberParts,
    check_decision_number,
    check_number_belongs,
    check_pattern,
    clean_decision_number,
    format_number,
    is_demonstration_number,
    parse_number,
)
from registry.rules.refusal import Refusal


@pytest.mark.parametrize(
    ("pattern", "serial", "number"),
    [
        ("{serial:03d}/{year}/GCN-OCOP", 7, "007/2026/GCN-OCOP"),
        ("{serial:03d}/{year}/GCN-OCOP", 1234, "1234/2026/GCN-OCOP"),
        ("{serial}/{year}/{body}", 7, "7/2026/UBND"),
        ("{year}.{body}.{serial:05d}", 12, "2026.UBND.00012"),
    ],
)
def test_a_pattern_writes_and_reads_back_its_numbers(pattern, serial, number):
    body = "UBND" if "{body}" in pattern else None

    assert format_number(pattern, serial=serial, year=2026, body=body) == number
    assert parse_number(pattern, number) == NumberParts(serial=serial, year=2026, body=body)


@given(st.integers(1, 999_999), st.integers(1990, 2100), st.sampled_from(["{serial:03d}", "{serial}", "{serial:06d}"]))
def test_every_number_is_read_back_as_it_was_written(serial, year, written):
    pattern = written + "/{year}/GCN"

    assert parse_number(pattern, format_number(pattern, serial=serial, year=year)) == NumberParts(
        serial=serial, year=year
    )


@pytest.mark.parametrize(
    "text", ["7/2026/GCN-OCOP", "0007/2026/GCN-OCOP", "000/2026/GCN-OCOP", "007/26/GCN-OCOP", "007/2026/GCN"]
)
def test_a_number_the_pattern_cannot_have_written_is_not_read(text):
    assert parse_number(DEFAULT_CERTIFICATE_PATTERN, text) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "GCN-OCOP",
        "{serial}/GCN",
        "{year}/GCN",
        "{serial}/{year}/{serial}",
        "{serial}{year}",
        "{serial}/{year}/{secret}",
        "{serial.__class__}/{year}",
        "{serial[0]}/{year}",
        "{serial!r}/{year}",
        "{serial:>9999999999}/{year}",
        "{serial:0100d}/{year}",
        "{}/{year}/{serial}",
        "{serial/{year}",
        "{serial}/{year} ",
        "{serial}/{year}/" + "A" * 80,
        "",
    ],
)
def test_what_is_no_pattern_is_refused_at_the_field(pattern):
    with pytest.raises(BadPattern) as refused:
        check_pattern(pattern)

    assert refused.value.field == "pattern"


def test_a_pattern_with_a_body_needs_one():
    with pytest.raises(BadPattern):
        format_number("{serial}/{year}/{body}", serial=1, year=2026)


@pytest.mark.parametrize("serial", [0, -1])
def test_a_series_counts_from_one(serial):
    with pytest.raises(ValueError):
        format_number(DEFAULT_CERTIFICATE_PATTERN, serial=serial, year=2026)


@pytest.mark.parametrize(
    ("number", "demonstration"),
    [
        (format_number(DEMONSTRATION_CERTIFICATE_PATTERN, serial=1, year=2020), True),
        (format_number(DEMONSTRATION_MERIT_PATTERN, serial=23, year=2020), True),
        ("01/QĐ-MH", True),
        ("01/qđ-mh", True),
        (format_number(DEFAULT_CERTIFICATE_PATTERN, serial=1, year=2020), False),
        (format_number(DEFAULT_MERIT_PATTERN, serial=1, year=2020), False),
        ("1045/QĐ-UBND", False),
        ("12/QĐ-MHX", False),
    ],
)
def test_numbers_of_a_demonstration_bear_its_mark_and_stay_in_it(number, demonstration):
    assert is_demonstration_number(number) is demonstration
    check_number_belongs(number, demonstration=demonstration)
    with pytest.raises(Refusal):
        check_number_belongs(number, demonstration=not demonstration)


@pytest.mark.parametrize(
    ("typed", "normalised", "is_guess", "is_complete"),
    [
        ("1045/QĐ-UBND", "1045/QĐ-UBND", False, True),
        ("26/2026/QĐ-TTg", "26/2026/QĐ-TTg", False, True),
        ("1162/QĐ-VPĐP-OCOP", "1162/QĐ-VPĐP-OCOP", False, True),
        ("Quyết định số 1045/QĐ-UBND ngày 10/8/2021", "1045/QĐ-UBND", False, True),
        ("QĐ 114/QĐ-UBND", "114/QĐ-UBND", False, True),
        ("QĐ 114/QĐ-UBND, ngày 15/1/2020", "114/QĐ-UBND", False, True),
        ("1757 / QĐ – UBND", "1757/QĐ-UBND", False, True),
        ("921⁄QĐ-UBND", "921/QĐ-UBND", False, True),
        ("921⁄QĐUBND", "921/QĐ-UBND", True, True),
        ("1045⁄⁄QĐ-UBND", "1045/QĐ-UBND", True, True),
        ("1045//QĐ-UBND", "1045/QĐ-UBND", True, True),
        ("1045/qđ-ubnd", "1045/QĐ-UBND", True, True),
        ("1045/QD-UBND", "1045/QĐ-UBND", True, True),
        ("100/QĐ", "100/QĐ", False, False),
        ("Quyết định số 2310", "2310", False, False),
        ("2310", "2310", False, False),
        ("không rõ", "không rõ", False, False),
        ("", "", False, False),
        ("3858/KH-UBND", "3858/KH-UBND", False, True),
    ],
)
def test_decision_numbers_are_put_in_order_and_a_guess_is_called_one(typed, normalised, is_guess, is_complete):
    assert clean_decision_number(typed) == (normalised, is_guess, is_complete)


@given(st.text(max_size=30))
def test_any_text_can_be_put_in_order_twice(typed):
    once = clean_decision_number(typed)

    assert clean_decision_number(once.normalised).normalised == once.normalised


def test_a_complete_number_may_be_signed_under():
    assert check_decision_number(" 1045/QĐ-UBND ") == "1045/QĐ-UBND"


def test_a_guess_is_offered_and_not_taken():
    with pytest.raises(Refusal, match="921/QĐ-UBND") as refused:
        check_decision_number("921⁄QĐUBND")

    assert refused.value.field == "number"


def test_an_incomplete_number_is_refused():
    with pytest.raises(Refusal, match="ký hiệu"):
        check_decision_number("2310")
