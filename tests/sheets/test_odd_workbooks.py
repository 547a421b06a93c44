"""Workbooks that are odd but do no harm: each is read, and what a cell lost is said."""

from pathlib import Path

import pytest
from builders.hostile_files import LIST_ROWS, a_package, cells_at, package_parts, sheet_xml
from builders.workbooks import HEADER, a_workbook, reasons, results_of

from registry.rules.refusal import Refusal
from registry.sheets.reading import read_table


def test_one_merged_cell_over_the_whole_sheet_does_no_harm(tmp_path: Path) -> None:
    merged = sheet_xml(after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')

    sheet = read_table(a_package(tmp_path / "list.xlsx", package_parts(merged)), filename="danh sách.xlsx").sheets[0]

    assert sheet.height == 2


def test_merged_cells_over_each_other_are_refused(tmp_path: Path) -> None:
    overlapping = "".join(f'<mergeCell ref="D{row}:D2000"/>' for row in range(2, 1500))
    rows = LIST_ROWS + cells_at("A2000")
    path = a_package(
        tmp_path / "list.xlsx", package_parts(sheet_xml(rows, after=f"<mergeCells>{overlapping}</mergeCells>"))
    )

    with pytest.raises(Refusal, match="chồng lên nhau"):
        results_of(path)


def test_formats_without_values_far_away_do_not_count(tmp_path: Path) -> None:
    rows = LIST_ROWS + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'

    sheet = results_of(a_package(tmp_path / "list.xlsx", package_parts(sheet_xml(rows))))

    assert [row.product_name for row in sheet.rows] == ["Chè"]


def test_formulas_give_their_saved_values(tmp_path: Path) -> None:
    rows = LIST_ROWS.replace('<c r="D2"><v>3</v></c>', '<c r="D2" t="str"><f>1+2&amp;" sao"</f><v>3 sao</v></c>')

    sheet = results_of(a_package(tmp_path / "list.xlsx", package_parts(sheet_xml(rows))))

    assert [row.stars for row in sheet.rows] == [3]
    assert sheet.problems == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="D2"><f>SUM(A1:A9)</f></c>', ""),
        ('<c r="D2"><f>SUM(A1:A9)</f><v></v></c>', ""),
        ('<c r="D2"><f>SUM(A1:A9)</f><v/></c>', ""),
        ('<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="D2" s="0" t="e"><v>#N/A</v></c>', "#N/A"),
    ],
)
def test_formulas_without_a_value_and_errors_are_problems_of_their_cell(tmp_path: Path, cell: str, value: str) -> None:
    rows = LIST_ROWS.replace('<c r="D2"><v>3</v></c>', cell)

    sheet = results_of(a_package(tmp_path / "list.xlsx", package_parts(sheet_xml(rows))))

    assert reasons(sheet, "blocking") == [(2, "Hạng sao", value)]


def test_a_formula_that_openpyxl_wrote_has_no_value(tmp_path: Path) -> None:
    sheet = results_of(a_workbook(tmp_path / "list.xlsx", [HEADER, (1, "Chè", "HTX Một", "=1+2")]))

    assert reasons(sheet, "blocking") == [(2, "Hạng sao", "")]


def test_a_formula_whose_value_is_no_text_is_a_blank_and_no_problem(tmp_path: Path) -> None:
    rows = LIST_ROWS.replace('<c r="D2"><v>3</v></c>', '<c r="D2" t="str"><f>IF(1,"","x")</f><v></v></c>')

    sheet = results_of(a_package(tmp_path / "list.xlsx", package_parts(sheet_xml(rows))))

    assert [row.stars for row in sheet.rows] == [None]
    assert sheet.problems == []


def test_a_row_of_nothing_but_formulas_without_values_is_not_lost_unsaid(tmp_path: Path) -> None:
    formulas = "".join(f'<c r="{letter}3"><f>Sheet2!{letter}3</f></c>' for letter in "ABCD")

    sheet = results_of(
        a_package(tmp_path / "list.xlsx", package_parts(sheet_xml(f'{LIST_ROWS}<row r="3">{formulas}</row>')))
    )

    assert [row.product_name for row in sheet.rows] == ["Chè"]
    assert [(row, column) for row, column, _ in reasons(sheet, "blocking")] == [(3, title) for title in HEADER]


def test_a_total_without_its_value_is_no_problem(tmp_path: Path) -> None:
    rows = [HEADER, (1, "Chè", "HTX Một", "3 sao"), ("", "Tổng cộng", "", "=COUNTA(D2:D2)")]

    sheet = results_of(a_workbook(tmp_path / "list.xlsx", rows))

    assert [row.product_name for row in sheet.rows] == ["Chè"]
    assert sheet.problems == []


def test_a_name_longer_than_any_paper_blocks(tmp_path: Path) -> None:
    rows = [HEADER, (1, "Chè " * 200, "HTX Một", "3 sao"), (2, "Gạo", "x" * 501, "3 sao")]

    sheet = results_of(a_workbook(tmp_path / "list.xlsx", rows))

    assert [(row, column) for row, column, _ in reasons(sheet, "blocking")] == [(2, "Tên sản phẩm"), (3, "Tên chủ thể")]
