"""CSV in every script and with every separator; what is no text is refused by name."""

from pathlib import Path

import pytest
from builders.workbooks import HEADER, a_csv, results_of

from registry.rules.refusal import Refusal
from registry.sheets.reading import read_table

ROWS = [HEADER, (1, "Chè Shan tuyết, loại 1", "HTX «Một; Hai»", "3 sao"), (2, "Mật ong", "Tổ hợp tác Ba", "4 sao")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_script_and_separator_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    sheet = results_of(a_csv(tmp_path / "list.csv", ROWS, encoding=encoding, delimiter=delimiter))

    assert [(row.product_name, row.producer_name, row.stars) for row in sheet.rows] == [
        ("Chè Shan tuyết, loại 1", "HTX «Một; Hai»", 3),
        ("Mật ong", "Tổ hợp tác Ba", 4),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(tmp_path: Path, line_end: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(line_end.join(["TT;Tên sản phẩm;Tên chủ thể;Hạng sao", "1;Chè;HTX Một;3 sao", ""]).encode())

    assert [row.product_name for row in results_of(path).rows] == ["Chè"]


def test_a_separator_named_on_the_first_line_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "sep=;\r\nTT;Tên sản phẩm;Tên chủ thể;Hạng sao\r\n1;Chè, gạo, mì, ngô, khoai;HTX;3 sao\r\n", encoding="utf-8"
    )

    assert [row.product_name for row in results_of(path).rows] == ["Chè, gạo, mì, ngô, khoai"]


def test_lines_within_a_cell_and_quotes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('TT,Tên sản phẩm,Tên chủ thể,Hạng sao\n1,"Chè ""Vua""","HTX\nMột",3 sao\n', encoding="utf-8")

    (row,) = results_of(path).rows

    assert (row.product_name, row.producer_name) == ('Chè "Vua"', "HTX Một")


@pytest.mark.parametrize(
    "content",
    [
        "TT,Tên sản phẩm,Tên chủ thể\n1,Mật ong,HTX Một\n".encode("cp1258", "ignore"),
        b"STT,T\xaan s\xb6n ph\xc8m,Ch\xf1 th\xd3\n1,M\xcbt ong,HTX M\xe9t\n",
    ],
)
def test_scripts_before_unicode_are_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    with pytest.raises(Refusal, match=r"Unicode.*TCVN3"):
        read_table(path, filename="danh sách.csv")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "trống"),
        (b"\xef\xbb\xbf", "trống"),
        (b"  \r\n \r\n", "trống"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ảnh"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "ảnh"),
        (b"<!DOCTYPE html><html><table><tr><td>TT</td></tr></table></html>", "trang web"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "trang web"),
        (b"{\\rtf1 xin chao}", "văn bản"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "không phải sổ tính"),
        (bytes(range(256)) * 40, "không phải sổ tính"),
        (b"TT,Ten\0san pham\n1,x\n", "không phải sổ tính"),
        (b'TT,"' + b"x" * 40_000 + b'",z\n', "ô quá dài"),
    ],
)
def test_what_is_no_text_of_a_list_is_refused_by_name(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    with pytest.raises(Refusal, match=words) as refused:
        read_table(path, filename="danh sách.csv")

    assert refused.value.field == "file"
    assert "danh sách.csv" in refused.value.text


def test_text_under_the_name_of_a_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="không phải sổ tính"):
        read_table(a_csv(tmp_path / "list.csv", ROWS), filename="danh sách.xlsx")


def test_more_rows_or_columns_than_a_list_has_are_refused(tmp_path: Path) -> None:
    long, wide = tmp_path / "long.csv", tmp_path / "wide.csv"
    long.write_text("TT,Tên sản phẩm\n" + "1,x\n" * 50_000, encoding="utf-8")
    wide.write_text(",".join(["x"] * 61), encoding="utf-8")

    with pytest.raises(Refusal, match=r"hơn 50\.000 dòng"):
        read_table(long, filename="long.csv")
    with pytest.raises(Refusal, match="hơn 60 cột"):
        read_table(wide, filename="wide.csv")


def test_blank_cells_far_to_the_right_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    tail = "," * 300
    path.write_text(f"TT,Tên sản phẩm,Tên chủ thể{tail}\n1,Chè,HTX Một{tail}\n", encoding="utf-8")

    assert [row.product_name for row in results_of(path).rows] == ["Chè"]
