"""What the reading process hands over arrives as it was; what is spoilt on the way is noticed."""

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.sheets.opening.receiving import Garbled, unpack
from registry.sheets.opening.sending import RawSheet, pack, pack_refusal

CELLS = st.one_of(
    st.just(""),
    st.text(max_size=8).filter(lambda text: "\x1f" not in text and text.isprintable()),
    st.floats(allow_nan=False),
    st.dates(min_value=dt.date(1900, 1, 1)),
    st.datetimes(min_value=dt.datetime(1900, 1, 1)),  # noqa: DTZ001
    st.times(),
)


def _over(columns: list[list[Any]], **about: Any) -> RawSheet:
    sheet = RawSheet(name="Danh sách – «1»", height=len(columns[0]) if columns else 0, columns=columns, **about)
    arrived = unpack(b"".join(pack([sheet])))
    assert not isinstance(arrived, str)
    (one,) = arrived
    assert (one.name, one.height) == (sheet.name, sheet.height)
    return one


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 12).flatmap(lambda height: st.lists(st.lists(CELLS, min_size=height, max_size=height), max_size=4))
)
def test_cells_of_every_kind_arrive_as_they_were(columns: list[list[Any]]) -> None:
    assert _over(columns).columns == columns


@pytest.mark.parametrize(
    "column",
    [
        ["HTX Một"] * 900 + ["HTX Hai"] * 100,
        [f"Sản phẩm {number}" for number in range(1000)],
        ["Điểm", *[number / 7 for number in range(998)], ""],
        ["Ngày", *[dt.date(2020, 1, 1) + dt.timedelta(days=number % 9) for number in range(998)], "Tổng cộng"],
        ["TT", "1", 2.0, dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, 7, 30), dt.time(7, 30), ""] * 40,  # noqa: DTZ001
        [""] * 1000,
    ],
)
def test_long_columns_arrive_as_they_were(column: list[Any]) -> None:
    assert _over([column]).columns == [column]


def test_what_no_list_holds_arrives_as_text() -> None:
    assert _over([[True, False, dt.timedelta(hours=30), "a\x1fb"]]).columns == [
        ["TRUE", "FALSE", "1 day, 6:00:00", "a b"]
    ]


def test_what_is_known_of_a_sheet_arrives_too() -> None:
    sheet = _over(
        [["x"] * 3],
        is_visible=False,
        counts_from_1904=True,
        merges=[(0, 0, 2, 0)],
        damaged=[(1, 0, "#N/A"), (2, 0, "")],
    )

    assert (sheet.is_visible, sheet.counts_from_1904) == (False, True)
    assert (sheet.merges, sheet.damaged) == ([(0, 0, 2, 0)], [(1, 0, "#N/A"), (2, 0, "")])


def test_a_refusal_arrives_as_its_code() -> None:
    assert unpack(b"".join(pack_refusal("too_many_rows\tDS"))) == "too_many_rows\tDS"


def test_an_answer_that_is_cut_short_is_never_taken_for_a_whole_one() -> None:
    whole = b"".join(pack([RawSheet(name="DS", height=3, columns=[["a", "b", "c"], [1.0, 2.0, 3.0]])]))

    for length in range(len(whole)):
        with pytest.raises(Garbled):
            unpack(whole[:length])


def test_a_spoilt_answer_is_noticed_or_harmless() -> None:
    column = ["TT", *[float(number) for number in range(40)], ""]
    whole = b"".join(pack([RawSheet(name="DS", height=42, columns=[column, ["HTX Một"] * 42])]))
    chance = random.Random(2020)

    for _ in range(3000):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            arrived = unpack(bytes(spoilt))
        except Garbled:
            continue
        assert isinstance(arrived, str) or all(len(one) == sheet.height for sheet in arrived for one in sheet.columns)
