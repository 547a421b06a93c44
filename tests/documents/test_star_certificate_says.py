"""What a star certificate says: its words follow the decision, the instrument and the department's choices."""

import hashlib
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest

import certificates
from registry.documents import star_certificate
from registry.documents.artwork import Artwork
from registry.documents.printing import PaperRefused
from registry.documents.star_certificate import Facts
from registry.queries.settings import Settings
from registry.rules import lookup_code
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument, InstrumentFacts

SETTINGS = Settings(public_address="https://ocop.vi-du.vn")
CODE = lookup_code.new_code(demonstration=False)
FACTS = Facts(
    product_name="Chè Shan tuyết Minh Họa",
    producer_name="Hợp tác xã Minh Họa 07",
    producer_address="Bản Thử, xã Sin Suối Hồ, huyện Phong Thổ, tỉnh Lai Châu",
    stars=4,
    under=BUILT_IN[Instrument.QD_1048_781],
    body_name="Ủy ban nhân dân tỉnh Lai Châu",
    decision_number="1757/QĐ-UBND",
    decision_date=date(2020, 12, 11),
    valid_from=date(2020, 12, 11),
    valid_until=date(2023, 12, 11),
    signatory="Nguyễn Văn Thử",
    number="012/2020/GCN-OCOP",
    lookup_code=CODE,
)


def content(facts: Facts = FACTS, settings: Settings = SETTINGS, **changes: Any) -> certificates.StarCertificate:
    return star_certificate.content(facts, settings, is_demonstration=False, **changes)


def text_of(pdf: bytes) -> str:
    """The words of a paper on one line, as a reader's program sees them."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def test_the_paper_of_2020_is_named_and_spoken_as_in_2020() -> None:
    said = content()

    assert said.title == "Giấy chứng nhận sản phẩm OCOP"
    assert said.issuing_body == "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"
    assert said.decision_body == "Ủy ban nhân dân tỉnh Lai Châu"
    assert said.authority_lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_under_decision_26_the_chairman_speaks_in_person() -> None:
    said = content(replace(FACTS, under=BUILT_IN[Instrument.QD_26_2026]))

    assert said.title == "Giấy chứng nhận kết quả phân hạng sản phẩm OCOP"
    assert said.issuing_body == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"
    assert said.decision_body == "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu"
    assert said.authority_lines == ("CHỦ TỊCH",)


@pytest.mark.parametrize("under", [None, *[one for one in BUILT_IN.values() if one.code != Instrument.QD_26_2026]])
def test_under_every_other_instrument_the_committee_speaks(under: InstrumentFacts | None) -> None:
    assert content(replace(FACTS, under=under)).decision_body == "Ủy ban nhân dân tỉnh Lai Châu"


def test_authority_lines_entered_with_the_signature_stand_above_those_proposed() -> None:
    entered = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n PHÓ CHỦ TỊCH \n"

    said = content(replace(FACTS, authority_lines=entered))

    assert said.authority_lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "months"),
    [
        (date(2020, 12, 11), date(2023, 12, 11), 36),
        (date(2020, 12, 31), date(2023, 12, 31), 36),
        (date(2021, 8, 31), date(2024, 8, 31), 36),
        (date(2024, 2, 29), date(2027, 2, 28), 36),
        (date(2020, 12, 11), date(2023, 12, 10), None),
        (date(2020, 12, 11), date(2021, 12, 11), None),
    ],
)
def test_the_usual_term_is_said_in_months_and_any_other_by_its_days(
    valid_from: date, valid_until: date, months: int | None
) -> None:
    said = content(replace(FACTS, valid_from=valid_from, valid_until=valid_until))

    assert (said.validity_months, said.valid_from, said.valid_until) == (months, valid_from, valid_until)


def test_days_other_than_the_rule_are_printed_with_their_ground() -> None:
    said = content(replace(FACTS, valid_until=date(2022, 1, 31), validity_ground="Theo Thông báo số 9/TB-MH"))

    text = text_of(star_certificate.draw(said))

    assert "36 tháng" not in text
    assert "31 tháng 01 năm 2022" in text
    assert "Theo Thông báo số 9/TB-MH" in text


def test_the_qr_leads_to_the_configured_host_and_the_code_is_printed_in_groups() -> None:
    said = content(settings=replace(SETTINGS, public_address="https://ocop.vi-du.vn/"))

    assert said.lookup_url == f"https://ocop.vi-du.vn/c/{CODE}"
    assert said.lookup_code == f"{CODE[:4]}-{CODE[4:8]}-{CODE[8:]}"
    assert said.verify_address == "ocop.vi-du.vn/tra-cuu"


def test_every_fact_can_be_read_on_the_paper() -> None:
    facts = replace(FACTS, packings=("Hộp 100 g", "Túi 500 g"), product_code="12-0339-0001-2020")

    text = text_of(star_certificate.draw(content(facts)))

    for words in (
        "Chè Shan tuyết Minh Họa",
        "Hợp tác xã Minh Họa 07",
        "xã Sin Suối Hồ, huyện Phong Thổ, tỉnh Lai Châu",
        "4 sao",
        "1757/QĐ-UBND",
        "11 tháng 12 năm 2020",
        "Ủy ban nhân dân tỉnh Lai Châu",
        "36 tháng",
        "11 tháng 12 năm 2023",
        "012/2020/GCN-OCOP",
        "Hộp 100 g; Túi 500 g",
        "12-0339-0001-2020",
        "Nguyễn Văn Thử",
        lookup_code.grouped(CODE),
        "ocop.vi-du.vn/tra-cuu",
    ):
        assert words in text, words
    assert "BẢN MINH HỌA" not in text
    assert "DỰ THẢO" not in text


def test_a_draft_has_neither_number_nor_code_and_says_that_it_is_one() -> None:
    draft = replace(
        FACTS,
        number=None,
        lookup_code=None,
        decision_number=None,
        decision_date=None,
        valid_from=None,
        valid_until=None,
    )

    said = content(draft)

    assert (said.number, said.lookup_code, said.lookup_url) == (None, None, None)
    assert said.validity_months == 36
    assert "DỰ THẢO" in text_of(star_certificate.draw(said))


def test_every_paper_of_a_demonstration_says_so() -> None:
    said = star_certificate.content(FACTS, SETTINGS, is_demonstration=True)

    assert "BẢN MINH HỌA" in text_of(star_certificate.draw(said))


def test_words_that_the_department_replaced_are_printed() -> None:
    said = content(settings=replace(SETTINGS, star_wording={"certifies": "Công nhận sản phẩm"}))

    assert "Công nhận sản phẩm" in text_of(star_certificate.draw(said))


def test_a_replaced_wording_without_a_place_on_the_paper_is_refused() -> None:
    with pytest.raises(PaperRefused) as refused:
        content(settings=replace(SETTINGS, star_wording={"motto": "Mỗi xã một sản phẩm"}))

    assert refused.value.field == "star_wording"


@pytest.mark.parametrize("stars", [1, 2, 6])
def test_no_certificate_is_made_for_stars_that_have_none(stars: int) -> None:
    with pytest.raises(PaperRefused, match=f"hạng {stars} sao không có giấy chứng nhận"):
        content(replace(FACTS, stars=stars))


def test_a_text_that_does_not_fit_is_refused_by_product_and_field() -> None:
    endless = replace(FACTS, producer_address="Bản Thử " * 200)

    with pytest.raises(PaperRefused) as refused:
        star_certificate.draw(content(endless))

    assert refused.value.field == "producer_address"
    assert refused.value.subject == "“Chè Shan tuyết Minh Họa” của Hợp tác xã Minh Họa 07"
    assert refused.value.text.startswith("“Chè Shan tuyết Minh Họa” của Hợp tác xã Minh Họa 07: Địa chỉ chủ thể")


def test_in_a_merged_file_the_one_product_that_cannot_be_printed_is_named() -> None:
    good = content()
    bad = content(replace(FACTS, product_name="Trà \U0001f375 lạ"))

    with pytest.raises(PaperRefused) as refused:
        star_certificate.draw_merged([good, bad, good])

    assert (refused.value.field, refused.value.subject.startswith("“Trà")) == ("product_name", True)


def test_many_certificates_make_one_file_with_a_page_for_each() -> None:
    contents = [content(replace(FACTS, number=f"{serial:03d}/2020/GCN-OCOP")) for serial in range(1, 4)]

    document = pypdfium2.PdfDocument(star_certificate.draw_merged(contents))

    assert len(document) == 3
    assert "003/2020/GCN-OCOP" in document[2].get_textpage().get_text_bounded()


def test_markup_in_a_name_prints_as_it_is_written() -> None:
    text = text_of(star_certificate.draw(content(replace(FACTS, product_name="Mật ong <b>A & B</b>"))))

    assert "Mật ong <b>A & B</b>" in text


def test_decomposed_accents_give_the_same_bytes_as_composed_ones() -> None:
    decomposed = replace(FACTS, product_name=unicodedata.normalize("NFD", FACTS.product_name))

    assert star_certificate.draw(content(decomposed)) == star_certificate.draw(content())


def test_json_holds_every_word_and_pictures_only_by_their_hash() -> None:
    kept = star_certificate.as_json(content(artwork=Artwork(emblem=b"a picture")))

    assert kept["paper"] == "StarCertificate"
    assert kept["layout_version"] == star_certificate.layout_version()
    assert kept["product_name"] == "Chè Shan tuyết Minh Họa"
    assert kept["decision_date"] == "2020-12-11"
    assert kept["authority_lines"] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert kept["wording"]["certifies"] == "Chứng nhận sản phẩm"
    assert kept["emblem"] == {"sha256": hashlib.sha256(b"a picture").hexdigest()}
    assert kept["mark"] is None
