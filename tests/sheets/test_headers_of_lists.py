"""Which sheet and which rows are the header, and what its titles mean."""

import unicodedata
from pathlib import Path

import pytest
from builders.workbooks import HEADER, a_workbook, only_row, results, results_of

from registry.rules.refusal import Refusal
from registry.sheets.column_titles import recognise
from registry.sheets.columns import Column


def without_accents(text: str) -> str:
    """Write a text as on a keyboard without Vietnamese."""
    spread = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


ROW = (1, "Chè", "HTX Một", "3 sao")


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("STT", Column.SEQUENCE),
        ("TT", Column.SEQUENCE),
        ("Tên sản phẩm", Column.PRODUCT_NAME),
        ("Sản phẩm", Column.PRODUCT_NAME),
        ("Tên sản phẩm OCOP", Column.PRODUCT_NAME),
        ("Tên chủ thể", Column.PRODUCER_NAME),
        ("Chủ thể OCOP", Column.PRODUCER_NAME),
        ("Chủ thể sản xuất", Column.PRODUCER_NAME),
        ("Tên cơ sở (đơn vị sản xuất)", Column.PRODUCER_NAME),
        ("Loại hình chủ thể", Column.PRODUCER_KIND),
        ("Người đại diện", Column.REPRESENTATIVE),
        ("Điện thoại", Column.PHONE),
        ("SĐT", Column.PHONE),
        ("Xã/phường", Column.COMMUNE),
        ("Xã, phường, thị trấn", Column.COMMUNE),
        ("Huyện/Thành phố", Column.DISTRICT),
        ("Địa chỉ", Column.ADDRESS),
        ("Ngành hàng", Column.INDUSTRY),
        ("Nhóm sản phẩm", Column.PRODUCT_GROUP),
        ("Bộ sản phẩm", Column.PRODUCT_SET),
        ("Kết quả chấm điểm", Column.SCORE),
        ("Tổng điểm trung bình", Column.SCORE),
        ("Điểm (theo thang 100)", Column.SCORE),
        ("Hạng sao", Column.STARS),
        ("Xếp hạng", Column.STARS),
        ("Kết quả phân hạng", Column.STARS),
        ("Hạng sao hiện tại", Column.CURRENT_STARS),
        ("Số quyết định", Column.DECISION_NUMBER),
        ("Quyết định công nhận", Column.DECISION_NUMBER),
        ("Số QĐ", Column.DECISION_NUMBER),
        ("Ngày quyết định", Column.DECIDED_ON),
        ("Ngày công nhận", Column.DECIDED_ON),
        ("Năm", Column.YEAR),
        ("Năm công nhận", Column.YEAR),
        ("Đợt", Column.ROUND_NUMBER),
        ("Cơ quan ban hành", Column.ISSUING_BODY),
        ("Ngày hết hạn", Column.EXPIRES_ON),
        ("Có giá trị đến", Column.EXPIRES_ON),
        ("Số giấy chứng nhận", Column.CERTIFICATE_NUMBER),
        ("Mã số sản phẩm", Column.PRODUCT_CODE),
        ("Hình thức công nhận", Column.RECOGNITION_KIND),
        ("Mã số thuế", Column.TAX_NUMBER),
        ("Mã vạch (GTIN)", Column.GTIN),
        ("Quy cách đóng gói", Column.PACKINGS),
        ("Ngày nộp hồ sơ", Column.FILED_ON),
        ("Ngày đánh giá", Column.ASSESSED_ON),
        ("Ghi chú", Column.NOTE),
        ("Nguồn", Column.SOURCE),
    ],
)
def test_titles_are_recognised_with_or_without_accents(title: str, column: Column) -> None:
    spellings = [title, title.upper(), without_accents(title), unicodedata.normalize("NFD", title), f"  {title}: "]

    assert [recognise((spelling,)) for spelling in spellings] == [(column, 0)] * len(spellings)


@pytest.mark.parametrize("title", ["Địa chỉ email", "Doanh thu", "Số lao động", "Ảnh", "x" * 5000, ""])
def test_other_titles_are_not_taken_for_known_ones(title: str) -> None:
    assert recognise((title,)) == (None, 0)


@pytest.mark.parametrize(
    ("title", "column", "occasion"),
    [
        ("Hạng sao - đánh giá lần 1", Column.STARS, 1),
        ("Ngày công nhận lần 2", Column.DECIDED_ON, 2),
        ("Ngày đánh giá lần 2", Column.ASSESSED_ON, 2),
        ("Hạng sao - lần 2 / nâng hạng", Column.STARS, 2),
        ("Số quyết định lần đầu", Column.DECISION_NUMBER, 1),
        ("Tên sản phẩm lần 2", Column.PRODUCT_NAME, 0),
    ],
)
def test_titles_say_which_recognition_they_are_of(title: str, column: Column, occasion: int) -> None:
    assert recognise((title,)) == (column, occasion)


def test_columns_may_stand_in_any_order_and_unknown_ones_are_kept_and_said(tmp_path: Path) -> None:
    header = ("Doanh thu", "Hạng sao", "Tên chủ thể", "Ảnh", "Tên sản phẩm", "STT")

    sheet = results(
        tmp_path, header, (12.5, "4 sao", "HTX Một", "", "Chè", 1), ("", "3 sao", "HTX Hai", "anh.jpg", "Gạo", 2)
    )

    first, second = sheet.rows
    assert (first.sequence, first.product_name, first.producer_name, first.stars) == (1, "Chè", "HTX Một", 4)
    assert (first.unused, second.unused) == ({"Doanh thu": "12,5"}, {"Ảnh": "anh.jpg"})
    assert first.as_written["Doanh thu"] == "12,5"
    assert [column.title for column in sheet.unused_columns] == ["Doanh thu", "Ảnh"]
    assert [(problem.column, problem.severity) for problem in sheet.problems] == [
        ("Doanh thu", "warning"),
        ("Ảnh", "warning"),
    ]


def test_titles_above_the_header_are_kept_and_the_results_begin_below_it(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "list.xlsx",
        [
            ("UBND TỈNH LÀO CAI", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("SỞ NÔNG NGHIỆP",),
            ("DANH SÁCH SẢN PHẨM OCOP",),
            (),
            HEADER,
            ROW,
        ],
        merges=["C1:D1", "A3:D3"],
    )

    sheet = results_of(path)

    assert (sheet.header_row, only_row(sheet).row_number) == (5, 6)
    assert sheet.title_lines == [
        "UBND TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NÔNG NGHIỆP",
        "DANH SÁCH SẢN PHẨM OCOP",
    ]


def test_a_header_of_two_rows_under_merged_titles_is_understood(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "list.xlsx",
        [
            ("TT", "Sản phẩm", "", "Chủ thể", "", "", "Kết quả đánh giá", ""),
            ("", "Tên", "Nhóm", "Tên", "Địa chỉ", "Điện thoại", "Điểm", "Hạng sao"),
            (1, "Chè", "Đồ uống", "HTX Một", "Bản A", "0912345678", 75.5, "4 sao"),
        ],
        merges=["A1:A2", "B1:C1", "D1:F1", "G1:H1"],
    )

    row = only_row(results_of(path))

    assert (row.product_name, row.product_group, row.producer_name) == ("Chè", "Đồ uống", "HTX Một")
    assert (row.address, row.phone, row.score, row.stars) == ("Bản A", "0912345678", 7550, 4)


def test_a_header_merged_over_two_rows_ends_below_both(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", [HEADER, (), ROW], merges=["A1:A2", "B1:B2", "C1:C2", "D1:D2"])

    sheet = results_of(path)

    assert (sheet.header_row, only_row(sheet).product_name) == (2, "Chè")


def test_a_title_merged_over_several_columns_names_the_first_of_them(tmp_path: Path) -> None:
    header = (*HEADER, "", "", "Ghi chú")

    sheet = results_of(a_workbook(tmp_path / "list.xlsx", [header, (*ROW, "x", "y", "z")], merges=["D1:F1"]))

    row = only_row(sheet)
    assert (row.recognition, row.stars, row.note, sheet.unused_columns) == (1, 3, "z", [])


def test_one_title_twice_is_said_and_only_the_first_is_read(tmp_path: Path) -> None:
    sheet = results(tmp_path, (*HEADER, "Hạng sao"), (*ROW, "5 sao"))

    assert (only_row(sheet).stars, [column.index for column in sheet.unused_columns]) == (3, [4])


def test_the_row_that_numbers_the_columns_is_left_out(tmp_path: Path) -> None:
    for numbers in (("(1)", "(2)", "(3)", "(4)"), (1, 2, 3, 4), ("A", "B", "C", 1)):
        sheet = results(tmp_path, HEADER, numbers, ROW)

        assert only_row(sheet).row_number == 3
        assert [line.row for line in sheet.ignored] == [2]


def test_the_sheet_with_the_list_need_not_be_the_first(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "list.xlsx",
        [("DANH SÁCH",), HEADER, ROW],
        sheet="Lọc",
        before={"Hướng dẫn": [("Điền tên sản phẩm vào cột B",), ("Ghi rõ hạng sao",)], "Trống": []},
        after={"Tổng hợp": [("Huyện", "Số sản phẩm"), ("Than Uyên", 6)]},
    )

    sheet = results_of(path)

    assert (sheet.sheet_name, only_row(sheet).product_name, sheet.other_sheets) == ("Lọc", "Chè", [])


def test_of_two_lists_the_better_understood_is_read_and_the_other_named(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "list.xlsx",
        [(*HEADER, "Điểm"), (*ROW, 60)],
        sheet="2021",
        before={"2020": [HEADER, (1, "Mật ong", "HTX Hai", "4 sao")], "Mẫu": [(*HEADER, "Điểm", "Ghi chú")]},
    )

    best, named = results_of(path), results_of(path, sheet="2020")

    assert (best.sheet_name, best.other_sheets) == ("2021", ["2020", "Mẫu"])
    assert [problem.row for problem in best.problems] == [0]
    assert only_row(named).product_name == "Mật ong"


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", [HEADER, ROW])

    with pytest.raises(Refusal, match="không có trang tính «2019»"):
        results_of(path, sheet="2019")


@pytest.mark.parametrize(
    "rows", [[("Xin chào",)], [("Tên sản phẩm",), ("Chè",)], [("TT", "Huyện", "Xã"), (1, "A", "B")]]
)
def test_a_file_without_a_header_is_refused_with_what_it_needs(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    path = a_workbook(tmp_path / "list.xlsx", rows)

    with pytest.raises(Refusal, match="Tên sản phẩm"):
        results_of(path)


def test_letters_of_an_old_font_are_named_as_such(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "list.xlsx", [("STT", "Tªn s¶n phÈm", "Chñ thÓ", "H¹ng sao"), (1, "ChÌ", "HTX Mét", "3 sao")]
    )

    with pytest.raises(Refusal, match="TCVN3"):
        results_of(path)


def test_a_list_without_a_column_of_units_is_said(tmp_path: Path) -> None:
    sheet = results(tmp_path, ("TT", "Tên sản phẩm", "Hạng sao"), (1, "Chè", "3 sao"))

    assert only_row(sheet).stars == 3
    assert [(problem.severity, problem.field) for problem in sheet.problems] == [("blocking", "producer_name")]
