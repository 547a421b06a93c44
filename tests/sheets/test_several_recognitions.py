"""The workbook of 22 columns in which each row tells of a first and a second recognition."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from builders.workbooks import a_workbook, reasons, results, results_of

from registry.rules.instruments import RecognitionKind
from registry.sheets.result_row import ResultRow, ResultSheet

ONE_ROW_HEADER = (
    "TT",
    "Tên sản phẩm",
    "Nhóm sản phẩm",
    "Loại hình chủ thể",
    "Tên chủ thể",
    "Xã/phường",
    "Địa chỉ",
    "Người đại diện",
    "Điện thoại",
    "Hạng sao hiện tại",
    "Ngày hết hạn",
    "Hạng sao - đánh giá lần 1",
    "Ngày công nhận lần 1",
    "Năm công nhận lần 1",
    "Số quyết định lần 1",
    "Cơ quan ban hành lần 1",
    "Hạng sao - lần 2 / nâng hạng",
    "Ngày công nhận lần 2",
    "Năm công nhận lần 2",
    "Số quyết định lần 2",
    "Cơ quan ban hành lần 2",
    "Ghi chú",
)
GROUPED_HEADER = (
    (*ONE_ROW_HEADER[:11], "Đánh giá lần 1", "", "", "", "", "Đánh giá lần 2 / nâng hạng", "", "", "", "", "Ghi chú"),
    ("",) * 11 + ("Hạng sao", "Ngày công nhận", "Năm công nhận", "Số quyết định", "Cơ quan ban hành") * 2,
)
UPGRADED = (1, "Chè", "Đồ uống", "HTX", "HTX Một", "Xã A", "Bản A", "Lò Văn A", "0912345678", "4 sao", "29/12/2026")
UPGRADED_FIRST = ("3 sao", dt.date(2020, 12, 11), 2020, "1757/QĐ-UBND", "UBND tỉnh")
UPGRADED_SECOND = ("4 sao", "29/12/2023", 2023, "2310/QĐ-UBND", "UBND tỉnh")
ONCE = (2, "Mật ong", "", "", "", "", "", "", "", "3 sao", dt.date(2024, 8, 10))
ONCE_FIRST = ("OCOP 3 sao", "10/8/2021", 2021, "1045⁄⁄QĐ-UBND", "UBND tỉnh")


def _layout_a(tmp_path: Path) -> ResultSheet:
    header = [(*ONE_ROW_HEADER[:11], "Lần 1", *[""] * 4, "Lần 2", *[""] * 4, "Ghi chú"), ONE_ROW_HEADER]
    rows: list[tuple[Any, ...]] = [
        ("DANH SÁCH SẢN PHẨM OCOP",),
        (),
        *header,
        (*UPGRADED, *UPGRADED_FIRST, *UPGRADED_SECOND, "nâng hạng"),
        (*ONCE, *ONCE_FIRST),
        ("", "Tổng cộng", "", "", "1 chủ thể"),
    ]
    merges = [f"{letter}3:{letter}4" for letter in "ABCDEFGHIJKV"] + ["L3:P3", "Q3:U3", "E5:E6"]
    path = a_workbook(tmp_path / "a.xlsx", rows, sheet="Loc", before={"Tổng hợp": [("Huyện", "Số")]}, merges=merges)
    return results_of(path)


def _told(row: ResultRow) -> tuple[object, ...]:
    return row.sequence, row.recognition, row.stars, row.decided_on, row.year, row.decision_number, row.expires_on


def test_each_recognition_of_a_row_is_a_result_of_its_own(tmp_path: Path) -> None:
    sheet = _layout_a(tmp_path)

    assert (sheet.sheet_name, sheet.header_row) == ("Loc", 4)
    assert [_told(row) for row in sheet.rows] == [
        (1, 1, 3, dt.date(2020, 12, 11), 2020, "1757/QĐ-UBND", None),
        (1, 2, 4, dt.date(2023, 12, 29), 2023, "2310/QĐ-UBND", dt.date(2026, 12, 29)),
        (2, 1, 3, dt.date(2021, 8, 10), 2021, "1045/QĐ-UBND", dt.date(2024, 8, 10)),
    ]
    assert [row.producer_name for row in sheet.rows] == ["HTX Một"] * 3
    assert [row.commune for row in sheet.rows] == ["Xã A"] * 3
    assert [row.row_number for row in sheet.rows] == [5, 5, 6]
    assert reasons(sheet, "blocking") == []


def test_the_order_of_recognitions_is_a_guess_at_their_kind(tmp_path: Path) -> None:
    rows = _layout_a(tmp_path).rows

    kinds = [RecognitionKind.FIRST, RecognitionKind.UPGRADED, RecognitionKind.FIRST]
    assert [row.recognition_kind for row in rows] == kinds
    assert all("recognition_kind" in {guess.field for guess in row.guesses} for row in rows)


def test_the_words_of_each_recognition_are_its_own(tmp_path: Path) -> None:
    first, second, third = (row.as_written for row in _layout_a(tmp_path).rows)

    assert (first["stars"], second["stars"], third["stars"]) == ("3 sao", "4 sao", "OCOP 3 sao")
    assert (first["decided_on"], second["decided_on"]) == ("11/12/2020", "29/12/2023")
    assert third["decision_number"] == "1045⁄⁄QĐ-UBND"


def test_a_guess_belongs_to_the_recognition_it_was_made_at(tmp_path: Path) -> None:
    rows = _layout_a(tmp_path).rows

    assert [[guess.field for guess in row.guesses].count("decision_number") for row in rows] == [0, 0, 1]


@pytest.mark.parametrize("is_merged", [True, False])
def test_titles_grouped_under_each_recognition_are_understood(tmp_path: Path, is_merged: bool) -> None:
    rows = [*GROUPED_HEADER, (*UPGRADED, *UPGRADED_FIRST, *UPGRADED_SECOND)]
    merges = [*(f"{letter}1:{letter}2" for letter in "ABCDEFGHIJKV"), "L1:P1", "Q1:U1"] if is_merged else []

    sheet = results_of(a_workbook(tmp_path / "a.xlsx", rows, merges=merges))

    assert [(row.recognition, row.stars, row.year) for row in sheet.rows] == [(1, 3, 2020), (2, 4, 2023)]


def test_present_stars_that_differ_from_the_latest_recognition_are_kept_and_said(tmp_path: Path) -> None:
    row = (1, "Chè", *[""] * 2, "HTX Một", *[""] * 4, "3 sao", "", *UPGRADED_FIRST, *UPGRADED_SECOND)

    sheet = results(tmp_path, ONE_ROW_HEADER, row)

    assert [(one.stars, one.current_stars) for one in sheet.rows] == [(3, 3), (4, 3)]
    assert reasons(sheet, "warning") == [(2, "Hạng sao hiện tại", "3 sao")]


def test_a_row_without_any_recognition_takes_its_present_stars_as_a_guess(tmp_path: Path) -> None:
    row = (1, "Chè", *[""] * 2, "HTX Một", *[""] * 4, "3 sao", "29/12/2026")

    (only,) = results(tmp_path, ONE_ROW_HEADER, row).rows

    assert (only.recognition, only.stars, only.expires_on) == (1, 3, dt.date(2026, 12, 29))
    assert "stars" in {guess.field for guess in only.guesses}


def test_a_second_set_of_the_same_titles_is_a_second_recognition(tmp_path: Path) -> None:
    header = (
        "TT",
        "Tên sản phẩm",
        "Tên chủ thể",
        "Hạng sao",
        "Năm",
        "Số quyết định",
        "Hạng sao",
        "Năm",
        "Số quyết định",
    )

    sheet = results(tmp_path, header, (1, "Chè", "HTX Một", 3, 2020, "1/QĐ-UBND", 3, 2023, "2/QĐ-UBND"))

    assert [(row.year, row.decision_number) for row in sheet.rows] == [(2020, "1/QĐ-UBND"), (2023, "2/QĐ-UBND")]
    assert [row.recognition_kind for row in sheet.rows] == [RecognitionKind.FIRST, RecognitionKind.REASSESSED]


def test_a_first_recognition_without_its_number_stands_before_the_numbered_ones(tmp_path: Path) -> None:
    header = (
        "TT",
        "Tên sản phẩm",
        "Tên chủ thể",
        "Hạng sao",
        "Năm",
        "Hạng sao lần 2",
        "Năm lần 2",
        "Hạng sao lần 3",
        "Năm lần 3",
    )

    sheet = results(tmp_path, header, (1, "Chè", "HTX Một", 3, 2020, 4, 2023, 4, 2026))

    assert [(row.recognition, row.stars, row.year) for row in sheet.rows] == [(1, 3, 2020), (2, 4, 2023), (3, 4, 2026)]


def test_two_recognitions_may_differ_in_nothing_but_their_stars(tmp_path: Path) -> None:
    header = ("TT", "Tên sản phẩm", "Tên chủ thể", "Hạng sao", "Hạng sao lần 2")

    sheet = results(tmp_path, header, (1, "Chè", "HTX Một", 3, 4), (2, "Gạo", "HTX Hai", 3, ""))

    assert [(row.sequence, row.recognition, row.stars) for row in sheet.rows] == [(1, 1, 3), (1, 2, 4), (2, 1, 3)]
