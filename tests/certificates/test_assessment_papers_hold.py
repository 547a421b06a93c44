"""What the papers of an assessment must do, however long they are, and what they refuse by name."""

import pytest
from builders.assessment_papers import LONG_TEXT, a_council_table, a_score_sheet, a_table, an_official_paper, score_rows
from builders.paper_cases import decomposed
from builders.paper_reading import page_texts, words

from certificates import (
    FIELD_NAMES,
    DoesNotFit,
    Manner,
    MissingGlyph,
    Paragraph,
    RowKind,
    ScoreRow,
    Signature,
    Table,
    TableColumn,
    draw_official_paper,
    draw_score_sheet,
    legible,
)

ONE_ENDLESS_WORD = "M" * 120


def folded(text):
    return " ".join(text.split())


def test_a_criterion_stands_on_one_page_with_its_options() -> None:
    rows = tuple(
        ScoreRow(kind=kind, code=code, text=f"{text} {number:02d}", points="1")
        for number in range(1, 31)
        for kind, code, text in (
            (RowKind.CRITERION, f"1.{number}", "Tiêu chí"),
            (RowKind.REMARK, "", "Gợi ý"),
            (RowKind.OPTION, "", "Mức thấp"),
            (RowKind.OPTION, "", "Mức cao"),
        )
    )

    pages = [folded(text) for text in page_texts(draw_score_sheet(a_score_sheet(rows=rows)))]

    assert len(pages) > 2
    for number in range(1, 31):
        page = next(text for text in pages if f"Tiêu chí {number:02d}" in text)
        for row in ("Gợi ý", "Mức thấp", "Mức cao"):
            assert f"{row} {number:02d}" in page


def test_the_foot_of_a_sheet_stands_on_every_page() -> None:
    content = a_score_sheet(rows=score_rows(18))

    for page in page_texts(draw_score_sheet(content)):
        assert content.foot in folded(page)


@pytest.mark.parametrize("sentences", range(1, 60, 3))
def test_a_heading_is_followed_and_the_signature_never_stands_alone(sentences: int) -> None:
    blocks = (
        *(Paragraph(text="Câu thử dài để chiếm chỗ. " * 2 + str(number)) for number in range(sentences)),
        Paragraph(text="Tiêu đề cuối", manner=Manner.HEADING),
        Paragraph(text="Đoạn sau tiêu đề."),
    )

    last = folded(page_texts(draw_official_paper(an_official_paper(blocks=blocks)))[-1])

    for together in ("Tiêu đề cuối", "Đoạn sau tiêu đề.", "TM. HỘI ĐỒNG CHỦ TỊCH", "Nguyễn Văn Minh Họa", "Lưu: VT"):
        assert together in last


@pytest.mark.parametrize("rows", range(1, 30, 2))
def test_a_table_that_ends_a_paper_takes_a_row_along_to_the_signatures(rows: int) -> None:
    blocks = (Paragraph(text=LONG_TEXT * 4), a_table(rows))

    last = folded(page_texts(draw_official_paper(an_official_paper(blocks=blocks)))[-1])

    assert "TM. HỘI ĐỒNG CHỦ TỊCH" in last
    assert f" {rows} " in last
    assert "TT Sản phẩm Điểm" in last


@pytest.mark.parametrize("lines", range(16, 40))
def test_what_stands_over_a_table_stands_on_its_page(lines: int) -> None:
    filler = tuple(Paragraph(text=f"Câu {number}.") for number in range(lines))
    heads = (Paragraph(text="III. Kết quả", manner=Manner.HEADING), Paragraph(text="Các sản phẩm sau đây:"))

    pages = page_texts(draw_official_paper(an_official_paper(blocks=(*filler, *heads, a_table(3)))))

    page = next(folded(text) for text in pages if "III. Kết quả" in text)
    assert "III. Kết quả Các sản phẩm sau đây: TT Sản phẩm Điểm 1 " in page


@pytest.mark.parametrize("lines", range(2, 40))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(lines: int) -> None:
    filler = tuple(Paragraph(text=f"Câu {number}.") for number in range(lines))
    blocks = (*filler, Paragraph(text=" ".join(f"từ{number:03d}" for number in range(60))), Paragraph(text="Hết."))

    pages = page_texts(draw_official_paper(an_official_paper(blocks=blocks)))

    for page in pages:
        torn = [line for line in page.splitlines() if "từ0" in line]
        assert len(torn) != 1


def test_every_word_of_a_long_text_is_printed_once_with_its_spaces() -> None:
    text = " ".join(f"chữ{number:04d}" for number in range(2000))

    printed = words(draw_official_paper(an_official_paper(blocks=(Paragraph(text=text),))))

    for number in range(2000):
        assert printed.count(f"chữ{number:04d} ") == 1


def test_every_dossier_and_every_member_of_a_council_stands_in_its_table() -> None:
    text = words(draw_official_paper(a_council_table(61, 11)))

    for number in range(1, 12):
        assert f"({number}) Nguyễn Thị Minh Họa {number} –" in text
    for number in range(1, 62):
        if number % 4:
            assert f"Hợp tác xã Minh Họa {number:02d}" in text


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("subject", {"subject": ONE_ENDLESS_WORD}),
        ("title", {"title": ONE_ENDLESS_WORD}),
        ("symbol", {"symbol": ONE_ENDLESS_WORD}),
        ("addressee", {"addressees": (ONE_ENDLESS_WORD,)}),
        ("addressee", {"addressees": (ONE_ENDLESS_WORD, "Xã")}),
        ("recipient", {"recipients": (ONE_ENDLESS_WORD,)}),
        ("place_and_date", {"place": "Lai Châu " * 20}),
        ("foot", {"foot": "dài " * 200}),
        ("paragraph", {"blocks": (Paragraph(text=ONE_ENDLESS_WORD),)}),
        ("opinion", {"blocks": (Paragraph(text=ONE_ENDLESS_WORD, field="opinion"),)}),
        ("cell", {"blocks": (Table(columns=(TableColumn(title="A", share=1),), rows=((ONE_ENDLESS_WORD,),)),)}),
        ("authority_lines", {"signatures": (Signature(authority_lines=("CHỦ TỊCH " * 9,)),)}),
        ("signatory_name", {"signatures": (Signature(authority_lines=("CHỦ TỊCH",), name="Lò Văn " * 12),)}),
    ],
)
def test_what_does_not_fit_is_refused_by_name(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(DoesNotFit) as refusal:
        draw_official_paper(an_official_paper(**changes))

    assert refusal.value.field == field
    assert FIELD_NAMES[field] in str(refusal.value)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("product_name", {"product_name": "Chè ★"}),
        ("phone", {"phone": "0912☎"}),
        ("opinion", {"opinion": ("Tốt 👍",)}),
        ("criterion", {"rows": (ScoreRow(kind=RowKind.OPTION, text="Mức ★"),)}),
    ],
)
def test_a_character_without_a_glyph_is_refused_by_name(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(MissingGlyph) as refusal:
        draw_score_sheet(a_score_sheet(**changes))

    assert refusal.value.field == field


def test_a_sealed_text_is_told_to_the_last_character() -> None:
    assert legible("Tốt 👍, đạt") == "Tốt [U+1F44D], đạt"
    assert legible("zero\u200bwidth") == "zero[U+200B]width"
    assert legible(decomposed("Mường Kim")) == "Mường Kim"
    assert "".join(legible("x" * 130).split()) == "x" * 130
    printed = words(draw_score_sheet(a_score_sheet(opinion=(legible("👍" * 9 + "M" * 200),))))
    assert printed.replace(" ", "").count("[U+1F44D]") == 9


def test_decomposed_accents_give_the_same_bytes() -> None:
    name = "Thịt trâu gác bếp Mường Kim"

    assert draw_score_sheet(a_score_sheet(product_name=decomposed(name))) == draw_score_sheet(
        a_score_sheet(product_name=name)
    )


def test_contents_that_have_no_place_are_refused() -> None:
    with pytest.raises(ValueError, match="one signature"):
        an_official_paper(signatures=(Signature(authority_lines=("A",)), Signature(authority_lines=("B",))))
    with pytest.raises(ValueError, match="three people"):
        an_official_paper(signatures=(Signature(authority_lines=("A",)),) * 4)
    with pytest.raises(ValueError, match="every column"):
        Table(columns=(TableColumn(title="A", share=1),), rows=(("1", "2"),))
