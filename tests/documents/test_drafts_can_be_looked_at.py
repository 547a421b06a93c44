"""Before a decision is in effect its papers can be looked at: watermarked, without number, code or QR."""

import unicodedata
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from builders.conference import Conference, a_product_of, a_rated_line
from builders.register import a_draft, a_line

from registry.documents import drafts
from registry.documents.printing import PaperRefused
from registry.models.award import RecipientKind
from registry.queries import decisions
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import Settings
from registry.rules.decision_life import DecisionKind
from registry.transaction import reading
from registry.usecases import awarding, drafting
from registry.usecases.awarding import Recipient


def detail_of(decision: str) -> DecisionDetail:
    with reading() as session:
        found = decisions.decision(session, decision)
    assert found is not None
    return found


def pages_of(pdf: bytes) -> list[str]:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return [unicodedata.normalize("NFC", " ".join(page.split())) for page in pages]


def test_annex_and_papers_of_a_draft_are_one_watermarked_file(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")
    decision = a_draft(held.officer, [a_rated_line(product, 4)])

    annex, paper = pages_of(drafts.draw_all(detail_of(decision), Settings(), is_demonstration=False))

    assert "DỰ THẢO" in annex
    assert "DỰ THẢO" in paper
    assert "Trà Chân Mây" in annex
    assert "Trà Chân Mây" in paper
    assert "GCN-OCOP" not in paper


def test_a_line_without_a_rank_yet_has_no_paper_to_look_at(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")
    decision = a_draft(held.officer, [a_line(product, stars=None, score=Decimal(20))])

    assert list(drafts.star_certificates(detail_of(decision), Settings(), is_demonstration=False)) == []


def test_days_that_a_line_states_are_on_its_draft(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")
    line = a_line(
        product,
        valid_from=date(2021, 1, 1),
        valid_until=date(2022, 6, 30),
        validity_ground="Theo Thông báo số 9",
    )
    decision = a_draft(held.officer, [line])

    (said,) = drafts.star_certificates(detail_of(decision), Settings(), is_demonstration=False)

    assert (said.number, said.validity_months, said.valid_until) == (None, None, date(2022, 6, 30))
    assert said.validity_ground == "Theo Thông báo số 9"


def test_merit_certificates_of_a_draft_can_be_looked_at(held: Conference) -> None:
    decision = drafting.draft(actor=held.officer, kind=DecisionKind.AWARD, title="Tặng Bằng khen")
    awarding.add_recipients(
        actor=held.officer,
        decision=decision,
        recipients=[Recipient(kind=RecipientKind.PERSON, name="Ông Lò Văn Thử", achievement="xuất sắc")],
    )

    _, paper = pages_of(drafts.draw_all(detail_of(decision), Settings(), is_demonstration=False))

    assert "Lò Văn Thử" in paper
    assert "DỰ THẢO" in paper


def test_an_empty_draft_has_nothing_to_look_at(held: Conference) -> None:
    with pytest.raises(PaperRefused, match="chưa có dòng nào"):
        drafts.draw_all(detail_of(a_draft(held.officer, [])), Settings(), is_demonstration=False)
