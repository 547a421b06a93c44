"""The province's Quy chế is a setting: what is written down comes back, and nothing that cannot be gets in."""

import json
from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction

import pytest

from registry.rules.council import DEFAULT_RULES, CouncilRules, Disqualification, MinimaReading, SheetsOpen
from registry.rules.council_settings import explained, from_settings, to_settings
from registry.rules.hearing import Refusals
from registry.rules.refusal import Refusal

OF_THE_PROVINCE = CouncilRules(
    quorum_share=Fraction(2, 3),
    chair_needed=False,
    vice_chair_presides=True,
    spread_limit=Decimal("9.5"),
    spread_stands_after=2,
    decimals=1,
    minima_cumulative=False,
    minima_reading=MinimaReading.MEAN,
    disqualification=Disqualification.EVERYONE,
    secretary_scores=False,
    sheets_open=SheetsOpen.AFTER_RESULT,
    ground="Quyết định số 12/QĐ-UBND ngày 05/01/2026",
)


@pytest.mark.parametrize("rules", [DEFAULT_RULES, OF_THE_PROVINCE])
def test_what_is_written_down_comes_back(rules: CouncilRules) -> None:
    assert from_settings(json.loads(json.dumps(to_settings(rules)))) == rules


def test_the_province_above_differs_from_the_defaults_in_everything() -> None:
    same = [
        one.name
        for one in fields(CouncilRules)
        if getattr(OF_THE_PROVINCE, one.name) == getattr(DEFAULT_RULES, one.name)
    ]

    assert same == []


def test_what_is_not_written_keeps_its_default() -> None:
    assert from_settings({}) == DEFAULT_RULES
    assert from_settings({"decimals": 1, "ground": "Quy chế"}) == replace(DEFAULT_RULES, decimals=1, ground="Quy chế")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quorum_share", "0"),
        ("quorum_share", "4/3"),
        ("quorum_share", "3/0"),
        ("quorum_share", "0.75"),
        ("quorum_share", "-3/4"),
        ("quorum_share", "1e99999999"),
        ("quorum_share", 0.75),
        ("quorum_share", None),
        ("spread_limit", "100.01"),
        ("spread_limit", "-1"),
        ("spread_limit", "9.999"),
        ("spread_limit", "NaN"),
        ("spread_limit", "1e-9999"),
        ("spread_limit", 10),
        ("spread_stands_after", 0),
        ("spread_stands_after", 10),
        ("spread_stands_after", "2"),
        ("spread_stands_after", True),
        ("decimals", -1),
        ("decimals", 3),
        ("decimals", True),
        ("decimals", "2"),
        ("chair_needed", 1),
        ("vice_chair_presides", "true"),
        ("minima_cumulative", None),
        ("secretary_scores", "có"),
        ("minima_reading", "veto"),
        ("minima_reading", []),
        ("disqualification", ""),
        ("sheets_open", "always"),
        ("ground", None),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(name: str, value: object) -> None:
    with pytest.raises(Refusal) as refused:
        from_settings({"ground": "Quy chế", name: value})

    assert refused.value.field == name


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("quorum_share", "1", Fraction(1)),
        ("quorum_share", "1/999", Fraction(1, 999)),
        ("spread_limit", "0", Decimal(0)),
        ("spread_limit", "100", Decimal(100)),
        ("spread_limit", " 9,5 ", Decimal("9.5")),
        ("spread_stands_after", None, None),
        ("spread_stands_after", 1, 1),
        ("spread_stands_after", 9, 9),
        ("decimals", 0, 0),
        ("decimals", 2, 2),
    ],
)
def test_what_lies_on_the_edge_is_taken(name: str, value: object, read: object) -> None:
    assert getattr(from_settings({"ground": "Quy chế", name: value}), name) == read


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Refusals) as refused:
        from_settings({"quorum_share": "2", "decimals": 7, "sheets_open": "x", "veto": True})

    assert [one.field for one in refused.value.each] == [None, "quorum_share", "decimals", "sheets_open"]
    assert "veto" in refused.value.text


def test_whoever_leaves_the_defaults_names_the_paper() -> None:
    with pytest.raises(Refusal, match="văn bản ban hành Quy chế") as refused:
        from_settings({"spread_limit": "8", "ground": "  "})

    assert refused.value.field == "ground"


def test_every_rule_is_explained_with_its_ground() -> None:
    said = explained(DEFAULT_RULES)

    assert {one.name for one in said} | {"vice_chair_presides", "ground"} == {one.name for one in fields(CouncilRules)}
    assert all(one.text.endswith(".") and one.ground.endswith(".") for one in said)


def test_a_provinces_paper_is_the_ground_of_every_rule() -> None:
    assert {one.ground for one in explained(OF_THE_PROVINCE)} == {OF_THE_PROVINCE.ground}


def test_what_differs_is_explained_in_other_words() -> None:
    defaults = {one.name: one.text for one in explained(DEFAULT_RULES)}
    theirs = {one.name: one.text for one in explained(OF_THE_PROVINCE)}

    assert all(defaults[name] != theirs[name] for name in defaults)
    assert "9,5 điểm" in theirs["spread_limit"]
    assert theirs["spread_stands_after"].startswith("Sau 2 lần thảo luận")
    assert "quá 10 điểm" in defaults["spread_limit"]
    assert (
        "Phó Chủ tịch"
        in {one.name: one.text for one in explained(CouncilRules(vice_chair_presides=True))}["chair_needed"]
    )
