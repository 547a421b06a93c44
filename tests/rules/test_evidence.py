"""A paper is good from its first to its last day, and supports the criteria its instrument names it for."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules.evidence import (
    Filed,
    ListedItem,
    Means,
    Provider,
    Stage,
    Validity,
    asked_of,
    supports,
    unsupported,
    validity,
    why_not_good,
)
from registry.rules.instruments import RecognitionKind

FIRST, UPGRADED, AGAIN = RecognitionKind.FIRST, RecognitionKind.UPGRADED, RecognitionKind.REASSESSED
PAPER = ListedItem(
    code="E12",
    title="Phiếu kiểm nghiệm",
    required=False,
    provided_by=Provider.PRODUCER,
    stage=Stage.EVIDENCE,
    means=Means.FILES,
    kinds=frozenset({FIRST, UPGRADED, AGAIN}),
    evidences=("Kiểm tra định kỳ", "Dinh dưỡng"),
)
ISSUED = Filed(code="E12", issued_on=date(2026, 1, 10), expires_on=date(2027, 1, 9))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 9), Validity.NOT_YET),
        (date(2026, 1, 10), Validity.VALID),
        (date(2027, 1, 9), Validity.VALID),
        (date(2027, 1, 10), Validity.EXPIRED),
    ],
)
def test_a_paper_is_good_from_its_first_to_its_last_day(on: date, expected: Validity) -> None:
    assert validity(ISSUED, on) is expected
    assert (why_not_good(ISSUED, on) is None) is (expected is Validity.VALID)


def test_a_paper_without_a_last_day_is_undated_and_good() -> None:
    undated = replace(ISSUED, expires_on=None)

    assert validity(undated, date(2036, 1, 1)) is Validity.UNDATED
    assert why_not_good(undated, date(2036, 1, 1)) is None
    assert validity(undated, date(2026, 1, 9)) is Validity.NOT_YET


def test_what_is_wrong_with_a_paper_is_said_with_its_day() -> None:
    assert why_not_good(ISSUED, date(2027, 2, 1)) == "Đã hết hạn ngày 09/01/2027."
    assert why_not_good(ISSUED, date(2026, 1, 1)) == "Ngày cấp 10/01/2026 còn ở phía trước."


def test_an_item_is_asked_of_its_kinds_stages_and_sets_alone() -> None:
    changes = replace(PAPER, code="U01", stage=Stage.FILING, kinds=frozenset({UPGRADED}))
    samples = replace(PAPER, code="C03", stage=Stage.TO_PROVINCE, not_required_for_sets=frozenset({26}))
    listed = [changes, PAPER, samples]

    def codes(**asked) -> list[str]:
        return [item.code for item in asked_of(listed, **asked)]

    assert codes(kind=FIRST, product_set=3) == ["E12"]
    assert codes(kind=UPGRADED, product_set=3) == ["U01", "E12"]
    assert codes(kind=FIRST, product_set=3, stages=[Stage.TO_PROVINCE]) == ["C03"]
    assert codes(kind=FIRST, product_set=26, stages=[Stage.TO_PROVINCE]) == []


def test_an_item_supports_the_criteria_of_its_titles_however_they_are_spaced() -> None:
    criteria = {"6.1": "Chỉ tiêu cảm quan", "6.2": "Dinh dưỡng", "10": "Kiểm  tra định kỳ"}

    assert supports(PAPER, criteria) == ["6.2", "10"]
    assert supports(replace(PAPER, evidences=()), criteria) == []


def test_points_without_any_of_the_papers_that_could_support_them_are_pointed_at() -> None:
    supported = {"E12": ["6.2", "10"], "E14": ["10"], "E10": ["5.1"]}

    assert unsupported(["6.2", "10", "2.1"], supported, present=["E14"]) == ["6.2"]
    assert unsupported(["6.2", "10"], supported, present=["E12"]) == []
    assert unsupported(["5.1", "2.1"], supported, present=[]) == ["5.1"]
