"""What Mẫu số 01, 02 and 03 say of a dossier: as it was handed in, and a draft as long as the producer has it."""

import pytest
from builders.assessments import FINDINGS, a_dossier, criteria_of
from builders.paper_reading import words
from builders.register import a_product
from builders.score_sheets import ticks_with_total

from registry.documents import commune_report, registration_form, self_report
from registry.queries import dossiers
from registry.rules.instruments import RecognitionKind
from registry.transaction import reading
from registry.usecases import dossiers as acts
from registry.usecases import submission


@pytest.fixture
def officer(actors):
    return actors["officer"]


def form_of(paper, dossier):
    with reading() as session:
        return paper.paper(session, dossiers.dossier(session, dossier))


def test_the_registration_ticks_the_kind_and_leaves_the_authorities_their_blanks(app, officer) -> None:
    dossier = a_dossier(officer, a_product(name="Chè Shan tuyết"), kind=RecognitionKind.REASSESSED)
    submission.submit(actor=officer, dossier=dossier)

    name, content = form_of(registration_form, dossier)
    text = words(content)

    assert name == "Mẫu số 01 - Chè Shan tuyết - Hợp tác xã Thử Nghiệm.pdf"
    assert "[ ] Lần đầu; [ ] Nâng hạng; [×] Đánh giá lại" in text
    assert "Ngành: Thực phẩm; Nhóm: Chè" in text
    assert "DÀNH CHO CƠ QUAN QUẢN LÝ OCOP CẤP TỈNH" in text
    assert "DỰ THẢO" not in text


def test_the_self_report_has_every_blank_every_criterion_and_says_it_is_no_official_result(app, officer) -> None:
    dossier = a_dossier(officer, a_product(name="Chè Shan tuyết"))
    criteria = criteria_of(dossier)
    ticks = ticks_with_total(criteria, total=68, stars=3)
    acts.save_self_score(actor=officer, dossier=dossier, ticks=ticks)
    sha256 = submission.submit(actor=officer, dossier=dossier)

    text = words(form_of(self_report, dossier)[1])

    assert "Tự chấm, không phải kết quả chính thức. Tổng điểm tự chấm: 68." in text
    assert "[×] Giấy đăng ký kinh doanh" in text
    assert "Ngày thành lập hoặc đăng ký kinh doanh: 04/05/2019" in text
    assert sha256 in text
    for leaf in criteria.leaves():
        assert leaf.options[ticks[leaf.code]].label in text


@pytest.mark.parametrize("paper", [registration_form, self_report])
def test_a_form_is_a_draft_until_it_is_handed_in_and_again_when_it_came_back(app, officer, paper) -> None:
    dossier = a_dossier(officer)
    assert "DỰ THẢO" in words(form_of(paper, dossier)[1])

    submission.submit(actor=officer, dossier=dossier)
    assert "DỰ THẢO" not in words(form_of(paper, dossier)[1])

    submission.return_(actor=officer, dossier=dossier, reason="Bổ sung", item_reasons={"E01": "Thiếu bản chính"})
    assert "DỰ THẢO" in words(form_of(paper, dossier)[1])


def test_the_communes_report_says_the_four_topics_and_the_letter_it_went_with(app, officer) -> None:
    dossier = a_dossier(officer, a_product(name="Chè Shan tuyết"))
    submission.submit(actor=officer, dossier=dossier)
    submission.forward(actor=officer, dossier=dossier, findings=FINDINGS)

    with reading() as session:
        row = dossiers.dossier(session, dossier)
        name, content = commune_report.paper(session, dossiers.latest_report(session, row.id))
    text = words(content)

    assert name == "Mẫu số 03 - Chè Shan tuyết - Hợp tác xã Thử Nghiệm.pdf"
    assert "ỦY BAN NHÂN DÂN XÃ SIN SUỐI HỒ" in text
    assert "4. Bản sắc, trí tuệ địa phương Đạt yêu cầu." in text
    assert "số 15/UBND-KT ngày 12 tháng 10 năm 2026" in text
    assert set(commune_report.TOPICS) == set(submission.TOPICS)
