"""What every list must do, however long it is."""

import re
import unicodedata

import pytest
from builders.paper_cases import decomposed
from builders.paper_reading import page_texts, words
from builders.papers import (
    a_decision_annex,
    a_prize_list,
    an_annex_line,
    an_award_list,
)

from certificates import (
    AnnexKind,
    AnnexLine,
    AnnexSection,
    Arrangement,
    AwardList,
    AwardRow,
    AwardSection,
    DecisionAnnex,
    draw_award_list,
    draw_decision_annex,
    draw_prize_list,
)


def numbered_award_list(producers: int, *, each: int = 2) -> AwardList:
    """Return a list whose every name occurs once."""
    sections = tuple(
        AwardSection(
            title=f"Hợp tác xã Minh Họa số {producer:04d}",
            detail="xã Bình Lư",
            rows=tuple(
                AwardRow(
                    product_name=f"Sản phẩm minh họa {producer:04d}-{index}",
                    producer_key=str(producer),
                    producer_name=f"Hợp tác xã Minh Họa số {producer:04d}",
                    commune="xã Bình Lư",
                    stars=3 + index % 3,
                    decision="1757/QĐ-UBND",
                )
                for index in range(each)
            ),
        )
        for producer in range(1, producers + 1)
    )
    return an_award_list(
        0, sections=sections, product_total=producers * each, producer_total=producers, total_in_words="bằng chữ"
    )


def annex_with(lines: int, **changes: object) -> DecisionAnnex:
    """Return an annex of one section whose every name occurs once, signed at its end."""
    numbered = tuple(
        AnnexLine(
            product_name=f"Sản phẩm minh họa {number:04d}" + " rất dài" * (number % 5),
            producer_name=f"Hợp tác xã Minh Họa số {number:04d}",
            address="xã Bình Lư",
            score="72,35",
            stars="4 sao",
        )
        for number in range(1, lines + 1)
    )
    return a_decision_annex(
        lines,
        sections=(AnnexSection(lines=numbered),),
        authority_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signatory_name="Nguyễn Văn Minh Họa",
        **changes,
    )


def folded(text: str) -> str:
    return " ".join(text.split())


def test_an_award_list_names_every_product_and_every_producer_once_with_running_numbers() -> None:
    text = words(draw_award_list(numbered_award_list(60)))

    for producer in range(1, 61):
        assert text.count(f"{producer}. Hợp tác xã Minh Họa số {producer:04d} – xã Bình Lư") >= 1
        for index in range(2):
            assert text.count(f"Sản phẩm minh họa {producer:04d}-{index}") == 1
            running = 2 * (producer - 1) + index + 1
            assert f"{running} Sản phẩm minh họa {producer:04d}-{index}" in text


def test_the_totals_are_counted_and_stand_in_figures_and_words() -> None:
    text = words(draw_award_list(numbered_award_list(23, each=2)))

    assert "Tổng cộng: 46 sản phẩm của 23 đơn vị (bằng chữ)." in text
    assert "Trong đó: 23 sản phẩm hạng 4 sao; 23 sản phẩm hạng 3 sao." in text


def test_a_producer_whose_products_go_on_overleaf_is_named_again() -> None:
    pages = page_texts(draw_award_list(numbered_award_list(1, each=60)))

    assert len(pages) > 2
    for text in pages[1:]:
        assert "1. Hợp tác xã Minh Họa số 0001 – xã Bình Lư (tiếp theo)" in folded(text)


def test_the_commune_list_counts_each_commune() -> None:
    text = words(draw_award_list(an_award_list(9, arrangement=Arrangement.BY_COMMUNE)))

    assert "I. Xã Sin Suối Hồ (02 sản phẩm)" in text
    assert "Chủ thể" in text


@pytest.mark.parametrize("lines", [1, 5, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 80])
def test_the_signature_is_never_alone_on_its_page(lines: int) -> None:
    last = folded(page_texts(draw_decision_annex(annex_with(lines)))[-1])

    assert f"Hợp tác xã Minh Họa số {lines:04d}" in last
    for closing in (f"Danh sách này có {lines} dòng./.", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Nguyễn Văn Minh Họa"):
        assert closing in last


def test_every_page_repeats_the_head_and_holds_whole_rows() -> None:
    pages = [folded(text) for text in page_texts(draw_decision_annex(annex_with(80)))]

    assert len(pages) > 3
    for text in pages:
        assert "TT Tên sản phẩm Chủ thể Địa chỉ Điểm" in text
    for number in range(1, 81):
        name = f"Sản phẩm minh họa {number:04d}" + " rất dài" * (number % 5)
        page = next(text for text in pages if f"minh họa {number:04d}" in text)
        assert f"{number} {name} Hợp tác xã Minh Họa số {number:04d}" in page


def test_pages_are_numbered_at_the_top_from_the_second_on() -> None:
    first, *others = page_texts(draw_decision_annex(annex_with(80)))

    assert first.startswith("Phụ lục")
    for number, text in enumerate(others, start=2):
        assert text.startswith(f"{number}\n")


def test_an_annex_of_an_electronic_document_leaves_the_blanks_of_the_decision() -> None:
    text = words(draw_decision_annex(annex_with(1, decision_number=None, decision_date=None)))

    assert "(Kèm theo Quyết định số /QĐ-UBND ngày tháng năm của Ủy ban nhân dân tỉnh Lai Châu)" in text


def test_an_annex_names_its_decision() -> None:
    text = words(draw_decision_annex(annex_with(1, annex_number="II")))

    assert text.startswith("Phụ lục II DANH SÁCH")
    assert "(Kèm theo Quyết định số 1757/QĐ-UBND ngày 11 tháng 12 năm 2020 của Ủy ban nhân dân tỉnh Lai Châu)" in text


@pytest.mark.parametrize(
    ("kind", "columns", "fields"),
    [
        (AnnexKind.RECOGNITION, "Điểm Hạng sao Ghi chú", ("product_name", "producer_name", "address", "stars")),
        (AnnexKind.HIGH_SCORE, "Điểm Kết quả Ghi chú", ("product_name", "producer_name", "stars")),
        (AnnexKind.CORRECTION, "Nội dung đã ghi Nội dung sửa lại Lý do", ("certificate_number", "before", "after")),
        (AnnexKind.REVOCATION, "Hạng sao Lý do thu hồi", ("certificate_number", "ground")),
        (AnnexKind.AWARD, "Địa chỉ Thành tích Ghi chú", ("producer_name", "achievement")),
    ],
)
def test_the_kind_of_decision_chooses_the_columns(kind: AnnexKind, columns: str, fields: tuple[str, ...]) -> None:
    line = an_annex_line(1)
    text = words(draw_decision_annex(a_decision_annex(1, kind=kind)))

    assert columns in text
    for field in fields:
        assert getattr(line, field) in text


def test_the_prize_list_adds_up_in_figures_with_dots_and_in_words() -> None:
    text = words(draw_prize_list(a_prize_list(12)))

    assert "Tổng cộng (12 khoản) 180.000.000" in text
    assert "Số tiền bằng chữ: Tổng số tiền ghi bằng chữ." in text
    assert "(Mức thưởng theo Nghị quyết số 07/2020/NQ-HĐND" in text
    assert re.search(r"15\.000\.000", text)
    assert "Ký nhận" in text


def test_each_signer_of_a_prize_list_has_a_place() -> None:
    signatures = (("NGƯỜI LẬP", "Lò Thị A"), ("KẾ TOÁN", None), ("GIÁM ĐỐC", "Lý Văn B"))

    text = words(draw_prize_list(a_prize_list(2, signatures=signatures)))

    for expected in ("NGƯỜI LẬP", "KẾ TOÁN", "GIÁM ĐỐC", "Lò Thị A", "Lý Văn B"):
        assert expected in text


def test_decomposed_names_give_the_same_list() -> None:
    section = an_award_list(1).sections[0]
    name = "Thịt trâu gác bếp Mường Kim"

    def listed(text: str) -> bytes:
        row = AwardRow(
            product_name=text,
            producer_key="1",
            producer_name=text,
            commune=text,
            stars=4,
            decision="1757/QĐ-UBND",
        )
        return draw_award_list(an_award_list(1, sections=(AwardSection(title=section.title, rows=(row,)),)))

    assert decomposed(name) != unicodedata.normalize("NFC", name)
    assert listed(decomposed(name)) == listed(name)


def test_the_same_list_gives_the_same_bytes() -> None:
    assert draw_award_list(an_award_list(40)) == draw_award_list(an_award_list(40))
    assert draw_prize_list(a_prize_list(40)) == draw_prize_list(a_prize_list(40))
    assert draw_decision_annex(a_decision_annex(40)) == draw_decision_annex(a_decision_annex(40))
