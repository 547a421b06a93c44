"""Decision numbers, tax numbers, barcodes and product codes as lists damage them."""

import datetime as dt
from pathlib import Path

import pytest
from builders.workbooks import HEADER, only_row, reasons, results

from registry.sheets.cells.decisions import read_decision


@pytest.mark.parametrize(
    ("written", "number", "day"),
    [
        ("4261/QĐ-UBND", "4261/QĐ-UBND", None),
        ("Số: 1045/QĐ-UBND ngày 10/8/2021 của UBND tỉnh Lai Châu", "1045/QĐ-UBND", dt.date(2021, 8, 10)),
        ("Quyết định số 1757/QĐ-UBND ngày 11 tháng 12 năm 2020", "1757/QĐ-UBND", dt.date(2020, 12, 11)),
        ("QĐ số 114/QĐ-UBND, 15/1/2020", "114/QĐ-UBND", dt.date(2020, 1, 15)),
        ("921/QĐ-UBND (20/7/2020)", "921/QĐ-UBND", dt.date(2020, 7, 20)),
        ("26/2026/QĐ-TTg", "26/2026/QĐ-TTg", None),
        ("  4261 / QĐ - UBND ", "4261/QĐ-UBND", None),
        ("", "", None),
    ],
)
def test_decision_numbers_are_read_with_the_day_beside_them(written: str, number: str, day: dt.date | None) -> None:
    reading = read_decision(written)

    assert reading.value == (number, day)
    assert not reading.problem
    assert not reading.guess


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("921⁄QĐUBND", "921/QĐ-UBND"),
        ("1045⁄⁄QĐ-UBND", "1045/QĐ-UBND"),
        ("1045/QD-UBND", "1045/QĐ-UBND"),
        ("1045/qđ-ubnd", "1045/QĐ-UBND"),
    ],
)
def test_damaged_decision_numbers_are_mended_as_a_guess(tmp_path: Path, written: str, number: str) -> None:
    sheet = results(tmp_path, (*HEADER, "Số quyết định"), (1, "Chè", "HTX Một", "3 sao", written))

    row = only_row(sheet)
    (guess,) = (guess for guess in row.guesses if guess.field == "decision_number")
    assert row.decision_number == number
    assert (guess.column, guess.written, guess.read) == ("Số quyết định", written, number)
    assert row.as_written["decision_number"] == written


@pytest.mark.parametrize(("written", "number"), [("Quyết định số 2310", "2310"), ("100/QĐ", "100/QĐ"), (2310, "2310")])
def test_a_decision_number_without_its_body_is_kept_and_said(written: str | int, number: str) -> None:
    reading = read_decision(written)

    assert reading.value == (number, None)
    assert reading.severity == "warning"
    assert reading.problem


@pytest.mark.parametrize("written", ["921/QĐ-UBND; 1757/QĐ-UBND", "đang trình ký", dt.date(2021, 10, 8)])
def test_two_decisions_no_decision_and_a_day_in_its_place_are_refused(written: str | dt.date) -> None:
    reading = read_decision(written)

    assert reading.value == ("", None)
    assert reading.severity == "blocking"
    assert reading.problem


def test_a_decision_named_only_above_the_table_is_taken_as_a_guess(tmp_path: Path) -> None:
    sheet = results(
        tmp_path,
        ("DANH SÁCH SẢN PHẨM OCOP NĂM 2021",),
        ("(Kèm theo Quyết định số 4261/QĐ-UBND ngày 29/12/2021 của UBND tỉnh Lào Cai)",),
        HEADER,
        (1, "Chè", "HTX Một", "3 sao"),
    )

    row = only_row(sheet)
    assert (row.decision_number, row.decided_on) == ("4261/QĐ-UBND", dt.date(2021, 12, 29))
    assert {guess.field for guess in row.guesses} >= {"decision_number", "decided_on"}
    assert len(sheet.title_lines) == 2


def test_a_day_that_differs_from_the_one_beside_the_number_is_said(tmp_path: Path) -> None:
    header = (*HEADER, "Quyết định", "Ngày quyết định")

    sheet = results(tmp_path, header, (1, "Chè", "HTX Một", "3 sao", "921/QĐ-UBND ngày 20/7/2020", "21/7/2020"))

    assert only_row(sheet).decided_on == dt.date(2020, 7, 21)
    assert reasons(sheet, "warning") == [(2, "Ngày quyết định", "20/07/2020")]


def test_zeros_that_a_number_cell_lost_are_given_back_as_guesses(tmp_path: Path) -> None:
    header = (*HEADER, "Điện thoại", "Mã số thuế")

    sheet = results(tmp_path, header, (1, "Chè", "HTX Một", "3 sao", 912345678, 100109106))

    row = only_row(sheet)
    assert (row.phone, row.tax_number) == ("0912345678", "0100109106")
    assert {guess.field for guess in row.guesses} >= {"phone", "tax_number"}


def test_numbers_with_a_wrong_check_digit_are_refused(tmp_path: Path) -> None:
    header = (*HEADER, "Mã số thuế", "Mã vạch", "Mã số sản phẩm")

    sheet = results(tmp_path, header, (1, "Chè", "HTX Một", "3 sao", "0100109107", "4006381333932", "12-3"))

    row = only_row(sheet)
    assert (row.tax_number, row.gtin, row.product_code) == ("", "", "")
    assert [column for _, column, _ in reasons(sheet, "blocking")] == ["Mã số thuế", "Mã vạch", "Mã số sản phẩm"]


def test_good_numbers_are_read_from_text_and_number_cells(tmp_path: Path) -> None:
    header = (*HEADER, "Mã số thuế", "Mã vạch (GTIN)", "Mã số sản phẩm")

    sheet = results(
        tmp_path,
        header,
        (1, "Chè", "HTX Một", "3 sao", "0100109106", 4006381333931, "83-829-28780-3-2022"),
        (2, "Gạo", "HTX Hai", "3 sao", "0100109106-001", "400 6381 333931", "12-03388-3-2026"),
    )

    assert sheet.problems == []
    assert [row.gtin for row in sheet.rows] == ["4006381333931"] * 2
    assert [row.tax_number for row in sheet.rows] == ["0100109106", "0100109106-001"]
    assert [row.product_code for row in sheet.rows] == ["83-829-28780-3-2022", "12-03388-3-2026"]
