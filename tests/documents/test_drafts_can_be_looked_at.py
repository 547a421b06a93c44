"""Before a decision is in effect its papers can be looked at: watermarked, without number, code or QR."""

import unicodedata
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from builders.conference import Conference, a_product_of, a_rated_line
from builders.register import a_draft, a_line
from sqlalchemy import select

from registry.documents import draft_papers
from registry.documents.artwork import NO_ARTWORK
from registry.documents.printing import PaperRefused
from registry.models.award import RecipientKind
from registry.models.certificate import Certificate
from registry.queries import decisions
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import Settings
from registry.rules.decision_life import DecisionKind, LineAct
from registry.transaction import reading
from registry.usecases import awarding, drafting
from registry.usecases.awarding import Recipient
from registry.usecases.drafting import Line


def detail_of(decision: str) -> DecisionDetail:
    with reading() as session:
        found = decisions.decision(session, decision)
    assert found is not None
    return found


def pages_of(pdf: bytes) -> list[str]:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return [unicodedata.normalize("NFC", " ".join(page.split())) for page in pages]


def looked_at(decision: str) -> list[str]:
    return pages_of(draft_papers.merged(detail_of(decision), Settings(), is_demonstration=False, artwork=NO_ARTWORK))


def test_the_papers_of_a_draft_are_one_watermarked_file(held: Conference) -> None:
    holder = held.producers["Hợp tác xã Chân Mây"]
    products = [a_product_of(holder, name) for name in ("Trà Chân Mây", "Gạo Chân Mây")]
    decision = a_draft(held.officer, [a_rated_line(product, 4) for product in products])

    first, second = looked_at(decision)

    assert ("Trà Chân Mây" in first, "Gạo Chân Mây" in second) == (True, True)
    assert ("DỰ THẢO" in first, "DỰ THẢO" in second) == (True, True)
    assert "GCN-OCOP" not in first


def test_a_line_without_a_rank_yet_has_no_paper_to_look_at(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")
    decision = a_draft(held.officer, [a_line(product, stars=None, score=Decimal(20))])

    assert draft_papers.lines_with_papers(detail_of(decision)) == []


def test_days_that_a_line_states_are_on_its_draft(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")
    line = a_line(
        product,
        valid_from=date(2021, 1, 1),
        valid_until=date(2022, 6, 30),
        validity_ground="Theo Thông báo số 9",
    )
    decision = a_draft(held.officer, [line])

    (paper,) = looked_at(decision)

    assert "01 tháng 01 năm 2021" in paper
    assert "30 tháng 6 năm 2022" in paper
    assert "Theo Thông báo số 9" in paper
    assert "36 tháng" not in paper


def test_the_draft_of_a_corrected_paper_says_which_paper_it_replaces_and_not_what_was_wrong(held: Conference) -> None:
    with reading() as session:
        old = session.scalars(select(Certificate).order_by(Certificate.id)).first()
        assert old is not None
        product, certificate, number = old.recognition.product.public_id, old.public_id, old.number
    line = Line(product=product, certificate=certificate, kind=None, act=LineAct.REISSUE, ground="Sai tên")
    decision = a_draft(held.officer, [line], kind=DecisionKind.CORRECTION)

    (paper,) = looked_at(decision)

    assert f"cấp lại, thay giấy số {number}" in paper
    assert "Sai tên" not in paper


def test_merit_certificates_of_a_draft_can_be_looked_at(held: Conference) -> None:
    decision = drafting.draft(actor=held.officer, kind=DecisionKind.AWARD, title="Tặng Bằng khen")
    awarding.add_recipients(
        actor=held.officer,
        decision=decision,
        recipients=[Recipient(kind=RecipientKind.PERSON, name="Ông Lò Văn Thử", achievement="xuất sắc")],
    )

    (paper,) = looked_at(decision)

    assert "Lò Văn Thử" in paper
    assert "DỰ THẢO" in paper


def test_an_empty_draft_has_nothing_to_look_at(held: Conference) -> None:
    with pytest.raises(PaperRefused, match="chưa có giấy nào"):
        looked_at(a_draft(held.officer, []))
