"""What we write can be read by people and by us, and runs nothing."""

import csv
import datetime as dt
import io
import os
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from builders.workbooks import a_workbook, results_of

from registry.sheets.column_titles import recognise
from registry.sheets.opening.formula_guard import guarded, unguarded
from registry.sheets.result_row import ResultSheet
from registry.sheets.template import template_xlsx
from registry.sheets.writing import SheetColumn, write_csv, write_xlsx

COLUMNS = (
    SheetColumn("TT", "whole", 6),
    SheetColumn("Tên sản phẩm", width=32),
    SheetColumn("Tên chủ thể"),
    SheetColumn("Điện thoại"),
    SheetColumn("Điểm", "score"),
    SheetColumn("Hạng sao"),
    SheetColumn("Ngày quyết định", "date"),
)
FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","Chè")',
    "+84912345678",
    "-2+3",
    "@SUM(1+1)",
    "=cmd|' /C calc'!A0",
    "'=1+1",
    "''=1+1",
    "'Chè'",
    "=",
    "-",
    "＝1+1",
    "http://evil.example/x",
    "mailto:a@b.c",
    "internal:Sheet1!A1",
    "0912345678",
    "00123",
    "1E5",
    "TRUE",
    "<b>A &amp; B</b>",
    '"nháy" và, phẩy;',
)
ROWS = [
    [number, name, f"HTX {name}", name, 5000 + number * 7, "3 sao", dt.date(2020, 2, 29)]
    for number, name in enumerate(FORMULAS, start=1)
]


def _told(sheet: ResultSheet) -> list[list[object]]:
    return [
        [row.sequence, row.product_name, row.producer_name, row.phone, row.score, f"{row.stars} sao", row.decided_on]
        for row in sheet.rows
    ]


def test_a_workbook_of_ours_read_again_gives_the_same_values(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx(title="Danh sách sản phẩm", columns=COLUMNS, rows=ROWS, subtitle="Đến ngày 11/12/2020"))

    sheet = results_of(path)

    assert _told(sheet) == ROWS
    assert sheet.title_lines == ["Danh sách sản phẩm", "Đến ngày 11/12/2020"]


def test_csv_of_ours_read_again_gives_the_same_values(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(write_csv(columns=COLUMNS, rows=ROWS))

    assert _told(results_of(path)) == ROWS


def test_no_text_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx(title="=1+1", columns=COLUMNS, rows=ROWS))

    page = openpyxl.load_workbook(path).worksheets[0]

    texts = [cell for row in page.iter_rows(min_row=3) for cell in row if cell.column in (2, 3, 4, 6)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.hyperlink is None for cell in texts)
    assert page["A1"].data_type == "s"
    markup = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in markup


def test_no_cell_of_our_csv_begins_as_a_formula() -> None:
    content = write_csv(columns=COLUMNS, rows=ROWS)

    assert content.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠") and cell] == []


@pytest.mark.parametrize("text", [*FORMULAS, "", "'", "''", "'a", "\t=1", "\r=1", "'\t"])
def test_the_guard_against_formulas_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r") or not text


def test_days_and_numbers_are_cells_of_their_kind_and_identifiers_are_text(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(
        write_xlsx(
            title="Danh sách",
            columns=COLUMNS,
            rows=[[1, "Chè", "HTX", "0912345678", 5285, "3 sao", dt.date(2020, 2, 29)]],
        )
    )

    page = openpyxl.load_workbook(path).worksheets[0]

    assert [cell.value for cell in page[3]] == [1, "Chè", "HTX", "0912345678", 52.85, "3 sao", dt.datetime(2020, 2, 29)]  # noqa: DTZ001
    assert page["G3"].number_format == "dd/mm/yyyy"
    assert page["D3"].number_format == "@"
    assert page.freeze_panes == "A3"
    assert page.column_dimensions["B"].width > 30


def test_decomposed_letters_are_written_composed(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx(title="Danh sách", columns=[SheetColumn("Tên")], rows=[["Che\u0300"]]))

    assert openpyxl.load_workbook(path).worksheets[0]["A3"].value == "Chè"


@pytest.mark.parametrize("title", ["a/b:c*d?[e]\\f", "x" * 60, "'nháy'", "", "   ", "History"])
def test_any_title_makes_a_workbook_that_opens(tmp_path: Path, title: str) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx(title=title, columns=COLUMNS, rows=[]))

    assert len(openpyxl.load_workbook(path).sheetnames[0]) <= 31


def test_texts_longer_than_a_cell_and_blanks_are_written(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(
        write_xlsx(
            title="Danh sách",
            columns=[SheetColumn("A"), SheetColumn("B", "date")],
            rows=[["x" * 40_000, None], ["", "chưa rõ"]],
        )
    )

    page = openpyxl.load_workbook(path).worksheets[0]

    assert len(page["A3"].value) == 32_767
    assert (page["B3"].value, page["A4"].value, page["B4"].value) == (None, None, "chưa rõ")


def test_writing_leaves_no_file_behind() -> None:
    before = set(os.listdir(tempfile.gettempdir()))  # noqa: PTH208

    write_xlsx(title="Danh sách", columns=COLUMNS, rows=ROWS)
    with pytest.raises(ValueError, match="zip"):
        write_xlsx(title="Danh sách", columns=COLUMNS, rows=[["thiếu cột"]])

    assert {name for name in set(os.listdir(tempfile.gettempdir())) - before if name.startswith("ocop-")} == set()  # noqa: PTH208


def test_a_template_filled_in_is_read_without_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_xlsx())
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    titles = {str(cell.value): cell.column for cell in page[4]}
    for title, value in {
        "TT": 1,
        "Tên sản phẩm": "Chè",
        "Tên chủ thể": "Công ty TNHH một thành viên An",
        "Loại hình chủ thể": "Công ty TNHH một thành viên",
        "Điện thoại": "0912345678",
        "Điểm": 75.5,
        "Hạng sao": "4 sao",
        "Hình thức công nhận": "Đánh giá mới",
        "Số quyết định": "1045/QĐ-UBND",
        "Ngày quyết định": dt.date(2021, 8, 10),
    }.items():
        page.cell(5, titles[title], value)
    book.save(path)

    sheet = results_of(path)

    (row,) = sheet.rows
    assert (row.product_name, row.score, row.stars, row.decided_on) == ("Chè", 7550, 4, dt.date(2021, 8, 10))
    assert (sheet.problems, sheet.unused_columns, row.guesses) == ([], [], ())


def test_every_title_of_the_template_is_recognised_and_every_choice_is_read(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_xlsx())
    page = openpyxl.load_workbook(path).worksheets[0]
    header = [str(cell.value) for cell in page[4]]

    assert None not in {recognise((title,))[0] for title in header}
    for rule in page.data_validations.dataValidation:
        column = next(iter(rule.sqref.ranges)).min_col - 1
        for choice in str(rule.formula1).strip('"').split(","):
            values = dict.fromkeys(header, "") | {
                "TT": 1,
                "Tên sản phẩm": "Chè",
                "Tên chủ thể": "An",
                header[column]: choice,
            }
            sheet = results_of(a_workbook(tmp_path / "one.xlsx", [header, [values[title] for title in header]]))
            assert sheet.problems == [], choice


def test_an_empty_template_has_no_results(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_xlsx())

    assert results_of(path).rows == []
