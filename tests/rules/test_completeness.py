"""A dossier is answered for item by item: what is there, what is missing, what has expired."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules.completeness import Answer, Verdict, completeness, is_complete
from registry.rules.evidence import Filed, ListedItem, Means, Provider, Stage
from registry.rules.instruments import RecognitionKind

TODAY = date(2026, 11, 23)
OPTIONAL = ListedItem(
    code="E02",
    title="Giấy chứng nhận cơ sở đủ điều kiện sản xuất",
    required=False,
    provided_by=Provider.PRODUCER,
    stage=Stage.EVIDENCE,
    means=Means.FILES,
    kinds=frozenset({RecognitionKind.FIRST}),
    carries=True,
    dated=True,
)
REQUIRED = replace(OPTIONAL, code="B05", required=True, dated=False)
FORM = replace(OPTIONAL, code="M01", required=True, means=Means.FORM, carries=False)
SAMPLES = replace(OPTIONAL, code="B06", required=True, means=Means.GOODS, carries=False, quantity=5)
RENEWED = replace(OPTIONAL, code="R02", required=True, means=Means.WORKED_OUT, carries=False)


def answer(*items: ListedItem, filed: tuple[Filed, ...] = (), done: tuple[str, ...] = ()) -> dict[str, Answer]:
    answers = completeness(items, {one.code: one for one in filed}, done=done, on=TODAY)
    assert [one.item for one in answers] == list(items)
    return {one.item.code: one for one in answers}


def paper(code: str, expires_on: date | None = None, issued_on: date | None = None) -> Filed:
    return Filed(code=code, expires_on=expires_on, issued_on=issued_on)


def test_nothing_is_missing_where_everything_is_there() -> None:
    answers = answer(REQUIRED, FORM, SAMPLES, OPTIONAL, filed=(paper("B05"),), done=("M01", "B06"))

    assert [one.verdict for one in answers.values()] == [Verdict.THERE] * 3 + [Verdict.NOT_GIVEN]
    assert is_complete(answers.values())


@pytest.mark.parametrize(
    ("item", "text"),
    [(REQUIRED, "Bắt buộc; chưa có tệp nào."), (FORM, "Chưa điền đủ."), (SAMPLES, "Chưa có 05 đơn vị.")],
)
def test_what_is_required_and_missing_is_said_in_its_own_words(item: ListedItem, text: str) -> None:
    found = answer(item)[item.code]

    assert (found.verdict, found.text) == (Verdict.MISSING, text)
    assert not is_complete([found])


@pytest.mark.parametrize("item", [OPTIONAL, REQUIRED])
def test_an_expired_paper_is_bad_even_where_none_was_required(item: ListedItem) -> None:
    good = answer(item, filed=(paper(item.code, TODAY),))[item.code]
    bad = answer(item, filed=(paper(item.code, date(2026, 11, 22)),))[item.code]

    assert good.verdict is Verdict.THERE
    assert (bad.verdict, bad.text) == (Verdict.EXPIRED, "Đã hết hạn ngày 22/11/2026.")
    assert not is_complete([bad])


def test_a_paper_issued_tomorrow_is_not_there_today() -> None:
    found = answer(OPTIONAL, filed=(paper("E02", issued_on=date(2026, 11, 24)),))["E02"]

    assert (found.verdict, found.text) == (Verdict.NOT_YET, "Ngày cấp 24/11/2026 còn ở phía trước.")


def test_a_paper_that_usually_bears_a_last_day_is_asked_for_it_without_being_refused() -> None:
    found = answer(OPTIONAL, REQUIRED, filed=(paper("E02"), paper("B05")))

    assert found["E02"].verdict is Verdict.THERE_UNDATED
    assert found["E02"].text == "Đã có; cần ghi ngày hết hạn."
    assert found["B05"].verdict is Verdict.THERE
    assert is_complete(found.values())


def test_of_two_items_that_replace_each_other_one_is_enough() -> None:
    new = replace(REQUIRED, code="B01", alternative_to="B02")
    known = replace(REQUIRED, code="B02", alternative_to="B01")

    assert [one.verdict for one in answer(new, known).values()] == [Verdict.MISSING, Verdict.MISSING]
    one_is_there = answer(new, known, filed=(paper("B02"),))
    assert [one.verdict for one in one_is_there.values()] == [Verdict.BY_OTHER, Verdict.THERE]
    assert is_complete(one_is_there.values())


def test_papers_are_renewed_when_none_of_them_has_expired() -> None:
    stale = answer(RENEWED, OPTIONAL, filed=(paper("E02", date(2026, 11, 22)),))["R02"]

    assert stale.verdict is Verdict.EXPIRED
    assert "hết hạn chưa được thay" in stale.text
    assert answer(RENEWED, OPTIONAL, filed=(paper("E02", TODAY),))["R02"].verdict is Verdict.THERE
    assert answer(RENEWED, OPTIONAL)["R02"].verdict is Verdict.THERE
