"""The draft of a decision as a Word document: whole, in its layout, and as the register would read it back."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from builders.conference import Conference, a_producer_in, a_product_of, a_rated_line
from builders.register import a_draft
from builders.word_files import a_paragraph, a_table, a_word_file
from flask import current_app
from sqlalchemy import select

from registry.documents import decision_word
from registry.documents.word_filling import BadTemplate, placeholders
from registry.documents.word_template import NEEDED, template
from registry.models.decision import Decision
from registry.queries import decisions
from registry.queries.settings import settings
from registry.rules.annex_reconciliation import differences
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.sheets.annex_lines import read_annex
from registry.transaction import reading
from registry.usecases import word_templates
from registry.usecases.signed_annexes import our_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def drawn(decision: str, *, is_demonstration: bool = False) -> bytes:
    with reading() as session:
        row = session.scalars(select(Decision).where(Decision.public_id == decision)).one()
        detail = decisions.detail(session, row)
        vault = current_app.config["VAULT"]
        return decision_word.draw(detail, settings(session), is_demonstration=is_demonstration, vault=vault)


def lines(content: bytes) -> list[str]:
    """Return every paragraph of a document that has words; every part must be whole XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, text in parts.items():
        assert ElementTree.fromstring(text) is not None, name  # noqa: S314 - our own
    body = ElementTree.fromstring(parts["word/document.xml"])  # noqa: S314
    said = ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in body.iter(f"{W}p")]
    return [text for text in said if text]


def test_a_decision_says_what_it_decides(held: Conference) -> None:
    said = lines(drawn(held.recognised[0]))
    assert "Số: 1757/QĐ-UBND" in said
    assert "Lai Châu, ngày 11 tháng 12 năm 2020" in said
    assert any(
        text.startswith("Điều 1. Công nhận kết quả đánh giá") and "03 sản phẩm OCOP của 02 chủ thể" in text
        for text in said
    )
    assert "(Kèm theo Quyết định số 1757/QĐ-UBND ngày 11 tháng 12 năm 2020 của Ủy ban nhân dân tỉnh Lai Châu)" in said
    row = said.index("Chè Ánh Dương")
    assert said[row - 1 : row + 2] == ["1", "Chè Ánh Dương", "Hợp tác xã Ánh Dương"]
    assert "DỰ THẢO" not in said
    assert not [text for text in said if "{{" in text]


def test_a_draft_has_neither_number_nor_day(held: Conference, actors: dict[str, Actor]) -> None:
    producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Chè & Đặng <mới>")
    draft = a_draft(actors["officer"], [a_rated_line(a_product_of(producer, 'Chè "gác" & <bếp>'))])
    said = lines(drawn(draft))
    assert said[0] == "DỰ THẢO"
    assert "Số: …/QĐ-UBND" in said
    assert 'Chè "gác" & <bếp>' in said
    assert lines(drawn(draft, is_demonstration=True))[0].startswith("BẢN MINH HỌA")


def test_every_kind_of_decision_is_written(held: Conference) -> None:
    assert "Ông Lò Văn Thử" in lines(drawn(held.awarded))
    for kind in DecisionKind:
        assert placeholders(template(kind)) <= decision_word.KNOWN


def test_our_own_annex_reads_back_as_it_was(held: Conference, tmp_path: Path) -> None:
    """The department gets this file, finishes it, signs it, and sends it back: unchanged it must agree."""
    for decision in (*held.recognised, held.awarded):
        path = tmp_path / f"{decision}.docx"
        path.write_bytes(drawn(decision))
        with reading() as session:
            ours = our_lines(session, session.scalars(select(Decision).where(Decision.public_id == decision)).one())
        pairs, others = read_annex(path, filename=path.name, ours=ours)
        assert differences(ours, [*(other for _, other in pairs), *others], pairs) == []


def test_pages_are_numbered_on_top_but_not_the_first(held: Conference) -> None:
    with zipfile.ZipFile(io.BytesIO(drawn(held.recognised[0]))) as archive:
        text = archive.read("word/document.xml").decode()
        assert " PAGE " in archive.read("word/header1.xml").decode()
    assert text.count("<w:titlePg/>") == text.count('<w:pgNumType w:start="1"/>') == 2
    assert re.findall(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', text) == [("11906", "16838")] * 2


def test_the_same_decision_gives_the_same_bytes(held: Conference) -> None:
    assert drawn(held.recognised[0]) == drawn(held.recognised[0])


def own(path: Path, *, without: str = "", more: str = "") -> bytes:
    """Write a department's own template, its placeholders cut into runs as Word does."""
    rows = [
        ("TT", "Sản phẩm", "Chủ thể", "Hạng"),
        ("{{tt}}", a_paragraph("{{san", "_pham}}"), "{{chu_the}}", "{{hang}}"),
    ]
    words = [
        name for name in NEEDED[DecisionKind.RECOGNITION] if name not in ("tt", "san_pham", "chu_the", "hang", without)
    ]
    parts = [a_paragraph("Chữ của đơn vị: {", "{", name, "}} hết") for name in words]
    return a_word_file(path, *parts, a_paragraph(more), a_table(rows)).read_bytes()


def test_a_departments_own_template_is_filled(held: Conference, actors: dict[str, Actor], tmp_path: Path) -> None:
    word_templates.put(actor=actors["administrator"], content=own(tmp_path / "mau.docx", more="{{du_thao}}"))
    said = lines(drawn(held.recognised[0]))
    assert "Chữ của đơn vị: 1757/QĐ-UBND hết" in said
    assert said[-4:] == ["3", "Mật ong Bình Minh", "Hợp tác xã Bình Minh", "4 sao"]
    assert "Ông Lò Văn Thử" in lines(drawn(held.awarded)), "other kinds keep ours"
    word_templates.remove(actor=actors["administrator"])
    assert "Chữ của đơn vị: 1757/QĐ-UBND hết" not in lines(drawn(held.recognised[0]))


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_every_kind_of_decision_has_a_template_of_its_own(
    kind: DecisionKind, actors: dict[str, Actor], tmp_path: Path
) -> None:
    others = [one for one in DecisionKind if one is not kind]
    word_templates.put(actor=actors["administrator"], content=template(kind), kind=kind)
    with reading() as session:
        wishes = settings(session)
    vault = current_app.config["VAULT"]
    assert decision_word.current_template(wishes, vault, kind) == template(kind)
    assert [getattr(wishes, decision_word.TEMPLATE_SETTINGS[one]) for one in others] == [None] * 4
    with pytest.raises(BadTemplate, match="thiếu chỗ điền"):
        word_templates.put(
            actor=actors["administrator"], content=a_word_file(tmp_path / "a.docx").read_bytes(), kind=kind
        )
    word_templates.remove(actor=actors["administrator"], kind=kind)
    with pytest.raises(Refusal, match="mẫu có sẵn"):
        word_templates.remove(actor=actors["administrator"], kind=kind)


def test_an_award_is_written_into_the_departments_own_template(
    held: Conference, actors: dict[str, Actor], tmp_path: Path
) -> None:
    path, cells = tmp_path / "khen.docx", ("tt", "chu_the", "thanh_tich")
    words = [a_paragraph(f"{{{{{name}}}}}") for name in NEEDED[DecisionKind.AWARD] if name not in cells]
    rows = [("TT", "Người được khen", "Thành tích"), tuple(f"{{{{{name}}}}}" for name in cells)]
    content = a_word_file(path, *words, a_paragraph("Mẫu riêng của Sở"), a_table(rows)).read_bytes()
    word_templates.put(actor=actors["administrator"], content=content, kind=DecisionKind.AWARD)
    said = lines(drawn(held.awarded))
    assert "Mẫu riêng của Sở" in said
    assert "Ông Lò Văn Thử" in said
    assert "Mẫu riêng của Sở" not in lines(drawn(held.recognised[0]))


def damaged(path: Path) -> bytes:
    return own(path)[:300]


def with_macro(path: Path) -> bytes:
    own(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return path.read_bytes()


def leaning_outside(path: Path) -> bytes:
    own(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/_rels/settings.xml.rels",
            '<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://x" TargetMode="External"/>'
            "</Relationships>",
        )
    return path.read_bytes()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: own(path, without="noi_dung"), "thiếu chỗ điền: {{noi_dung}}"),
        (lambda path: own(path, more="{{ten_la}}"), "chỗ điền không dùng được: {{ten_la}}"),
        (lambda path: b"khong phai", "không phải văn bản Word"),
        (damaged, "không phải văn bản Word"),
        (with_macro, "macro"),
        (leaning_outside, "lấy nội dung từ tệp khác"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(
    make: Callable[[Path], bytes], sentence: str, actors: dict[str, Actor], tmp_path: Path
) -> None:
    with pytest.raises(BadTemplate) as refused:
        word_templates.put(actor=actors["administrator"], content=make(tmp_path / "mau.docx"))
    assert sentence in refused.value.text
    assert refused.value.field == "template"
