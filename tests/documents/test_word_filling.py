"""Words put into the placeholders of a Word template, however Word has cut them up."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from builders.word_files import a_paragraph, a_table, a_word_file

from registry.documents.word_filling import fill

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own
    said = ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in body.iter(f"{W}p")]
    return [text for text in said if text]


def test_a_placeholder_within_words_keeps_what_stands_around_it(tmp_path: Path) -> None:
    content = a_word_file(
        tmp_path / "a.docx", a_paragraph("Trước {{", "a}} giữa {{b", "}} sau {{khong_co}}")
    ).read_bytes()
    assert words_of(fill(content, values={"a": "một\nhai", "b": "ba"}, sections=[])) == [
        "Trước mộthai giữa ba sau {{khong_co}}"
    ]


def test_rows_stand_again_under_their_headings(tmp_path: Path) -> None:
    table = a_table([("TT", "Tên"), ("{{nhom}}",), ("{{tt}}", "{{san_pham}}")])
    content = a_word_file(tmp_path / "a.docx", table).read_bytes()
    lines = [{"tt": "1", "san_pham": "Chè"}, {"tt": "2", "san_pham": "Mật ong {{tt}}"}]
    assert words_of(fill(content, values={}, sections=[("Hạng 4 sao", lines[:1]), ("", lines[1:])])) == [
        "TT",
        "Tên",
        "Hạng 4 sao",
        "1",
        "Chè",
        "2",
        "Mật ong {{tt}}",
    ]


def test_an_annex_without_lines_keeps_its_titles(tmp_path: Path) -> None:
    content = a_word_file(tmp_path / "a.docx", a_table([("TT", "Tên"), ("{{tt}}", "{{san_pham}}")])).read_bytes()
    assert words_of(fill(content, values={}, sections=[])) == ["TT", "Tên"]
