import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.refusal import Refusal
from registry.rules.tax_number import TaxNumberKind, parse_tax_number, tax_check_digit


@pytest.mark.parametrize("number", ["0100109106", "0101248141", "0300588569"])
def test_numbers_of_well_known_companies_have_their_check_digit(number):
    assert parse_tax_number(number).kind is TaxNumberKind.TAX


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        (" 0100 109 106 ", "0100109106", TaxNumberKind.TAX),
        ("0100109106-001", "0100109106-001", TaxNumberKind.BRANCH),
        ("0100109106 001", "0100109106-001", TaxNumberKind.BRANCH),
        ("0100109106001", "0100109106-001", TaxNumberKind.BRANCH),
        ("012090001234", "012090001234", TaxNumberKind.PERSONAL),
        ("23A8001234", "23A8001234", TaxNumberKind.REGISTRATION),
        ("23a 8001234", "23A8001234", TaxNumberKind.REGISTRATION),
        ("230807000012", "230807000012", TaxNumberKind.REGISTRATION),
    ],
)
def test_each_form_is_put_in_order(typed, text, kind):
    parsed = parse_tax_number(typed)

    assert (parsed.text, parsed.kind) == (text, kind)


@pytest.mark.parametrize(
    "number", ["0100109107", "0100109106-000", "0100109107-001", "", "ABC", "12", "HTX Bình Lư", "1" * 30]
)
def test_anything_else_is_refused_at_the_field(number):
    with pytest.raises(Refusal) as refused:
        parse_tax_number(number)

    assert refused.value.field == "tax_number"


@given(st.from_regex(r"[0-9]{9}", fullmatch=True), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_changes_the_check_digit(nine, place, step):
    wrong = nine[:place] + str((int(nine[place]) + step) % 10) + nine[place + 1 :]

    assert tax_check_digit(nine) is None or tax_check_digit(wrong) != tax_check_digit(nine)


@pytest.mark.parametrize(
    ("typed", "personal"),
    [("012090001234", True), ("8" + "0" * 8, True), ("0100109106", False), ("23A8001234", False)],
)
def test_numbers_of_persons_are_personal(typed, personal):
    number = typed if len(typed) != 9 else _with_check_digit(typed)

    assert parse_tax_number(number).is_personal is personal


def _with_check_digit(nine):
    while tax_check_digit(nine) is None:
        nine = str(int(nine) + 1)
    return nine + str(tax_check_digit(nine))
