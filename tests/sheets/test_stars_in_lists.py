"""Stars in every spelling that lists use."""

import datetime as dt
from pathlib import Path

import pytest
from builders.workbooks import HEADER, only_row, reasons, results

from registry.sheets.cells.stars import Stars, read_stars


@pytest.mark.parametrize(
    ("written", "stars"),
    [
        ("3 sao", 3),
        ("03 sao", 3),
        ("3sao", 3),
        ("ba (03) sao", 3),
        ("Ba sao", 3),
        ("BỐN SAO", 4),
        ("bốn ngôi sao", 4),
        ("OCOP 3 sao", 3),
        ("0COP 3 sao", 3),
        ("3 sao OCOP", 3),
        ("đạt hạng ba (03 sao)", 3),
        ("Đạt hạng bốn (04) sao", 4),
        ("Hạng 3 sao", 3),
        ("Hạng 3", 3),
        ("hạng III", 3),
        ("Sản phẩm đạt 4 sao", 4),
        ("4 sao cấp tỉnh", 4),
        ("3*", 3),
        ("***", 3),
        ("★★★", 3),
        ("★★★★☆", 4),
        ("⭐⭐⭐", 3),
        ("⭐️⭐️⭐️⭐️⭐️", 5),
        ("3", 3),
        ("3.0", 3),
        (3, 3),
        (5.0, 5),
        ("\u200b3\xa0sao ", 3),
        ("đa\u0323t ha\u0323ng 3 sao", 3),
    ],
)
def test_stars_are_read_however_they_are_written(written: str | float, stars: int) -> None:
    reading = read_stars(written)

    assert reading.value == Stars(stars)
    assert not reading.problem


@pytest.mark.parametrize(
    "written",
    [
        "tiềm năng 5 sao",
        "Tiềm năng năm (05) sao",
        "đề nghị 5 sao",
        "Đề nghị Trung ương công nhận 5 sao",
        "đề xuất 05 sao",
        "Trình Trung ương đánh giá 5 sao",
        "tiềm năng 5*",
    ],
)
def test_the_hope_of_five_stars_is_not_five_stars(written: str) -> None:
    reading = read_stars(written)

    assert reading.value == Stars(stars=None, potential_five=True)
    assert not reading.problem


def test_four_stars_with_the_hope_of_five_are_four_stars() -> None:
    assert read_stars("4 sao (tiềm năng 5 sao)").value == Stars(stars=4, potential_five=True)


@pytest.mark.parametrize("written", [0, "0", "Không đạt", "chưa xếp hạng", "-"])
def test_no_rank_is_no_stars_and_is_said(written: str | float) -> None:
    reading = read_stars(written)

    assert reading.value == Stars()
    assert reading.severity == "warning"
    assert reading.problem


@pytest.mark.parametrize("written", ["6 sao", "ba (04) sao", "3-4 sao", "3 sao hoặc 4 sao", "đạt", 7, 2.5, "abc", "33"])
def test_what_states_no_number_of_stars_or_two_of_them_is_refused(written: str | float) -> None:
    reading = read_stars(written)

    assert reading.value.stars is None
    assert reading.severity == "blocking"
    assert reading.problem


def test_the_decision_written_beside_the_stars_is_read_too(tmp_path: Path) -> None:
    sheet = results(tmp_path, HEADER, (1, "Chè", "HTX Một", "OCOP 4 sao (QĐ 114/QĐ-UBND, 15/1/2020)"))

    row = only_row(sheet)
    assert (row.stars, row.decision_number, row.decided_on) == (4, "114/QĐ-UBND", dt.date(2020, 1, 15))
    assert sheet.problems == []
    assert row.as_written["stars"] == "OCOP 4 sao (QĐ 114/QĐ-UBND, 15/1/2020)"


def test_stars_that_cannot_be_read_are_named_by_row_column_and_value(tmp_path: Path) -> None:
    sheet = results(tmp_path, HEADER, (1, "Chè", "HTX Một", "3 sao"), (2, "Mật ong", "HTX Hai", "sáu sao"))

    assert reasons(sheet, "blocking") == [(3, "Hạng sao", "sáu sao")]
    assert [row.stars for row in sheet.rows] == [3, None]


def test_marks_under_a_column_for_each_number_of_stars_are_stars(tmp_path: Path) -> None:
    header = ("TT", "Tên sản phẩm", "Tên chủ thể", "3 sao", "4 sao", "5 sao")

    sheet = results(
        tmp_path, header, (1, "Chè", "HTX Một", "x"), (2, "Mật ong", "HTX Hai", "", "X"), (3, "Gạo", "HTX Ba")
    )

    assert [row.stars for row in sheet.rows] == [3, 4, None]
