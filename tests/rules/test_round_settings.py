"""The rounds of the province are a setting: at least two a year, and nothing that cannot be."""

import json

import pytest

from registry.rules.hearing import Refusals
from registry.rules.refusal import Refusal
from registry.rules.round_settings import explained, from_settings, to_settings
from registry.rules.rounds import DEFAULT_ROUNDS, RoundRules, YearDay, YearlyRound

THREE = RoundRules(
    rounds=(
        YearlyRound(filed_before=YearDay(1, 31), finish_before=YearDay(3, 31)),
        YearlyRound(filed_before=YearDay(4, 30), finish_before=YearDay(6, 30)),
        YearlyRound(filed_before=YearDay(10, 30), finish_before=YearDay(1, 15)),
    ),
    cutoff_counts=True,
    in_time_keeps_effect=True,
    ground="Quy chế của tỉnh",
)
ROUND = {"filed_before": "04-30", "finish_before": "06-30"}
LATER = {"filed_before": "10-30", "finish_before": "12-30"}


@pytest.mark.parametrize("rules", [DEFAULT_ROUNDS, THREE])
def test_rounds_that_are_written_down_come_back(rules: RoundRules) -> None:
    assert from_settings(json.loads(json.dumps(to_settings(rules)))) == rules


def test_rounds_not_written_are_those_of_the_instrument() -> None:
    assert from_settings({}) == DEFAULT_ROUNDS


def test_rounds_come_back_in_the_order_of_the_year() -> None:
    assert from_settings({"rounds": [LATER, ROUND]}) == DEFAULT_ROUNDS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rounds", [ROUND]),
        ("rounds", [ROUND, ROUND]),
        ("rounds", [{"filed_before": f"{month:02}-01", "finish_before": "12-30"} for month in range(1, 13)] + [LATER]),
        ("rounds", [ROUND, {"filed_before": "10-30"}]),
        ("rounds", [ROUND, {"filed_before": "10-30", "finish_before": "10-30"}]),
        ("rounds", [ROUND, {"filed_before": "12-30", "finish_before": "10-30"}]),
        ("rounds", [ROUND, {"filed_before": "02-29", "finish_before": "10-30"}]),
        ("rounds", [ROUND, {"filed_before": "30/10", "finish_before": "12-30"}]),
        ("rounds", [ROUND, "10-30"]),
        ("rounds", None),
        ("cutoff_counts", "có"),
        ("in_time_keeps_effect", 1),
        ("ground", 5),
        (None, None),
    ],
)
def test_rounds_that_cannot_be_are_refused_at_their_field(name: str | None, value: object) -> None:
    with pytest.raises(Refusal) as refused:
        from_settings({"ground": "Quy chế", name or "strange": value})

    assert refused.value.field == name


def test_twelve_rounds_a_year_are_the_most() -> None:
    monthly = [{"filed_before": f"{month:02}-01", "finish_before": f"{month:02}-28"} for month in range(1, 13)]

    assert len(from_settings({"rounds": monthly, "ground": "Quy chế"}).rounds) == 12


def test_a_wrong_round_is_named() -> None:
    with pytest.raises(Refusal, match=r"^Đợt 2: ngày trong năm"):
        from_settings({"rounds": [ROUND, {"filed_before": "13-01", "finish_before": "12-30"}]})


def test_all_that_is_wrong_with_rounds_is_said_at_once() -> None:
    with pytest.raises(Refusals) as refused:
        from_settings({"rounds": [], "cutoff_counts": 0, "in_time_keeps_effect": 0, "ground": 0})

    assert [one.field for one in refused.value.each] == ["rounds", "cutoff_counts", "in_time_keeps_effect", "ground"]


def test_whoever_leaves_the_instruments_rounds_names_the_ground() -> None:
    with pytest.raises(Refusal, match="căn cứ") as refused:
        from_settings({"in_time_keeps_effect": True})

    assert refused.value.field == "ground"


def test_rounds_are_explained_with_their_ground() -> None:
    defaults, theirs = explained(DEFAULT_ROUNDS), explained(THREE)

    assert defaults[0].text == (
        "Đợt 1: hồ sơ xã chuyển trước 30/4, xong trước 30/6. Đợt 2: hồ sơ xã chuyển trước 30/10, xong trước 30/12."
    )
    assert theirs[0].text.startswith("Đợt 1: hồ sơ xã chuyển trước 31/01, xong trước 31/3.")
    assert "xong trước 15/01" in theirs[0].text
    assert [one.ground for one in theirs] == ["Quy chế của tỉnh"] * 3
    assert all(mine.text != their.text for mine, their in zip(defaults, theirs, strict=True))
    assert "Điều 12" in defaults[2].ground


def test_a_round_longer_than_the_two_months_of_the_instrument_is_remarked_upon() -> None:
    assert explained(DEFAULT_ROUNDS)[0].remark == ""
    remark = explained(THREE)[0].remark

    assert remark.startswith("Đợt 3: từ ngày chốt hồ sơ đến hạn hoàn thành là 77 ngày;")
    assert "Đợt 1" not in remark
