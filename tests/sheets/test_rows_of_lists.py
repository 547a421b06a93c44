"""Which rows are results, and what merged and blank cells among them mean."""

from pathlib import Path

import pytest
from builders.workbooks import HEADER, a_csv, a_workbook, reasons, results, results_of

FULL = ("TT", "Tên sản phẩm", "Tên chủ thể", "Loại hình", "Xã", "Điện thoại", "Hạng sao")
TWO_UNITS = [
    FULL,
    (1, "Chè xanh", "HTX Một", "HTX", "Xã A", "0912345678", "3 sao"),
    (2, "Chè đen", "", "", "", "", "3 sao"),
    (3, "Mật ong", "Hộ kinh doanh Hai", "", "", "", "4 sao"),
    (4, "Sữa ong chúa", "", "", "", "", "4 sao"),
]


def test_merged_cells_of_a_unit_stand_for_all_its_products(tmp_path: Path) -> None:
    merges = [f"{letter}2:{letter}3" for letter in "CDEF"] + ["C4:C5"]
    path = a_workbook(tmp_path / "list.xlsx", TWO_UNITS, merges=merges)

    rows = results_of(path).rows

    assert [(row.producer_name, row.commune, row.phone) for row in rows] == [
        ("HTX Một", "Xã A", "0912345678"),
        ("HTX Một", "Xã A", "0912345678"),
        ("Hộ kinh doanh Hai", "", ""),
        ("Hộ kinh doanh Hai", "", ""),
    ]
    assert [guess.field for row in rows for guess in row.guesses if guess.field == "producer_name"] == []


def test_blank_names_are_the_unit_above_as_a_guess_where_nothing_is_merged(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "list.csv", TWO_UNITS)

    rows = results_of(path).rows

    assert [row.producer_name for row in rows] == ["HTX Một", "HTX Một", "Hộ kinh doanh Hai", "Hộ kinh doanh Hai"]
    assert [row.commune for row in rows] == ["Xã A", "Xã A", "", ""]
    guessed = [row.sequence for row in rows for guess in row.guesses if guess.field == "producer_name"]
    assert guessed == [2, 4]


def test_what_is_carried_down_is_not_among_the_rows_own_words(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "list.csv", TWO_UNITS)

    assert results_of(path).rows[1].as_written == {"sequence": "2", "product_name": "Chè đen", "stars": "3 sao"}


def test_a_new_unit_does_not_inherit_what_it_leaves_blank(tmp_path: Path) -> None:
    sheet = results(
        tmp_path,
        FULL,
        (1, "Chè", "HTX Một", "HTX", "Xã A", "0912345678", "3 sao"),
        (2, "Gạo", "HTX Hai", "", "", "", "3 sao"),
    )

    assert [(row.commune, row.phone) for row in sheet.rows] == [("Xã A", "0912345678"), ("", "")]


def test_the_same_unit_named_again_keeps_what_was_said_of_it(tmp_path: Path) -> None:
    sheet = results(
        tmp_path,
        FULL,
        (1, "Chè", "HTX Một", "HTX", "Xã A", "0912345678", "3 sao"),
        (2, "Gạo", "HTX Một", "", "", "0987654321", "3 sao"),
        (3, "Miến", "HTX Một", "", "", "", "3 sao"),
    )

    assert [(row.commune, row.phone) for row in sheet.rows] == [
        ("Xã A", "0912345678"),
        ("Xã A", "0987654321"),
        ("Xã A", "0987654321"),
    ]


def test_a_decision_merged_over_all_rows_holds_for_all_of_them(tmp_path: Path) -> None:
    header = (*HEADER, "Số quyết định")
    rows = [
        header,
        (1, "Chè", "HTX Một", "3 sao", "921/QĐ-UBND"),
        (2, "Gạo", "HTX Hai", "3 sao"),
        (3, "Cá", "HTX Ba", "3 sao"),
    ]

    sheet = results_of(a_workbook(tmp_path / "list.xlsx", rows, merges=["E2:E4"]))

    assert [row.decision_number for row in sheet.rows] == ["921/QĐ-UBND"] * 3


def test_headings_of_groups_are_left_out_and_no_name_is_carried_over_them(tmp_path: Path) -> None:
    sheet = results(
        tmp_path,
        HEADER,
        ("I", "Huyện Than Uyên"),
        (1, "Chè", "HTX Một", "3 sao"),
        ("II", "Huyện Sìn Hồ"),
        (2, "Gạo", "", "3 sao"),
    )

    assert [row.producer_name for row in sheet.rows] == ["HTX Một", ""]
    assert [line.text for line in sheet.ignored] == ["I | Huyện Than Uyên", "II | Huyện Sìn Hồ"]
    assert reasons(sheet, "blocking") == [(5, "Tên chủ thể", "")]


def test_totals_and_signatures_at_the_foot_are_left_out_and_listed(tmp_path: Path) -> None:
    sheet = results(
        tmp_path,
        HEADER,
        (1, "Chè", "HTX Một", "3 sao"),
        (2, "Gạo", "HTX Hai", "4 sao"),
        ("", "Tổng cộng", "2 chủ thể", "2 sản phẩm"),
        ("", "Cộng: 2 sản phẩm"),
        (),
        ("", "", "", "Lai Châu, ngày 11 tháng 12 năm 2020"),
        ("", "NGƯỜI LẬP BIỂU", "", "TM. ỦY BAN NHÂN DÂN"),
        ("", "", "", "CHỦ TỊCH"),
        ("", "Nguyễn Văn A", "", "Trần Văn B"),
    )

    assert [row.product_name for row in sheet.rows] == ["Chè", "Gạo"]
    assert [line.row for line in sheet.ignored] == [4, 5, 7, 8, 9, 10]
    assert [problem.row for problem in sheet.problems] == [10]
    assert sheet.problems[0].severity == "warning"


def test_totals_are_left_out_of_lists_without_numbers_too(tmp_path: Path) -> None:
    sheet = results(
        tmp_path,
        HEADER[1:],
        ("Chè", "HTX Một", "3 sao"),
        ("Gạo", "HTX Hai", 4),
        ("Tổng cộng", "", 2),
        ("Người lập biểu", "Thủ trưởng đơn vị"),
    )

    assert [row.product_name for row in sheet.rows] == ["Chè", "Gạo"]
    assert [line.row for line in sheet.ignored] == [4, 5]


@pytest.mark.parametrize(
    "name", ["Công ty TNHH An", "Tổng công ty Chè", "Cộng đồng Sin Suối Hồ", "CONG TY CHE", "Tổng hợp tác"]
)
def test_a_unit_whose_name_sounds_like_a_total_is_none(tmp_path: Path, name: str) -> None:
    sheet = results(tmp_path, HEADER[1:], (name, "HTX Một", "3 sao"), ("Chè", name, "4 sao"), ("Gạo", name, "★★★"))

    assert [row.stars for row in sheet.rows] == [3, 4, 3]
    assert sheet.ignored == []


@pytest.mark.parametrize(
    "words", ["Tổng cộng", "TỔNG SỐ: 22", "Cộng", "Cộng: 2", "Cộng huyện Than Uyên", "tong cong", "Tổng"]
)
def test_totals_are_known_by_their_first_words(tmp_path: Path, words: str) -> None:
    sheet = results(tmp_path, HEADER[1:], ("Chè", "HTX Một", "3 sao"), (words, "", 3))

    assert [row.product_name for row in sheet.rows] == ["Chè"]
    assert [line.row for line in sheet.ignored] == [3]


def test_a_result_without_its_number_is_still_a_result(tmp_path: Path) -> None:
    sheet = results(tmp_path, HEADER, (1, "Chè", "HTX Một", "3 sao"), ("", "Gạo", "", "4 sao"), ("", "Miến", "", "★★★"))

    assert [(row.product_name, row.sequence) for row in sheet.rows] == [("Chè", 1), ("Gạo", None), ("Miến", None)]


def test_a_row_that_is_left_out_in_doubt_is_said(tmp_path: Path) -> None:
    sheet = results(tmp_path, HEADER, (1, "Chè", "HTX Một", "3 sao"), ("", "Gạo nếp", "HTX Hai", ""))

    assert [row.product_name for row in sheet.rows] == ["Chè"]
    assert reasons(sheet, "warning") == [(3, "", "Gạo nếp | HTX Hai")]


def test_numbers_prepared_for_rows_to_come_are_no_results(tmp_path: Path) -> None:
    sheet = results(tmp_path, HEADER, (1, "Chè", "HTX Một", "3 sao"), (2,), (3,))

    assert len(sheet.rows) == 1
    assert sheet.problems == []


def test_a_header_repeated_on_the_next_page_is_left_out(tmp_path: Path) -> None:
    sheet = results(tmp_path, HEADER, (1, "Chè", "HTX Một", "3 sao"), HEADER, (2, "Gạo", "HTX Hai", "3 sao"))

    assert [row.row_number for row in sheet.rows] == [2, 4]


def test_missing_names_block_and_are_named_by_row(tmp_path: Path) -> None:
    sheet = results(tmp_path, HEADER, (1, "", "HTX Một", "3 sao"), (2, "Gạo", "HTX Hai", "3 sao"))

    assert reasons(sheet, "blocking") == [(2, "Tên sản phẩm", "")]


def test_text_loses_what_nobody_sees_and_keeps_its_capitals(tmp_path: Path) -> None:
    sheet = results(
        tmp_path,
        HEADER,
        (1, " Ba\u0301nh \u200bống\xa0gạo  dừa\u200d ", "HTX\nMột", "3 sao"),
        (2, "VICUMAX MẬT ONG", "A &amp; B <b>", "3 sao"),
    )

    assert [row.product_name for row in sheet.rows] == ["Bánh ống gạo dừa", "VICUMAX MẬT ONG"]
    assert [row.producer_name for row in sheet.rows] == ["HTX Một", "A &amp; B <b>"]


def test_every_row_of_a_list_is_a_result_a_problem_or_listed_as_left_out(tmp_path: Path) -> None:
    rows = [(number, f"Sản phẩm {number}", f"HTX {number}", "3 sao") for number in range(1, 301)]
    rows.insert(150, ("", "Ghi chú: danh sách còn tiếp"))

    sheet = results(tmp_path, HEADER, *rows)

    assert [row.sequence for row in sheet.rows] == list(range(1, 301))
    assert {row.row_number for row in sheet.rows} | {line.row for line in sheet.ignored} == set(range(2, 303))
