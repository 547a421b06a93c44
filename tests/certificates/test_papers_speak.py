"""What a certificate says to a screen reader and to a program."""

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pypdf
import pytest
import reportlab
from builders.paper_cases import a_picture
from builders.papers import URL, a_draft_certificate, a_merit_certificate, a_star_certificate
from pypdf.generic import ContentStream

from certificates import draw_merit_certificate, draw_star_certificate, draw_star_certificates_merged

Draw = Callable[[], bytes]
PAPERS: dict[str, Draw] = {
    "star": lambda: draw_star_certificate(a_star_certificate()),
    "star with pictures": lambda: draw_star_certificate(a_star_certificate(emblem=a_picture(), mark=a_picture())),
    "draft": lambda: draw_star_certificate(a_draft_certificate()),
    "merit": lambda: draw_merit_certificate(a_merit_certificate()),
}


def _opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def _elements(reader: pypdf.PdfReader) -> list[Any]:
    tree: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return [one.get_object() for one in tree["/K"].get_object()["/K"]]


def _facts(pdf: bytes) -> dict[str, Any]:
    [[content]] = _opened(pdf).attachments.values()
    found: dict[str, Any] = json.loads(content)
    return found


@pytest.fixture(params=["fast press", "plain press"])
def press(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "plain press":
        monkeypatch.setattr(reportlab, "__version__", "0")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_mark_leads_to_its_element_and_back(press: None, paper: str) -> None:
    reader = _opened(PAPERS[paper]())
    tree: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    back = dict(zip(tree["/ParentTree"]["/Nums"][::2], tree["/ParentTree"]["/Nums"][1::2], strict=True))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    [page] = reader.pages
    marks = _marks(reader, page)
    elements = [one.get_object() for one in back[page["/StructParents"]]]
    assert [one["/K"] for one in elements] == marks == list(range(len(marks)))
    assert all(one["/Pg"].get_object() == page for one in elements)
    assert len(elements) == len(_elements(reader)) > 0


def _marks(reader: pypdf.PdfReader, page: Any) -> list[int]:
    """Return the marks of a page in order, having seen that no word stands outside a mark."""
    marks, depth = [], 0
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in {b"BDC", b"BMC"}:
            depth += 1
            assert depth == 1
            marks += [operands[1]["/MCID"]] if operator == b"BDC" else []
        elif operator == b"EMC":
            depth -= 1
        elif operator in {b"Tj", b"TJ", b"Do"}:
            assert depth == 1
    return marks


@pytest.mark.parametrize("paper", ["star with pictures", "merit"])
def test_a_paper_has_one_title_and_every_picture_is_told_in_words(press: None, paper: str) -> None:
    elements = _elements(_opened(PAPERS[paper]()))

    assert [one["/S"] for one in elements].count("/H1") == 1
    pictures = [str(one["/Alt"]) for one in elements if one["/S"] == "/Figure"]
    assert pictures[-1] == f"Mã QR dẫn tới {URL}"
    assert paper == "merit" or pictures[:3] == ["Quốc huy", "Biểu trưng OCOP", "4 sao"]


def test_a_star_certificate_carries_its_facts(press: None) -> None:
    facts = _facts(PAPERS["star"]())

    assert facts["certificate_number"] == "07/2020/GCN-OCOP"
    assert facts["name"] == "Miến dong Bình Lư"
    assert facts["producer"]["name"] == "Hợp tác xã Minh Họa 07"
    assert (facts["stars"], facts["address"], facts["is_demonstration"]) == (4, URL, False)
    assert facts["decision"]["number"] == "1757/QĐ-UBND"
    assert date.fromisoformat(facts["valid_until"]) == date(2023, 12, 11)
    assert "packings" not in facts


def test_the_facts_are_data_of_the_whole_document() -> None:
    root: Any = _opened(PAPERS["star"]()).trailer["/Root"]

    [associated] = root["/AF"]
    specification = associated.get_object()
    assert specification == root["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
    assert (specification["/AFRelationship"], specification["/UF"]) == ("/Data", "giay-chung-nhan.json")
    assert specification["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"


def test_a_merit_certificate_carries_its_facts() -> None:
    facts = _facts(PAPERS["merit"]())

    assert facts["kind"] == "merit_certificate"
    assert facts["recipient"]["name"] == "Hợp tác xã Minh Họa 07"


def test_a_demonstration_says_so_in_its_facts_too() -> None:
    assert _facts(draw_star_certificate(a_star_certificate(is_demonstration=True)))["is_demonstration"] is True


def test_a_draft_carries_no_facts() -> None:
    assert _opened(PAPERS["draft"]()).attachments == {}


def test_a_file_for_the_printer_carries_neither_marks_nor_facts() -> None:
    reader = _opened(draw_star_certificates_merged([a_star_certificate()] * 3))

    assert reader.attachments == {}
    assert "/StructTreeRoot" not in reader.trailer["/Root"]  # type: ignore[operator]


def test_brackets_and_backslashes_in_what_is_told_do_not_break_the_file() -> None:
    address = "https://ocop.example.vn/c/(a\\b)\r"
    pdf = draw_star_certificate(a_star_certificate(lookup_url=address.strip()))

    assert str(_elements(_opened(pdf))[-5]["/Alt"]).endswith("/c/(a\\b)")
