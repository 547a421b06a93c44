"""A renewal opens with everything still good; only what expired, is missing or is written anew is asked for."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from registry.rules.carry_forward import Asked, Carried, carry_forward
from registry.rules.evidence import Filed, ListedItem, Means, Provider, Stage
from registry.rules.instruments import RecognitionKind

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)
PAPER = ListedItem(
    code="E02",
    title="Giấy chứng nhận cơ sở đủ điều kiện sản xuất",
    required=False,
    provided_by=Provider.PRODUCER,
    stage=Stage.EVIDENCE,
    means=Means.FILES,
    kinds=frozenset({RecognitionKind.REASSESSED}),
    carries=True,
    dated=True,
)
STORY = replace(PAPER, code="E10", dated=False)
GROWTH = replace(PAPER, code="E06", carries=False, dated=False)
FORM = replace(PAPER, code="M01", means=Means.FORM, carries=False)
LETTER = replace(PAPER, code="C01", provided_by=Provider.COMMUNE, carries=False)
LISTED = [FORM, PAPER, GROWTH, STORY, LETTER]


def carried(*earlier: Filed, result_by: date | None = None) -> Carried:
    return carry_forward(LISTED, earlier, on=TODAY, result_by=result_by)


def asked_again(found: Carried) -> dict[str, Asked]:
    return {one.item.code: one.asked for one in found.again}


def test_what_is_good_today_is_taken_over_and_the_rest_is_asked_for() -> None:
    story = Filed(code="E10", issued_on=date(2023, 5, 1))
    found = carried(Filed(code="E02", expires_on=YESTERDAY), story, Filed(code="E06", issued_on=date(2023, 5, 1)))

    assert found.over == (story,)
    assert asked_again(found) == {"E02": Asked.EXPIRED, "E06": Asked.ANEW}
    assert [one.text for one in found.again] == ["Đã hết hạn ngày 22/11/2026.", "Cần lập mới cho lần đánh giá này."]


def test_a_paper_is_taken_over_on_its_last_day() -> None:
    assert [one.code for one in carried(Filed(code="E02", expires_on=TODAY)).over] == ["E02"]


def test_without_anything_earlier_everything_is_asked_for() -> None:
    found = carried()

    assert found.over == ()
    assert asked_again(found) == {"E02": Asked.MISSING, "E06": Asked.ANEW, "E10": Asked.MISSING}
    assert found.again[0].text == "Hồ sơ trước không có."


def test_forms_and_what_the_commune_brings_are_never_taken_over() -> None:
    found = carried(Filed(code="M01"), Filed(code="C01"), Filed(code="E99"))

    assert {one.code for one in found.over} | set(asked_again(found)) == {"E02", "E06", "E10"}


def test_a_paper_that_ends_before_the_result_is_taken_over_and_pointed_at() -> None:
    paper = Filed(code="E02", expires_on=date(2026, 12, 29))

    assert carried(paper, result_by=date(2026, 12, 29)).ending == ()
    found = carried(paper, result_by=date(2026, 12, 30))
    assert (found.over, found.ending) == ((paper,), ("E02",))
    assert carried(paper).ending == ()


def test_a_paper_whose_last_day_is_not_known_is_taken_over_and_pointed_at() -> None:
    found = carried(Filed(code="E02"), Filed(code="E10"))

    assert [one.code for one in found.over] == ["E02", "E10"]
    assert found.undated == ("E02",)


def test_a_paper_issued_tomorrow_is_not_taken_over() -> None:
    assert asked_again(carried(Filed(code="E02", issued_on=date(2026, 11, 24))))["E02"] is Asked.NOT_YET


def test_of_several_papers_the_one_good_longest_is_taken_in_whatever_order_they_come() -> None:
    expired = Filed(code="E02", issued_on=date(2025, 1, 1), expires_on=YESTERDAY)
    short = Filed(code="E02", issued_on=date(2023, 1, 1), expires_on=date(2026, 12, 31))
    long = Filed(code="E02", issued_on=date(2022, 1, 1), expires_on=date(2027, 12, 31))
    undated = Filed(code="E02", issued_on=date(2026, 1, 1))

    assert {carried(*order).over for order in permutations([expired, short, long, undated])} == {(long,)}
    assert {carried(*order).over for order in permutations([expired, undated])} == {(undated,)}


def test_of_papers_without_a_last_day_the_newest_is_taken() -> None:
    old, new = (Filed(code="E10", issued_on=date(year, 1, 1)) for year in (2023, 2026))

    assert carried(new, old).over == carried(old, new).over == (new,)
