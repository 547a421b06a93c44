"""What the annex of a decision says: the lines in their own order, in the names of the decision's day."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from builders.conference import Conference, a_product_of, a_rated_line
from builders.register import a_draft, a_line, sign_off
from sqlalchemy import select

import certificates
from registry.documents import decision_annex
from registry.models.award import RecipientKind
from registry.models.producer import Producer, ProducerName
from registry.queries import decisions
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor
from registry.transaction import reading, transaction
from registry.usecases import awarding, certification, drafting
from registry.usecases.awarding import Recipient


def annex_of(decision: str) -> certificates.DecisionAnnex:
    with reading() as session:
        detail = decisions.decision(session, decision)
    assert detail is not None
    return decision_annex.content(detail, is_demonstration=False)


def lines_of(annex: certificates.DecisionAnnex) -> list[certificates.AnnexLine]:
    return [line for section in annex.sections for line in section.lines]


def text_of(pdf: bytes) -> str:
    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def certificate_of(decision: str, product: str) -> str:
    with reading() as session:
        detail = decisions.decision(session, decision)
    assert detail is not None
    issued = next(line.issued for line in detail.lines if line.product_name == product)
    assert issued is not None
    return issued.public_id


def in_effect(held: Conference, decision: str, *, number: str, signed_on: date) -> None:
    sign_off(held.officer, held.approver, decision, number=number, signed_on=signed_on)
    certification.put_in_effect(actor=held.approver, decision=decision)


def test_a_recognition_names_each_product_with_its_producer_score_and_stars(held: Conference) -> None:
    annex = annex_of(held.recognised[1])

    assert (annex.decision_number, annex.decision_date) == ("1758/QĐ-UBND", date(2020, 12, 11))
    assert annex.decision_body == "Ủy ban nhân dân tỉnh Lai Châu"
    assert not annex.is_draft
    assert annex.closing_note == "Danh sách này có 02 sản phẩm của 02 chủ thể./."
    (section,) = annex.sections
    assert section.title == "Hạng 3 sao"
    first = section.lines[0]
    assert (first.product_name, first.producer_name) == ("Miến dong Chân Mây", "Hợp tác xã Chân Mây")
    assert first.address == "Bản Thử, xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu"
    assert (first.score, first.stars, first.note) == ("60,5", "3 sao", None)


def test_every_word_of_a_recognition_can_be_read_on_the_paper(held: Conference) -> None:
    text = text_of(decision_annex.draw(annex_of(held.recognised[0])))

    for words in (
        "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN ĐẠT HẠNG SAO OCOP",
        "1757/QĐ-UBND",
        "Chè Ánh Dương",
        "Gạo Bình Minh",
        "Mật ong Bình Minh",
        "Hợp tác xã Bình Minh",
        "60,5",
        "75",
        "Danh sách này có 03 sản phẩm của 02 chủ thể./.",
    ):
        assert words in text, words


def test_ranks_stand_under_headings_only_where_no_line_must_be_moved_for_it(held: Conference) -> None:
    mixed = annex_of(held.recognised[0])
    assert [section.title for section in mixed.sections] == [None]
    assert [line.stars for line in lines_of(mixed)] == ["4 sao", "3 sao", "4 sao"]

    products = [a_product_of(held.producers["Hợp tác xã Chân Mây"], name) for name in ("Trà một", "Trà hai", "Trà ba")]
    sorted_lines = [a_rated_line(product, stars) for product, stars in zip(products, (4, 4, 3), strict=True)]
    annex = annex_of(a_draft(held.officer, sorted_lines))

    assert [(section.title, len(section.lines)) for section in annex.sections] == [("Hạng 4 sao", 2), ("Hạng 3 sao", 1)]


def test_an_unsigned_annex_is_a_draft_without_number(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")

    annex = annex_of(a_draft(held.officer, [a_rated_line(product)]))

    assert (annex.decision_number, annex.decision_date, annex.is_draft) == (None, None, True)
    assert "DỰ THẢO" in text_of(decision_annex.draw(annex))


def test_remarks_say_what_is_unusual_about_a_line(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")
    line = a_line(
        product,
        kind=RecognitionKind.REASSESSED,
        valid_until=date(2022, 6, 30),
        validity_ground="Theo Thông báo số 9",
        note="Quy cách mới",
    )

    (printed,) = lines_of(annex_of(a_draft(held.officer, [line])))

    assert printed.note == "Đánh giá lại; Có giá trị đến hết ngày 30/06/2022; Quy cách mới"


def test_once_in_effect_a_line_keeps_the_names_of_its_day(held: Conference) -> None:
    with transaction() as session:
        producer = session.scalars(select(Producer).where(Producer.name == "Hợp tác xã Chân Mây")).one()
        producer.names.append(ProducerName(name="Hợp tác xã Chân Mây", valid_from=date(2018, 1, 1)))
        producer.names.append(ProducerName(name="Công ty Chân Mây", valid_from=date(2022, 1, 1)))
        producer.name = "Công ty Chân Mây"

    assert lines_of(annex_of(held.recognised[1]))[0].producer_name == "Hợp tác xã Chân Mây"
    product = held.products["Miến dong Chân Mây"]
    later = a_draft(held.officer, [a_line(product, kind=RecognitionKind.REASSESSED)])
    assert lines_of(annex_of(later))[0].producer_name == "Công ty Chân Mây"


@pytest.mark.parametrize(
    ("instruments", "body"),
    [
        ([Instrument.QD_26_2026, Instrument.QD_26_2026], "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu"),
        ([Instrument.QD_148_1489, Instrument.QD_148_1489], "Ủy ban nhân dân tỉnh Lai Châu"),
        ([Instrument.QD_26_2026, Instrument.QD_148_1489], "Ủy ban nhân dân tỉnh Lai Châu"),
    ],
)
def test_the_chairman_decides_where_every_product_stands_under_decision_26(
    held: Conference, instruments: Sequence[Instrument], body: str
) -> None:
    lines = [
        a_line(a_product_of(held.producers["Hợp tác xã Chân Mây"], f"Trà {place}"), instrument=instrument)
        for place, instrument in enumerate(instruments)
    ]

    assert annex_of(a_draft(held.officer, lines)).decision_body == body


def test_a_correction_sets_the_old_words_beside_the_new(held: Conference) -> None:
    product = held.products["Miến dong Chân Mây"]
    line = a_line(
        product,
        act=LineAct.REISSUE,
        certificate=certificate_of(held.recognised[1], "Miến dong Chân Mây"),
        stars=4,
        score=Decimal(72),
        ground="Ghi nhầm điểm",
    )
    decision = a_draft(held.officer, [line], kind=DecisionKind.CORRECTION)

    (printed,) = lines_of(annex_of(decision))

    assert printed.certificate_number == "004/2020/GCN-OCOP"
    assert printed.before == "Hạng: 3 sao; Điểm: 60,5"
    assert printed.after == "Hạng: 4 sao; Điểm: 72"
    assert printed.ground == "Ghi nhầm điểm"
    assert "Hạng: 4 sao; Điểm: 72" in text_of(decision_annex.draw(annex_of(decision)))


def test_a_correction_that_changes_no_word_says_that_the_paper_is_given_again(held: Conference) -> None:
    line = a_line(
        held.products["Miến dong Chân Mây"],
        act=LineAct.REISSUE,
        certificate=certificate_of(held.recognised[1], "Miến dong Chân Mây"),
        stars=None,
        score=None,
        ground="Giấy bị hỏng",
    )

    (printed,) = lines_of(annex_of(a_draft(held.officer, [line], kind=DecisionKind.CORRECTION)))

    assert (printed.before, printed.after) == ("Giữ nguyên nội dung", "Cấp lại giấy chứng nhận")


def test_an_annulment_says_that_the_certificate_is_struck_out(held: Conference) -> None:
    line = a_line(
        held.products["Miến dong Chân Mây"],
        act=LineAct.ANNUL,
        certificate=certificate_of(held.recognised[1], "Miến dong Chân Mây"),
        ground="Ghi trùng sản phẩm",
    )

    (printed,) = lines_of(annex_of(a_draft(held.officer, [line], kind=DecisionKind.CORRECTION)))

    assert (printed.before, printed.after) == ("3 sao", "Hủy bỏ giấy chứng nhận")


def test_a_revocation_says_its_ground_in_the_words_of_the_article(held: Conference) -> None:
    line = a_line(
        held.products["Miến dong Chân Mây"],
        act=LineAct.REVOKE,
        certificate=certificate_of(held.recognised[1], "Miến dong Chân Mây"),
        ground="đ",
    )

    annex = annex_of(a_draft(held.officer, [line], kind=DecisionKind.REVOCATION))

    (printed,) = lines_of(annex)
    assert printed.ground == "Chủ thể không còn sản xuất sản phẩm (điểm đ Điều 8 Quyết định số 26/2026/QĐ-TTg)"
    assert (printed.certificate_number, printed.stars) == ("004/2020/GCN-OCOP", "3 sao")
    assert annex.decision_body == "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu"
    text = text_of(decision_annex.draw(annex))
    assert "Chủ thể không còn sản xuất sản phẩm" in text
    assert "Danh sách này có 01 giấy chứng nhận của 01 chủ thể./." in text
    assert "004/2020/GCN-OCOP" in text


def test_ninety_points_at_the_province_are_a_prospect_of_five_stars(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")
    line = a_line(product, act=LineAct.APPROVE_RESULT, score=Decimal("92.25"), stars=None)

    annex = annex_of(a_draft(held.officer, [line], kind=DecisionKind.RESULT_APPROVAL))

    (printed,) = lines_of(annex)
    assert (printed.score, printed.stars) == ("92,25", "tiềm năng 5 sao")
    assert "tiềm năng 5 sao" in text_of(decision_annex.draw(annex))


def test_an_award_lists_its_recipients_and_counts_them_by_kind(held: Conference) -> None:
    annex = annex_of(held.awarded)

    assert [(section.title, len(section.lines)) for section in annex.sections] == [("Tập thể", 2), ("Cá nhân", 1)]
    assert annex.decision_body == "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu"
    assert annex.closing_note == "Danh sách này có 02 tập thể, 01 cá nhân./."
    text = text_of(decision_annex.draw(annex))
    assert "Ông Lò Văn Thử" in text
    assert "xuất sắc trong Chương trình mỗi xã một sản phẩm năm 2020" in text


def test_recipients_of_mixed_kinds_keep_the_order_they_were_given(held: Conference) -> None:
    decision = drafting.draft(actor=held.officer, kind=DecisionKind.AWARD, title="Tặng Bằng khen")
    kinds = [RecipientKind.PERSON, RecipientKind.HOUSEHOLD, RecipientKind.PERSON]
    awarding.add_recipients(
        actor=held.officer,
        decision=decision,
        recipients=[
            Recipient(kind=kind, name=name, achievement="xuất sắc") for kind, name in zip(kinds, "ABC", strict=True)
        ],
    )

    annex = annex_of(decision)

    assert [section.title for section in annex.sections] == [None]
    assert [line.producer_name for line in lines_of(annex)] == ["A", "B", "C"]


def test_a_corrected_certificate_is_annexed_with_what_it_says_now(held: Conference) -> None:
    line = a_line(
        held.products["Miến dong Chân Mây"],
        act=LineAct.REISSUE,
        certificate=certificate_of(held.recognised[1], "Miến dong Chân Mây"),
        stars=4,
        score=Decimal(72),
        ground="Ghi nhầm điểm",
    )
    decision = a_draft(held.officer, [line], kind=DecisionKind.CORRECTION)
    in_effect(held, decision, number="88/QĐ-UBND", signed_on=date(2021, 3, 1))

    with reading() as session:
        detail = decisions.decision(session, decision)
    assert detail is not None
    assert detail.lines[0].issued is not None
    assert (detail.lines[0].issued.number, detail.lines[0].issued.stars) == ("001/2021/GCN-OCOP", 4)
    (printed,) = lines_of(decision_annex.content(detail, is_demonstration=False))
    assert (printed.before, printed.after) == ("Hạng: 3 sao; Điểm: 60,5", "Hạng: 4 sao; Điểm: 72")


def test_an_annex_of_many_pages_says_every_product_once(actors: dict[str, Actor]) -> None:
    from builders.conference import a_producer_in

    producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")
    names = [f"Sản phẩm thử số {place:03d}" for place in range(1, 81)]
    lines = [a_rated_line(a_product_of(producer, name)) for name in names]

    text = text_of(decision_annex.draw(annex_of(a_draft(actors["officer"], lines))))

    assert [text.count(name) for name in names] == [1] * 80
    assert "Danh sách này có 80 sản phẩm của 01 chủ thể./." in text
