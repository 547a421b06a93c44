"""Days in every spelling that lists use."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from builders.workbooks import HEADER, a_workbook, only_row, reasons, results, results_of
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from registry.sheets.cells.days import read_day, read_expiry

WITH_DAY = (*HEADER, "Ngày quyết định")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20/7/2020", dt.date(2020, 7, 20)),
        ("20-07-2020", dt.date(2020, 7, 20)),
        ("20.7.2020", dt.date(2020, 7, 20)),
        ("20 / 7 / 2020", dt.date(2020, 7, 20)),
        ("2020-07-20", dt.date(2020, 7, 20)),
        ("2020-07-20 00:00:00", dt.date(2020, 7, 20)),
        ("Ngày 20⁄7⁄2020", dt.date(2020, 7, 20)),
        ("ngày 10/08/2021", dt.date(2021, 8, 10)),
        ("ngày 08 tháng 5 năm 2020", dt.date(2020, 5, 8)),
        ("Ngày 8 tháng 5 năm 2020", dt.date(2020, 5, 8)),
        ("nga\u0300y 08 tha\u0301ng 5 na\u0306m 2020", dt.date(2020, 5, 8)),
        ("29/2/2024", dt.date(2024, 2, 29)),
        ("đến hết ngày 12/12/2021", dt.date(2021, 12, 12)),
        (dt.date(2020, 7, 20), dt.date(2020, 7, 20)),
        (dt.datetime(2020, 7, 20, 7, 30), dt.date(2020, 7, 20)),  # noqa: DTZ001
    ],
)
def test_days_are_read_however_they_are_written(written: str | dt.date, day: dt.date) -> None:
    reading = read_day(written)

    assert (reading.value, reading.problem, reading.guess) == (day, "", "")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (44560, dt.date(2021, 12, 30)),
        (44560.75, dt.date(2021, 12, 30)),
        ("44560", dt.date(2021, 12, 30)),
        ("15/1/20", dt.date(2020, 1, 15)),
    ],
)
def test_serial_numbers_and_short_years_are_guesses(written: str | float, day: dt.date) -> None:
    reading = read_day(written)

    assert reading.value == day
    assert reading.guess
    assert reading.shown == day.strftime("%d/%m/%Y")


@pytest.mark.parametrize(
    "written",
    [
        "31/2/2021",
        "12/25/2020",
        "29/2/2023",
        "8/2021",
        "20/7/2020 và 1/8/2020",
        "12/12/2021 - 12/12/2024",
        "hôm qua",
        "1/1/1899",
        dt.date(1900, 1, 5),
        dt.time(7, 30),
        17,
        20_000,
        1e12,
        -44560,
        float("nan"),
    ],
)
def test_what_is_no_day_is_refused(written: str | float | dt.date | dt.time) -> None:
    reading = read_day(written)

    assert reading.value is None
    assert reading.severity == "blocking"
    assert reading.problem


@pytest.mark.parametrize("written", [2021, "2021", "năm 2021"])
def test_a_year_alone_is_no_day_and_is_said(written: str | float) -> None:
    reading = read_day(written)

    assert (reading.value, reading.severity) == (None, "warning")


def test_a_term_in_the_place_of_an_expiry_is_left_to_the_rule() -> None:
    reading = read_expiry("36 tháng")

    assert (reading.value, reading.severity) == (None, "warning")


def test_real_days_serial_numbers_and_texts_stand_mixed_in_one_column(tmp_path: Path) -> None:
    rows = [
        (1, "Chè", "HTX Một", "3 sao", dt.date(2021, 12, 29)),
        (2, "Mật ong", "HTX Hai", "3 sao", 44559),
        (3, "Gạo", "HTX Ba", "3 sao", "29/12/2021"),
        (4, "Miến", "HTX Bốn", "3 sao", "ngày 29 tháng 12 năm 2021"),
        (5, "Cá", "HTX Năm", "3 sao", None),
    ]

    sheet = results(tmp_path, WITH_DAY, *rows)

    day = dt.date(2021, 12, 29)
    assert [row.decided_on for row in sheet.rows] == [day, day, day, day, None]
    guesses = [(row.sequence, guess) for row in sheet.rows for guess in row.guesses if guess.field == "decided_on"]
    assert [(number, guess.written, guess.read) for number, guess in guesses] == [(2, "44559", "29/12/2021")]
    assert sheet.rows[0].as_written["decided_on"] == "29/12/2021"


def test_serial_numbers_of_a_workbook_that_counts_from_1904_are_days_of_that_count(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.worksheets[0]
    page.append(WITH_DAY)
    page.append((1, "Chè", "HTX Một", "3 sao", 43097))
    page.append((2, "Mật ong", "HTX Hai", "3 sao", dt.date(2021, 12, 29)))
    path = tmp_path / "mac.xlsx"
    book.save(path)

    assert [row.decided_on for row in results_of(path).rows] == [dt.date(2021, 12, 29)] * 2


def test_a_year_that_differs_from_the_day_is_kept_and_said(tmp_path: Path) -> None:
    header = (*WITH_DAY, "Năm")
    rows = [
        (1, "Chè", "HTX Một", "3 sao", dt.date(2021, 12, 29), 2022),
        (2, "Gạo", "HTX Một", "3 sao", None, "năm 2021"),
    ]

    sheet = results(tmp_path, header, *rows)

    assert [(row.decided_on, row.year) for row in sheet.rows] == [(dt.date(2021, 12, 29), 2022), (None, 2021)]
    assert reasons(sheet, "warning") == [(2, "Năm", "2022")]


def test_an_expiry_before_the_decision_is_said(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "list.xlsx",
        [(*WITH_DAY, "Ngày hết hạn"), (1, "Chè", "HTX Một", "3 sao", "29/12/2021", "29/12/2020")],
    )

    sheet = results_of(path)

    assert only_row(sheet).expires_on == dt.date(2020, 12, 29)
    assert reasons(sheet, "warning") == [(2, "Ngày hết hạn", "29/12/2020")]
