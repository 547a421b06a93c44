"""Every paper of a round in one zip, and a member's sheets in one file."""

import io
import zipfile

import pytest
from builders.assessments import a_forwarded_dossier, a_round
from builders.concluded_round import a_concluded_round
from builders.paper_reading import page_texts, words

from registry.documents import round_pack, score_sheet
from registry.documents.printing import PaperRefused
from registry.queries import assessment_papers
from registry.queries import assessment_rounds as rounds
from registry.transaction import reading


@pytest.fixture
def officer(actors):
    return actors["officer"]


def packed(round_):
    with reading() as session:
        return round_pack.zip_of(session, rounds.round_(session, round_))


def test_the_zip_has_the_councils_papers_a_notice_for_each_dossier_and_a_file_for_each_member(app, officer) -> None:
    name, content = packed(a_concluded_round(officer).round)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        folders = [path.split("/")[0] for path in archive.namelist()]
        sheets = words(archive.read("3 Phiếu đánh giá/02 Phiếu đánh giá - Thành viên 2.pdf"))

    assert name == "Hồ sơ đợt đánh giá - đợt 1 năm 2026.zip"
    assert [folders.count(one) for one in dict.fromkeys(folders)] == [4, 4, 3]
    for product in ("Chè Shan tuyết", "Chè xanh", "Hồng trà", "Trà ướp hoa"):
        assert f"Tên sản phẩm: {product} Mã số" in sheets
    assert "Thành viên 1" not in sheets


def test_each_sheet_of_a_members_file_has_its_own_page_numbers_and_its_own_seal(app, officer) -> None:
    concluded = a_concluded_round(officer)
    with reading() as session:
        seat = rounds.round_(session, concluded.round).seats[0]
        told = rounds.latest_results(session, [one.id for one in rounds.dossiers_of(session, seat.round_id)])
        sheets = [
            one
            for one in assessment_papers.sheets(session, [key for row in told.values() for key in row.sheets])
            if one.seat_id == seat.id
        ]
        _, content = score_sheet.papers_of_member(session, seat, sheets)
        seals = [one.sha256 for one in sheets]

    firsts = [page for page in page_texts(content) if "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP" in page]
    assert len(firsts) == len(seals) == 4
    for page, seal in zip(firsts, seals, strict=True):
        assert seal in page
        assert page.splitlines()[1] == "ỦY BAN NHÂN DÂN"


def test_a_round_that_is_not_concluded_gives_no_zip(app, officer) -> None:
    round_, _ = a_round(officer, [a_forwarded_dossier(officer)])

    with pytest.raises(PaperRefused, match="chưa kết luận"):
        packed(round_)


def test_a_member_without_a_signed_sheet_has_no_file(app, officer) -> None:
    round_, _ = a_round(officer, [a_forwarded_dossier(officer)])

    with reading() as session, pytest.raises(PaperRefused, match="chưa có phiếu"):
        score_sheet.papers_of_member(session, rounds.round_(session, round_).seats[0], [])
