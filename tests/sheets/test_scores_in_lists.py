"""Points with decimal commas, years and rounds."""

import datetime as dt
from pathlib import Path

import pytest
from builders.workbooks import HEADER, reasons, results

from registry.sheets.cells.numbers import read_round, read_score, read_sequence, read_year


@pytest.mark.parametrize(
    ("written", "hundredths"),
    [
        ("52,8", 5280),
        ("52.8", 5280),
        ("67,25", 6725),
        ("96", 9600),
        ("96,00 điểm", 9600),
        ("85,5đ", 8550),
        ("85/100", 8500),
        ("Đạt 85,5 điểm", 8550),
        ("52,850", 5285),
        ("0", 0),
        ("100", 10_000),
        (52.8, 5280),
        (69.99, 6999),
        (96, 9600),
        (0.29 * 100, 2900),
        ("", None),
        ("-", None),
    ],
)
def test_points_are_hundredths(written: str | float, hundredths: int | None) -> None:
    reading = read_score(written)

    assert (reading.value, reading.problem) == (hundredths, "")


@pytest.mark.parametrize(
    "written",
    [
        "52,855",
        66.666666,
        "10.322",
        "52,8-67,2",
        "62,6%",
        "100,01",
        "101",
        -3,
        1e300,
        float("inf"),
        float("nan"),
        "năm mươi",
        dt.date(2021, 8, 5),
    ],
)
def test_what_is_no_points_or_not_surely_which_is_refused(written: str | float | dt.date) -> None:
    reading = read_score(written)

    assert reading.value is None
    assert reading.severity == "blocking"
    assert reading.problem


def test_a_dot_before_three_figures_may_mean_thousands() -> None:
    assert "10322 hoặc 10,322" in read_score("10.322").problem


@pytest.mark.parametrize(
    ("written", "number", "year"),
    [
        ("đợt 2", 2, None),
        ("Đợt II", 2, None),
        ("lần thứ hai", 2, None),
        (2, 2, None),
        ("2", 2, None),
        ("Đợt 1 năm 2021", 1, 2021),
        ("đợt 1/2021", 1, 2021),
        ("", None, None),
    ],
)
def test_rounds_are_numbers_with_the_year_beside_them(written: str | int, number: int | None, year: int | None) -> None:
    assert read_round(written).value == (number, year)


@pytest.mark.parametrize(("written", "year"), [(2021, 2021), ("Năm 2021", 2021), ("2021", 2021), ("", None)])
def test_years_are_read(written: str | int, year: int | None) -> None:
    assert read_year(written).value == year


@pytest.mark.parametrize("written", ["21", "2021-2022", 1021, "hai nghìn"])
def test_what_is_no_year_of_the_programme_is_refused(written: str | int) -> None:
    assert read_year(written).problem


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (1.0, 1),
        ("1", 1),
        ("01", 1),
        ("1.0", 1),
        ("1.", 1),
        ("(1)", 1),
        ("I", None),
        ("Tổng", None),
        (1.5, None),
        ("", None),
    ],
)
def test_only_whole_numbers_number_a_row(written: str | float, number: int | None) -> None:
    assert read_sequence(written) == number


def test_a_column_headed_result_holds_points_when_its_numbers_are_above_five(tmp_path: Path) -> None:
    header = ("TT", "Sản phẩm", "Chủ thể", "Địa chỉ", "Kết quả")

    points = results(tmp_path, header, (1, "Chè", "HTX Một", "Bản A", 96), (2, "Gạo", "HTX Hai", "Bản B", "52,8"))
    stars = results(tmp_path, header, (1, "Chè", "HTX Một", "Bản A", 4), (2, "Gạo", "HTX Hai", "Bản B", "3 sao"))

    assert [(row.score, row.stars) for row in points.rows] == [(9600, None), (5280, None)]
    assert [(row.score, row.stars) for row in stars.rows] == [(None, 4), (None, 3)]


def test_points_that_cannot_be_read_are_named_by_row_column_and_value(tmp_path: Path) -> None:
    sheet = results(tmp_path, (*HEADER, "Điểm"), (1, "Chè", "HTX Một", "3 sao", "52,8-67,2"))

    assert reasons(sheet, "blocking") == [(2, "Điểm", "52,8-67,2")]
