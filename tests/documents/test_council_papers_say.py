"""What the papers of a round say: table, minutes, report, draft list, notices; and what they keep to themselves."""

from decimal import Decimal

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.concluded_round import a_concluded_round
from builders.paper_reading import page_texts, words
from builders.register import a_product
from builders.score_sheets import ticks_with_total

from registry.documents import council_table, draft_list, minutes, result_notice, results_report
from registry.documents.printing import PaperRefused
from registry.queries import assessment_rounds as rounds
from registry.queries import dossiers
from registry.rules.instruments import Instrument
from registry.transaction import reading, transaction
from registry.usecases import concluding, scoring, settings
from registry.usecases import rounds as round_acts

PAPERS = (council_table, minutes, results_report, draft_list)


@pytest.fixture
def officer(actors):
    return actors["officer"]


def of_round(paper, round_):
    with reading() as session:
        return paper.paper(session, rounds.round_(session, round_))


def notice_of(dossier):
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        return result_notice.paper(session, rounds.latest_results(session, [row.id])[row.id])


def test_the_table_has_every_members_total_and_what_held_a_product_back(app, officer) -> None:
    concluded = a_concluded_round(officer)

    name, content = of_round(council_table, concluded.round)
    text = words(content)

    assert name == "Bảng tổng hợp điểm - đợt 1 năm 2026.pdf"
    assert "1 Chè Shan tuyết Hợp tác xã Chè Tả Lèng 72 73 74 2 73 4 sao" in text
    assert "3 Hồng trà Hợp tác xã Chè Tả Lèng 100 100 100 0 100 tiềm năng 5 sao" in text
    assert "Đủ điểm 4 sao; chưa đạt mức tối thiểu 4 sao ở 1.5" in text
    assert "bị loại" in text
    assert "(1) Thành viên 1 – Chủ tịch Hội đồng, Sở thứ 1" in text
    assert "Tổng điểm của các thành viên không lệch nhau quá 10 điểm" in text


def test_no_total_is_told_before_the_council_concludes(app, officer) -> None:
    dossier = a_forwarded_dossier(officer, a_product(name="Chè Shan tuyết"))
    round_, council = a_round(officer, [dossier])
    signed(council[0], dossier, ticks_with_total(criteria_of(dossier), total=67, stars=3))

    for paper in (council_table, minutes, results_report):
        text = words(of_round(paper, round_)[1])
        assert "67" not in text
        assert "chưa kết luận" in text


def test_a_member_with_a_tie_has_a_dash_and_the_minutes_say_why(app, officer) -> None:
    dossier = a_forwarded_dossier(officer, a_product(name="Chè Shan tuyết"))
    round_, council = a_round_with_a_tie(officer, dossier)
    for member in (*council[:2], *council[3:]):
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=72, stars=4))
    concluding.conclude(actor=officer, dossier=dossier)

    assert "Chè Shan tuyết Hợp tác xã Thử Nghiệm 72 72 – 72 0 72 4 sao" in words(of_round(council_table, round_)[1])
    text = words(of_round(minutes, round_)[1])
    assert "Thành viên 3 không chấm sản phẩm của Hợp tác xã Thử Nghiệm: Là em ruột của giám đốc;" in text


def a_round_with_a_tie(officer, dossier):
    with reading() as session:
        producer = dossiers.dossier(session, dossier).producer.public_id
    round_, council = a_round(officer, [dossier], members=4)
    with reading() as session:
        seat = rounds.round_(session, round_).seats[2].public_id
    round_acts.tie(actor=officer, seat=seat, producer=producer, reason="Là em ruột của giám đốc")
    return round_, council


def test_the_minutes_tell_of_a_discussion_once_with_its_figures(app, officer) -> None:
    dossier = a_forwarded_dossier(officer, a_product(name="Chè Shan tuyết"))
    round_, council = a_round(officer, [dossier])
    criteria = criteria_of(dossier)
    for member, total in zip(council, (60, 72, 75), strict=True):
        signed(member, dossier, ticks_with_total(criteria, total=total, stars=3))
    scoring.discuss(actor=officer, dossier=dossier, said="Thống nhất cách hiểu tiêu chí bao bì.")
    before = words(of_round(minutes, round_)[1])
    for member in council:
        signed(member, dossier, ticks_with_total(criteria, total=72, stars=4))
    concluding.conclude(actor=officer, dossier=dossier)

    text = words(of_round(minutes, round_)[1])

    assert "Thống nhất cách hiểu tiêu chí bao bì." in before
    assert "điểm cao nhất" not in before

    assert "điểm cao nhất 75, thấp nhất 60, lệch quá 10 điểm" in text
    assert text.count("Thống nhất cách hiểu tiêu chí bao bì.") == 1


def test_the_report_counts_by_rank_and_proposes_what_follows(app, officer) -> None:
    text = words(of_round(results_report, a_concluded_round(officer).round)[1])

    for said in (
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Lai Châu",
        "Tiềm năng 5 sao: 01 sản phẩm;",
        "cấp giấy chứng nhận cho 02 sản phẩm",
        "đề nghị Bộ Nông nghiệp và Môi trường đánh giá 01 sản phẩm tiềm năng 5 sao",
        "cho chủ thể của 01 sản phẩm chưa được công nhận",
    ):
        assert said in text


def test_the_draft_list_parts_what_is_recognised_from_what_the_ministry_decides(app, officer) -> None:
    first, second = page_texts(of_round(draft_list, a_concluded_round(officer).round)[1])

    assert "Phụ lục I\n" in first
    assert "Chè Shan tuyết" in first
    assert "Chè xanh" in first
    assert "Hồng trà" not in first
    assert "Phụ lục II" in second
    assert "Hồng trà" in second
    assert "Trà ướp hoa" not in first + second


def test_a_round_without_results_gives_no_list(app, officer) -> None:
    round_, _ = a_round(officer, [a_forwarded_dossier(officer)])

    with pytest.raises(PaperRefused, match="chưa có kết quả"):
        of_round(draft_list, round_)


def test_a_notice_says_what_would_gain_the_next_star(app, officer) -> None:
    concluded = a_concluded_round(officer)

    text = words(notice_of(concluded.four_stars)[1])

    assert "Kết quả: 4 sao" in text
    assert "2. Để đạt hạng 5 sao" in text
    assert "thiếu 17 điểm" in text
    assert "Ủy ban nhân dân xã Sin Suối Hồ;" in text
    assert "thông báo này không thay cho quyết định" in text


def test_who_signs_notices_and_reports_and_who_gets_them_is_the_departments_choice(app, actors, officer) -> None:
    concluded = a_concluded_round(officer)
    before = [words(notice_of(concluded.four_stars)[1]), words(of_round(results_report, concluded.round)[1])]

    settings.change(
        actor=actors["administrator"],
        values={
            "council_authority_lines": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
            "council_signatory": "Vàng Thị Ký",
            "council_recipients": "Chi cục Phát triển nông thôn\nLưu: VT",
        },
    )

    after = [words(notice_of(concluded.four_stars)[1]), words(of_round(results_report, concluded.round)[1])]
    for said in before:
        assert "TM. HỘI ĐỒNG" in said
        assert "Thành viên 1" in said
        assert "Lưu: VT, HĐOCOP" in said
    for said in after:
        assert "PHÓ GIÁM ĐỐC" in said
        assert "Vàng Thị Ký" in said
        assert "Chi cục Phát triển nông thôn" in said
        assert "TM. HỘI ĐỒNG" not in said


def test_a_notice_names_the_minimum_that_held_a_product_back_once(app, officer) -> None:
    text = words(notice_of(a_concluded_round(officer).held_back)[1])

    assert "Điểm đạt mức của hạng 4 sao, nhưng sản phẩm xếp hạng 3 sao" in text
    assert text.count("Trên 75% sản lượng tiêu thụ qua hợp đồng liên kết") == 1
    assert "0/3" in text


def test_a_notice_of_elimination_gives_the_ground_and_no_points(app, officer) -> None:
    text = words(notice_of(a_concluded_round(officer).eliminated)[1])

    assert "1. Lý do bị loại - Hồ sơ giả mạo;" in text
    assert "Điểm từng phần" not in text


def test_no_notice_names_another_product_or_a_members_points(app, officer) -> None:
    text = words(notice_of(a_concluded_round(officer).four_stars)[1])

    assert "Chè xanh" not in text
    assert "Thành viên 2" not in text


def test_a_result_recorded_without_sheets_says_where_it_is_known_from(app, officer) -> None:
    dossier = a_forwarded_dossier(officer, a_product(name="Chè Shan tuyết"))
    with transaction() as session:
        # An instrument whose criteria the register does not have.
        row = dossiers.dossier(session, dossier)
        row.criteria, row.instrument = None, Instrument.QD_26_2026
    round_, _ = a_round(officer, [dossier])
    concluding.record(
        actor=officer, dossier=dossier, score=Decimal("72.5"), stars=4, source="Biên bản ngày 5/11, https://" + "a" * 60
    )

    assert "72,5" in words(of_round(draft_list, round_)[1])
    for paper in (council_table, minutes, results_report):
        text = words(of_round(paper, round_)[1])
        assert "72,5" in text
        assert "theo Biên bản ngày 5/11," in text
    assert "Không có phiếu chấm; theo Biên bản ngày 5/11," in words(notice_of(dossier)[1])


def test_minutes_name_who_is_absent_and_whom_a_member_stands_in_for(app, officer) -> None:
    dossier = a_forwarded_dossier(officer, a_product(name="Chè Shan tuyết"))
    round_, _ = a_round(officer, [dossier], members=5)
    with transaction() as session:
        seats = rounds.round_(session, round_).seats
        seats[4].is_present = False
        seats[3].substitute_for = "bà Lò Thị Minh Họa"

    text = words(of_round(minutes, round_)[1])

    assert "1. Có mặt 04/05 thành viên Hội đồng:" in text
    assert "Thành viên 4 – Ủy viên Hội đồng, Sở thứ 4 (dự thay bà Lò Thị Minh Họa);" in text
    assert "2. Vắng mặt 01/05 thành viên: - Thành viên 5" in text
    assert "cần ít nhất 04 thành viên; Hội đồng đủ điều kiện làm việc." in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_round_gives_the_same_bytes(app, officer, paper) -> None:
    round_ = a_concluded_round(officer).round

    assert of_round(paper, round_) == of_round(paper, round_)
