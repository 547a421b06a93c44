"""Numbers of blank certificates: one way of writing, one after another."""

import pytest

from registry.rules.blank_numbers import blank_number, successive
from registry.rules.refusal import Refusal


@pytest.mark.parametrize(
    ("written", "kept"),
    [("  lc 000123 ", "LC 000123"), ("a - 0099", "A-0099"), ("07", "07"), ("BK . 12", "BK.12")],
)
def test_a_number_is_written_in_one_way(written: str, kept: str) -> None:
    assert blank_number(written) == kept


@pytest.mark.parametrize("written", ["", "   ", "không số", "9" * 41])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Refusal) as refused:
        blank_number(written)
    assert refused.value.field == "blank_number"


def test_numbers_follow_one_another_at_their_width() -> None:
    assert successive("lc-0098", 4) == ["LC-0098", "LC-0099", "LC-0100", "LC-0101"]
    assert successive("99", 2) == ["99", "100"]


def test_spoiled_blanks_are_left_out_of_the_run() -> None:
    assert successive("LC 007", 3, spoiled={"LC 008", "LC 010"}) == ["LC 007", "LC 009", "LC 011"]


def test_a_run_needs_digits_at_the_end() -> None:
    with pytest.raises(Refusal, match="kết thúc bằng chữ số"):
        successive("12A", 2)


def test_a_stack_that_is_all_spoiled_is_refused() -> None:
    with pytest.raises(Refusal, match="ghi hỏng"):
        successive("1", 1, spoiled={str(number) for number in range(1, 2_000)})
