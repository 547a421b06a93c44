"""Signed annexes as offices send them: workbooks, Word documents and PDF of every shape, opened apart from us."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from builders.word_files import a_paragraph, a_table, a_word_file
from builders.workbooks import a_workbook
from PIL import Image
from pypdf import PdfReader, PdfWriter

from registry.rules.annex_cells import AnnexColumn
from registry.rules.annex_reconciliation import DifferenceKind, OurLine, differences
from registry.rules.refusal import Refusal
from registry.sheets.annex_lines import Reading, read_annex, read_pasted
from registry.sheets.opening.pdf_text import is_torn
from registry.sheets.opening.refusals import refusal
from registry.sheets.pasted import pasted_rows

OURS = (
    OurLine(position=1, product="Chè Ánh Dương", producer="Hợp tác xã Ánh Dương", stars=4),
    OurLine(position=2, product="Gạo Bình Minh", producer="Hợp tác xã Bình Minh", stars=3),
)
TITLES = ("TT", "Tên sản phẩm", "Tên chủ thể", "Hạng sao")
ROWS = (
    ("1", "Chè Ánh Dương", "Hợp tác xã Ánh Dương", "4 sao"),
    ("2", "Gạo Bình Minh", "Hợp tác xã Bình Minh", "3 sao"),
)


def found(reading: Reading) -> list[tuple[DifferenceKind, str, str]]:
    pairs, others = reading
    lines = [*(other for _, other in pairs), *others]
    return [(one.kind, one.subject, one.theirs) for one in differences(OURS, lines, pairs)]


def read(path: Path) -> list[tuple[DifferenceKind, str, str]]:
    return found(read_annex(path, filename=path.name, ours=OURS))


def test_a_workbook_is_read_by_its_columns(tmp_path: Path) -> None:
    assert read(a_workbook(tmp_path / "phu luc.xlsx", [("PHỤ LỤC",), TITLES, *ROWS])) == []
    other = [
        ("PHỤ LỤC",),
        TITLES,
        (1, "Chè Ánh Dương", "Hợp tác xã Ánh Dương", 5),
        ROWS[1],
        (3, "Miến dong", "HTX X", 3),
    ]
    assert read(a_workbook(tmp_path / "khac.xlsx", other)) == [
        (DifferenceKind.STARS, "Chè Ánh Dương", "5 sao"),
        (DifferenceKind.ADDITIONAL, "Miến dong", "Miến dong – HTX X – 3 sao"),
    ]


def test_the_other_columns_of_a_workbook_are_read_by_their_titles(tmp_path: Path) -> None:
    cells = {AnnexColumn.ADDRESS: "Bản Bo", AnnexColumn.SCORE: "78,5", AnnexColumn.GROUND: "", AnnexColumn.NOTE: ""}
    ours = [replace(OURS[0], cells=cells)]
    titles = (*TITLES, "Địa chỉ", "Tổng điểm", "Lý do", "Ghi chú")
    path = a_workbook(tmp_path / "du cot.xlsx", [titles, (*ROWS[0], "Bản Bó", 78.5, "", "Cấp lại")])
    pairs, others = read_annex(path, filename=path.name, ours=ours)
    assert [(one.kind, one.theirs) for one in differences(ours, [pairs[0][1], *others], pairs)] == [
        (DifferenceKind.ADDRESS, "Bản Bó"),
        (DifferenceKind.NOTE, "Cấp lại"),
    ]


def test_a_workbook_with_stars_in_its_headings_is_read(tmp_path: Path) -> None:
    rows = [TITLES[:3], ("I", "Hạng 4 sao"), ROWS[0][:3], ("II", "Hạng 3 sao"), ROWS[1][:3]]
    assert read(a_workbook(tmp_path / "nhom.xlsx", rows)) == []


def test_a_workbook_with_a_sheet_for_every_rating_is_read_whole(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "hai trang.xlsx", [TITLES, ROWS[0]], after={"3 sao": [TITLES, ("1", *ROWS[1][1:])]})
    assert read(path) == []


def test_a_row_that_may_be_a_line_is_not_passed_over(tmp_path: Path) -> None:
    rows = [TITLES, *ROWS, ("", "Miến dong", "Hợp tác xã Chân Mây", "")]
    assert [kind for kind, _, _ in read(a_workbook(tmp_path / "them.xlsx", rows))] == [DifferenceKind.ADDITIONAL]


def test_a_word_document_is_read_by_its_table(tmp_path: Path) -> None:
    heading = a_table([("ỦY BAN NHÂN DÂN\nTỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")])
    path = a_word_file(
        tmp_path / "phu luc.docx",
        heading,
        a_paragraph("PHỤ ", "LỤC"),
        a_table([TITLES, *ROWS]),
        a_paragraph("Nơi nhận:"),
    )
    assert read(path) == []


def test_numbers_that_word_counts_itself_are_not_missed(tmp_path: Path) -> None:
    path = a_word_file(tmp_path / "tu danh so.docx", a_table([TITLES, *(("", *row[1:]) for row in ROWS)]))
    assert read(path) == []


def test_cells_cut_into_runs_and_paragraphs_and_merged_ones_are_read(tmp_path: Path) -> None:
    broken = a_paragraph("Chè ", "Ánh") + a_paragraph("Dương")
    merged = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + a_paragraph("Hợp tác xã Ánh Dương") + "</w:tc>"
    goes_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    rows = [TITLES, ("1", broken, merged, "4 sao"), ("2", "Gạo Bình Minh", goes_on, "3 sao")]
    assert read(a_word_file(tmp_path / "gop o.docx", a_table(rows))) == [
        (DifferenceKind.PRODUCER, "Gạo Bình Minh", "Hợp tác xã Ánh Dương")
    ]


def test_what_a_tracked_change_struck_out_is_not_read(tmp_path: Path) -> None:
    tracked = (
        "<w:p><w:del><w:r><w:delText>Chè Ánh Trăng</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Chè Ánh Dương</w:t></w:r></w:ins></w:p>"
    )
    rows = [TITLES, ("1", tracked, *ROWS[0][2:]), ROWS[1]]
    assert read(a_word_file(tmp_path / "sua.docx", a_table(rows))) == []


def test_the_document_that_word_on_the_web_numbers_is_found(tmp_path: Path) -> None:
    assert read(a_word_file(tmp_path / "web.docx", a_table([TITLES, *ROWS]), heart="word/document2.xml")) == []


def test_decomposed_accents_are_the_same_names(tmp_path: Path) -> None:
    rows = [tuple(unicodedata.normalize("NFD", cell) for cell in row) for row in (TITLES, *ROWS)]
    assert read(a_word_file(tmp_path / "nfd.docx", a_table(rows))) == []
    text = unicodedata.normalize("NFD", "\n".join(" ".join(row) for row in ROWS))
    assert found(read_pasted(text, ours=OURS)) == []


def test_pasted_text_is_read_with_and_without_columns() -> None:
    assert found(read_pasted("\n".join("\t".join(row) for row in (TITLES, *ROWS)), ours=OURS)) == []
    assert found(read_pasted("\n".join(" ".join(row) for row in ROWS), ours=OURS)) == []
    with pytest.raises(Refusal) as refused:
        read_pasted(" \n ", ours=OURS)
    assert refused.value.field == "text"


def test_line_breaks_within_a_pasted_cell_tear_no_row() -> None:
    rows = [("1", "Chè Ánh\nDương", "Hợp tác xã\nÁnh Dương", "4 sao"), ROWS[1]]
    from_word = ["\t".join(row) for row in (TITLES, *rows)]
    from_excel = ["\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in (TITLES, *rows)]

    assert found(read_pasted("\n".join([*from_word[:1], "Hạng 4 sao", *from_word[1:]]), ours=OURS)) == []
    assert found(read_pasted("\r\n".join(from_excel), ours=OURS)) == []
    struck = "\r\n".join(from_excel).replace("Dương", "Trăng", 1)
    assert [kind for kind, *_ in found(read_pasted(struck, ours=OURS))] == [DifferenceKind.PRODUCT]
    assert pasted_rows('1\t"Chè "" Ánh\nDương"\t3\n2\t"Gạo"\t4') == [
        ["1", 'Chè " Ánh Dương', "3"], ["2", '"Gạo"', "4"]
    ]  # fmt: skip


def test_a_word_file_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    with pytest.raises(Refusal, match="khai báo"):
        read(a_word_file(tmp_path / "bom.docx", a_paragraph("x"), before=bomb))


def test_a_damaged_word_file_is_refused(tmp_path: Path) -> None:
    path = a_word_file(tmp_path / "hong.docx", "<w:p><w:r>")
    with pytest.raises(Refusal, match="bị hỏng"):
        read(path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(Refusal, match="bị hỏng"):
        read(path)


def a_scan() -> bytes:
    out = BytesIO()
    Image.new("L", (300, 400), 200).save(out, "PDF")
    return out.getvalue()


def test_a_scan_without_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "quet.pdf"
    path.write_bytes(a_scan())
    with pytest.raises(Refusal, match="ảnh quét, không có chữ để đọc") as refused:
        read(path)
    assert refused.value.field == "file"


def test_text_whose_accented_letters_stand_apart_is_told_from_words() -> None:
    torn = ["TT Tên s n ph mả ẩ Tên ch  thủ ể", "1 Chè xanh Minh H a 01ọ Công ty c  ph n ổ ầ Minh H a 01ọ"]
    whole = ["TT Tên sản phẩm Tên chủ thể", "1 Chè Ô Long Công ty cổ phần Minh Họa 01, bản Sì Thâu Chải, xã Bản Bo"]

    assert (is_torn(torn), is_torn(whole), is_torn(whole * 9 + torn), is_torn([])) == (True, False, False, False)
    assert "Hãy gửi tệp Word hoặc Excel" in refusal("torn_pdf", filename="phụ lục.pdf").text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("phu luc.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0" * 200),
        ("phu luc.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
    ],
)
def test_a_file_of_another_kind_is_told_which_kinds_are_taken(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal, match=r"Word \(.docx\), Excel"):
        read(path)


def test_a_protected_pdf_says_so(tmp_path: Path) -> None:
    writer, path = PdfWriter(clone_from=PdfReader(BytesIO(a_scan()))), tmp_path / "khoa.pdf"
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    writer.write(path)
    with pytest.raises(Refusal, match="đặt mật khẩu"):
        read(path)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF", a_scan()[:300]])
def test_a_damaged_pdf_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hong.pdf"
    path.write_bytes(content)
    with pytest.raises(Refusal, match="bị hỏng"):
        read(path)
