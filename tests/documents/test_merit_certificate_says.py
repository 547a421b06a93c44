"""What a merit certificate says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest

import certificates
from registry.documents import merit_certificate
from registry.documents.merit_certificate import Facts
from registry.documents.printing import PaperRefused
from registry.models.award import RecipientKind
from registry.queries.settings import Settings

SETTINGS = Settings()
FACTS = Facts(
    kind=RecipientKind.COLLECTIVE,
    name="Hợp tác xã Minh Họa 07",
    address="xã Sin Suối Hồ, huyện Phong Thổ",
    achievement="xuất sắc trong Chương trình mỗi xã một sản phẩm năm 2020",
    decision_number="1801/QĐ-UBND",
    decision_date=date(2020, 12, 11),
    signatory="Nguyễn Văn Thử",
    number="007/2020/BK-OCOP",
)


def content(facts: Facts = FACTS, settings: Settings = SETTINGS) -> certificates.MeritCertificate:
    return merit_certificate.content(facts, settings, is_demonstration=False)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)).split())


def test_every_fact_can_be_read_on_the_paper() -> None:
    text = text_of(merit_certificate.draw(content()))

    for words in (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "BẰNG KHEN",
        "Hợp tác xã Minh Họa 07",
        "xã Sin Suối Hồ, huyện Phong Thổ",
        "xuất sắc trong Chương trình mỗi xã một sản phẩm năm 2020",
        "1801/QĐ-UBND",
        "11 tháng 12 năm 2020",
        "007/2020/BK-OCOP",
        "Nguyễn Văn Thử",
    ):
        assert words in text, words


def test_the_chairman_confers_in_person_so_nobody_is_represented() -> None:
    assert content().authority_lines == ("CHỦ TỊCH",)


@pytest.mark.parametrize(
    ("kind", "written", "style", "name"),
    [
        (RecipientKind.PERSON, "Ông Lò Văn Thử", "Ông", "Lò Văn Thử"),
        (RecipientKind.PERSON, "bà Vàng Thị Thử", "Bà", "Vàng Thị Thử"),
        (RecipientKind.PERSON, "Lò Văn Thử", None, "Lò Văn Thử"),
        (RecipientKind.PERSON, "Bàn Thị Thử", None, "Bàn Thị Thử"),
        (RecipientKind.HOUSEHOLD, "Hộ gia đình ông Lò Văn Thử", "Hộ gia đình ông", "Lò Văn Thử"),
        (RecipientKind.HOUSEHOLD, "Hộ kinh doanh bà Vàng Thị Thử", "Hộ kinh doanh bà", "Vàng Thị Thử"),
        (RecipientKind.HOUSEHOLD, "Hộ kinh doanh Minh Họa", None, "Hộ kinh doanh Minh Họa"),
        (RecipientKind.COLLECTIVE, "Bà Đen Tea", None, "Bà Đen Tea"),
        (RecipientKind.PERSON, "Ông", None, "Ông"),
    ],
)
def test_the_style_of_a_person_stands_on_a_line_of_its_own(
    kind: RecipientKind, written: str, style: str | None, name: str
) -> None:
    said = content(replace(FACTS, kind=kind, name=written))

    assert (said.recipient_style, said.recipient_name) == (style, name)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("xuất sắc trong phong trào năm 2020", "Đã có thành tích xuất sắc trong phong trào năm 2020"),
        ("Có thành tích xuất sắc năm 2020", "Có thành tích xuất sắc năm 2020"),
        ("đã có thành tích xuất sắc năm 2020", "Đã có thành tích xuất sắc năm 2020"),
        ("Đạt giải Nhất năm 2020", "Đạt giải Nhất năm 2020"),
    ],
)
def test_an_achievement_written_in_full_is_not_introduced_twice(written: str, printed: str) -> None:
    text = text_of(merit_certificate.draw(content(replace(FACTS, achievement=written))))

    assert printed in text
    assert text.lower().count("có thành tích") == printed.lower().count("có thành tích")


def test_the_golden_book_number_is_printed_only_where_one_was_given() -> None:
    assert content().golden_book_number is None
    given = content(replace(FACTS, golden_book_number="15"))
    assert given.golden_book_number == "15"


def test_the_department_chooses_the_size_of_the_paper() -> None:
    pdf = merit_certificate.draw(
        content(settings=replace(SETTINGS, merit_paper_width_mm=400, merit_paper_height_mm=300))
    )

    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (400, 300)


def test_a_draft_says_that_it_is_one() -> None:
    draft = replace(FACTS, number=None, decision_number=None, decision_date=None)

    assert "DỰ THẢO" in text_of(merit_certificate.draw(content(draft)))


def test_a_text_that_does_not_fit_is_refused_by_recipient_and_field() -> None:
    with pytest.raises(PaperRefused) as refused:
        merit_certificate.draw(content(replace(FACTS, achievement="xuất sắc " * 400)))

    assert (refused.value.subject, refused.value.field) == ("Hợp tác xã Minh Họa 07", "achievement")


def test_json_holds_every_word() -> None:
    kept: dict[str, Any] = merit_certificate.as_json(content())

    assert kept["recipient_name"] == "Hợp tác xã Minh Họa 07"
    assert kept["decision_number"] == "1801/QĐ-UBND"
    assert kept["layout_version"] == merit_certificate.layout_version()
