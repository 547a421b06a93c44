"""What a member's score sheet says: the form's heads, every option with its box, the ticks, and nothing of others."""

import re

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.paper_reading import page_texts, words
from builders.register import a_product
from builders.score_sheets import ticks_with_total
from sqlalchemy import select

from registry.documents import score_sheet
from registry.models.assessment import ScoreSheet
from registry.transaction import reading


@pytest.fixture
def officer(actors):
    return actors["officer"]


def the_paper(sha256):
    with reading() as session:
        row = session.scalars(select(ScoreSheet).where(ScoreSheet.sha256 == sha256)).one()
        name, content = score_sheet.paper(session, row)
        return name, content, score_sheet.rows(score_sheet.dossiers.criteria_of(row.dossier), row)


def a_signed_sheet(officer, **more):
    dossier = a_forwarded_dossier(officer, a_product(name="Chè Shan tuyết"))
    _, council = a_round(officer, [dossier])
    ticks = ticks_with_total(criteria_of(dossier), total=72, stars=4)
    return dossier, ticks, signed(council[0], dossier, ticks, **more)


def test_the_sheet_says_who_scored_what_and_how_it_was_sealed(app, officer) -> None:
    _, _, sha256 = a_signed_sheet(officer, opinion="Cần thêm nhãn song ngữ.\nĐề nghị công nhận.")

    name, content, _ = the_paper(sha256)
    text = re.sub("…+", "…", words(content))

    assert name == "Phiếu đánh giá - Chè Shan tuyết - Thành viên 1 - lần 1.pdf"
    for said in (
        "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP",
        "BỘ SẢN PHẨM: CHÈ TƯƠI, CHÈ CHẾ BIẾN",
        "Tên sản phẩm: Chè Shan tuyết Mã số sản phẩm: … Số phiếu đăng ký: 001/PĐK-",
        "Chủ tịch Hội đồng, Sở thứ 1",
        "TỔNG SỐ ĐIỂM 72",
        "Cần thêm nhãn song ngữ.",
        "Đề nghị công nhận.",
        sha256,
    ):
        assert said in text
    for page in page_texts(content):
        assert sha256 in page


def test_every_option_of_the_set_is_printed_and_exactly_the_ticked_ones_bear_a_cross(app, officer) -> None:
    dossier, ticks, sha256 = a_signed_sheet(officer)
    criteria = criteria_of(dossier)

    _, content, rows = the_paper(sha256)
    crossed = [row.text.split(" (mức tối thiểu")[0] for row in rows if row.is_ticked]

    assert crossed == [leaf.options[ticks[leaf.code]].label for leaf in criteria.leaves()]
    text = words(content)
    assert text.count("×") == len(ticks)
    for leaf in criteria.leaves():
        for option in leaf.options:
            assert option.label in text


def test_a_sheet_that_stopped_at_a_ground_of_elimination_says_which(app, officer) -> None:
    dossier = a_forwarded_dossier(officer, a_product(name="Chè Shan tuyết"))
    _, council = a_round(officer, [dossier])
    sha256 = signed(council[0], dossier, {}, grounds=[":0"])

    _, content, rows = the_paper(sha256)

    assert [row.text for row in rows if row.is_ticked] == [criteria_of(dossier).disqualified_if[0]]
    assert words(content).count("chưa chấm") > 20


def test_what_a_member_signed_is_printed_whatever_was_typed(app, officer) -> None:
    comment = "Rất tốt 👍. " + "Cần bổ sung minh chứng. " * 70 + "https://" + "a" * 100
    _, ticks, sha256 = a_signed_sheet(officer, comments={"1.1": comment}, opinion="山 " + "dài" * 60)

    text = words(the_paper(sha256)[1])

    assert ticks
    assert "Nhận xét của người đánh giá: Rất tốt [U+1F44D]." in text
    assert text.count("bổ sung minh chứng.") == 70
    assert "[U+5C71]" in text


def test_the_same_sheet_gives_the_same_bytes(app, officer) -> None:
    _, _, sha256 = a_signed_sheet(officer)

    assert the_paper(sha256)[1] == the_paper(sha256)[1]
