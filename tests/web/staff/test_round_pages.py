"""A round from its opening to the annex, as the secretary sees it; nobody's unsigned ticks on any page."""

from typing import Any

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, public_id_of, signed
from builders.desk import visible
from builders.page_forms import fill
from builders.people import a_person
from builders.register import a_product
from builders.score_sheets import best_ticks, ticks_with_total
from flask import Flask
from sqlalchemy import update

from registry import clock
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds as rounds
from registry.rules.permissions import Actor, Role
from registry.transaction import reading, transaction
from registry.usecases import scoring

HOME = "/can-bo/dot-danh-gia"


@pytest.fixture
def keeper(web_app: Flask) -> Actor:
    """Somebody of staff who works behind the pages."""
    with web_app.app_context():
        return a_person(Role.OFFICER)


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


def forwarded(app: Flask, keeper: Actor, name: str = "Chè thử") -> str:
    with app.app_context():
        return a_forwarded_dossier(keeper, a_product(name))


def scored(app: Flask, keeper: Actor, totals: tuple[int, ...], *, stars: int = 3, sign: int | None = None) -> Any:
    """A round of one dossier with so many sheets signed."""
    with app.app_context():
        dossier = a_forwarded_dossier(keeper)
        round_, people = a_round(keeper, [dossier], members=len(totals))
        for person, total in list(zip(people, totals, strict=True))[: len(totals) if sign is None else sign]:
            signed(person, dossier, ticks_with_total(criteria_of(dossier), total=total, stars=stars))
    return round_, dossier, people


def test_a_round_is_opened_seated_filled_and_begun(web_app, keeper, officer) -> None:
    dossier = forwarded(web_app, keeper)
    with web_app.app_context():
        people = [a_person(Role.COUNCIL, name=f"Thành viên {number}") for number in (1, 2)]
        accounts = [public_id_of(one) for one in people]
    today = clock.today()

    days = {"filed_before": f"31/12/{today.year + 1}", "finish_before": f"30/3/{today.year + 2}"}
    asked = fill(officer.client, f"{HOME}/moi", **days)
    assert "89 ngày" in visible(asked.text) or "90 ngày" in visible(asked.text)
    assert 'name="long_is_meant"' in asked.text
    opened = fill(officer.client, f"{HOME}/moi", **days, long_is_meant="y")
    assert opened.status_code == 303, opened.text
    round_ = opened.headers["Location"]
    for account, role in zip(accounts, ("chair", "secretary"), strict=True):
        answer = fill(officer.client, f"{round_}/hoi-dong", account=account, role=role, agency="Sở Công Thương")
        assert answer.status_code == 303, answer.text
    assert fill(officer.client, f"{round_}/ho-so", dossiers=dossier).status_code == 303
    assert fill(officer.client, f"{round_}/bat-dau").status_code == 303

    page = visible(officer.get(round_).text)
    assert "Đang chấm điểm" in page
    assert "Thành viên 1" in page


def test_rounds_are_listed_with_how_many_dossiers_they_have(web_app, keeper, officer) -> None:
    scored(web_app, keeper, (61, 62, 63), sign=0)

    page = visible(officer.get(HOME).text)

    assert "Đợt 1 năm 2026" in page
    assert "Đang chấm điểm" in page
    assert officer.get(f"{HOME}?trang-thai=preparing").text.count("Đợt 1 năm 2026") == 0


def test_beginning_says_everything_that_is_missing_at_once(web_app, keeper, officer) -> None:
    opened = fill(officer.client, f"{HOME}/moi")

    answer = fill(officer.client, f"{opened.headers['Location']}/bat-dau")

    assert answer.status_code == 422
    for sentence in ("đúng một Chủ tịch", "đúng một thư ký", "chưa có hồ sơ nào"):
        assert sentence in answer.text


def test_the_board_says_who_has_signed_and_nothing_of_what_is_ticked(web_app, keeper, officer) -> None:
    round_, dossier, people = scored(web_app, keeper, (61, 62, 63), sign=1)
    with web_app.app_context():
        scoring.save_draft(
            actor=people[1],
            dossier=dossier,
            marks=scoring.Marks(ticks={"1.1": 0}, opinion="Ý kiến chưa ai được đọc"),
            serial=0,
        )

    for address in (f"{HOME}/{round_}/tien-do", f"{HOME}/{round_}", f"{HOME}/{round_}/ho-so/{dossier}"):
        assert "Ý kiến chưa ai được đọc" not in officer.get(address).text
    board = visible(officer.get(f"{HOME}/{round_}/tien-do").text)
    assert "1/3" in board
    assert board.count("đã ký") == 1


def test_totals_stay_closed_until_the_last_has_signed(web_app, keeper, officer) -> None:
    round_, dossier, people = scored(web_app, keeper, (61, 62, 63), sign=2)
    before = visible(officer.get(f"{HOME}/{round_}/ho-so/{dossier}").text)
    with web_app.app_context():
        signed(people[2], dossier, ticks_with_total(criteria_of(dossier), total=63, stars=3))
    after = visible(officer.get(f"{HOME}/{round_}/ho-so/{dossier}").text)

    assert "chưa mở" in before
    assert "61" not in before.replace(dossier, "")
    assert all(total in after for total in ("61", "62", "63"))


def test_a_wide_spread_is_flagged_talked_over_and_scored_again(web_app, keeper, officer) -> None:
    round_, dossier, _ = scored(web_app, keeper, (55, 60, 75))
    address = f"{HOME}/{round_}/ho-so/{dossier}"

    page = visible(officer.get(address).text)
    assert "lệch nhau 20 điểm, quá 10 điểm" in page
    assert fill(officer.client, f"{address}/thao-luan", words="Thống nhất cách chấm mục bao bì").status_code == 303

    after = visible(officer.get(address).text)
    assert "Thống nhất cách chấm mục bao bì" in after
    assert after.count("mở lại, chưa ký") == 3


def test_all_that_are_ready_are_concluded_and_the_others_are_named(web_app, keeper, officer) -> None:
    with web_app.app_context():
        first, second = (a_forwarded_dossier(keeper, a_product(name)) for name in ("Chè đủ phiếu", "Chè thiếu phiếu"))
        round_, people = a_round(keeper, [first, second])
        for person in people:
            signed(person, first, ticks_with_total(criteria_of(first), total=72, stars=4))

    page = visible(officer.get(f"{HOME}/{round_}/ket-luan").text)
    assert "Chè thiếu phiếu : Chưa có phiếu đã ký của Chủ tịch" in page
    assert fill(officer.client, f"{HOME}/{round_}/ket-luan").status_code == 303

    result = visible(officer.get(f"{HOME}/{round_}/ho-so/{first}").text)
    assert "72 điểm trung bình của 3 phiếu" in result
    assert "4 sao" in result


def test_the_result_names_the_minimum_that_held_it_back_and_the_rules_with_their_ground(
    web_app, keeper, officer
) -> None:
    round_, dossier, _ = scored(web_app, keeper, (75, 75, 75), stars=3)
    fill(officer.client, f"{HOME}/{round_}/ho-so/{dossier}/ket-luan")

    page = visible(officer.get(f"{HOME}/{round_}/ho-so/{dossier}").text)

    assert "Điểm đạt 4 sao, nhưng chưa đạt mức tối thiểu ở" in page
    assert "mức tối thiểu của 4 sao" in page
    assert "Chưa đạt ở phiếu của Thành viên 1, Thành viên 2, Thành viên 3" in page
    assert "không quy định. Theo Quy chế đã thấy của tỉnh khác" in page


def test_results_fill_a_new_draft_in_one_step(web_app, keeper, officer) -> None:
    round_, dossier, _ = scored(web_app, keeper, (72, 75, 78), stars=4)
    fill(officer.client, f"{HOME}/{round_}/ho-so/{dossier}/ket-luan")
    assert fill(officer.client, f"{HOME}/{round_}/ket-thuc").status_code == 303

    answer = fill(officer.client, f"{HOME}/{round_}/phu-luc")

    assert answer.status_code == 303, answer.text
    decision = officer.get(answer.headers["Location"]).text
    assert "75" in visible(decision)
    assert f'<a href="{HOME}/{round_}">đợt 1 năm 2026</a>' in decision
    assert "Đã vào quyết định" in visible(officer.get(f"{HOME}/{round_}").text)


def test_ninety_points_are_said_to_be_the_ministrys(web_app, keeper, officer) -> None:
    with web_app.app_context():
        dossier = a_forwarded_dossier(keeper)
        round_, people = a_round(keeper, [dossier])
        for person in people:
            signed(person, dossier, best_ticks(criteria_of(dossier)))
    fill(officer.client, f"{HOME}/{round_}/ho-so/{dossier}/ket-luan")
    fill(officer.client, f"{HOME}/{round_}/ket-thuc")

    assert "Tiềm năng 5 sao" in visible(officer.get(f"{HOME}/{round_}/ho-so/{dossier}").text)
    assert "Không còn kết quả nào" in visible(officer.get(f"{HOME}/{round_}/phu-luc").text)


def test_a_result_is_sent_back_with_a_reason_and_both_are_kept(web_app, keeper, officer) -> None:
    round_, dossier, _ = scored(web_app, keeper, (61, 62, 63))
    address = f"{HOME}/{round_}/ho-so/{dossier}"
    fill(officer.client, f"{address}/ket-luan")

    assert fill(officer.client, f"{address}/mo-lai", reason="Nhầm mẫu thử").status_code == 303

    assert "Kết quả trước đã được mở lại: 62 điểm" in visible(officer.get(address).text)


def test_who_only_looks_is_offered_no_act(web_app, keeper, someone) -> None:
    round_, dossier, _ = scored(web_app, keeper, (61, 62, 63))
    auditor = someone(Role.AUDITOR)

    for address in (f"{HOME}/{round_}", f"{HOME}/{round_}/ho-so/{dossier}", f"{HOME}/{round_}/tien-do"):
        page = auditor.get(address)
        assert page.status_code == 200
        assert "/ket-luan" not in page.text
    assert auditor.get(f"{HOME}/{round_}/ket-luan").status_code == 403


def test_the_administrator_of_accounts_sees_no_round(web_app, keeper, someone) -> None:
    round_, _, _ = scored(web_app, keeper, (61, 62, 63))

    assert someone(Role.ADMINISTRATOR).get(f"{HOME}/{round_}/tien-do").status_code == 403


def test_the_papers_of_a_round_are_drawn_and_a_sheet_only_when_it_is_open(web_app, keeper, officer) -> None:
    round_, dossier, people = scored(web_app, keeper, (72, 75, 78), stars=4, sign=2)
    with web_app.app_context(), reading() as session:
        seats = [one.public_id for one in rounds.round_(session, round_).seats]
    address = f"{HOME}/{round_}/ho-so/{dossier}"
    closed = officer.get(f"{address}/phieu/{seats[0]}.pdf")
    with web_app.app_context():
        signed(people[2], dossier, ticks_with_total(criteria_of(dossier), total=78, stars=4))
    fill(officer.client, f"{address}/ket-luan")

    assert closed.status_code == 404
    assert officer.get(f"{address}/phieu/{seats[0]}.pdf").data.startswith(b"%PDF-")
    assert officer.get(f"{address}/thong-bao.pdf").data.startswith(b"%PDF-")
    for name in ("bang-tong-hop", "bien-ban", "bao-cao", "danh-sach"):
        paper = officer.get(f"{HOME}/{round_}/giay/{name}.pdf")
        assert paper.data.startswith(b"%PDF-"), name
    assert officer.get(f"{HOME}/{round_}/giay/khong-co.pdf").status_code == 404


def test_the_first_version_of_a_sheet_that_was_signed_again_can_still_be_read(web_app, keeper, officer) -> None:
    round_, dossier, people = scored(web_app, keeper, (61, 62, 63))
    with web_app.app_context(), reading() as session:
        seats = [one.public_id for one in rounds.round_(session, round_).seats]
    with web_app.app_context():
        scoring.reopen(actor=people[0], dossier=dossier, seat=seats[1], reason="Ghi nhầm")
        signed(people[1], dossier, ticks_with_total(criteria_of(dossier), total=64, stars=3))
    address = f"{HOME}/{round_}/ho-so/{dossier}"

    assert "lần 1, đã thay" in officer.get(address).text
    first = officer.get(f"{address}/phieu/{seats[1]}.pdf?lan=1")
    assert first.data.startswith(b"%PDF-")
    assert first.data != officer.get(f"{address}/phieu/{seats[1]}.pdf").data
    for turn in ("2", "9", "x", ""):
        assert officer.get(f"{address}/phieu/{seats[1]}.pdf?lan={turn}").status_code == 404


def test_presence_and_ties_are_written_down(web_app, keeper, officer) -> None:
    round_, _, _ = scored(web_app, keeper, (61, 62, 63), sign=0)
    with web_app.app_context(), reading() as session:
        row = rounds.round_(session, round_)
        last = row.seats[-1].public_id
        producer = rounds.dossiers_of(session, row.id)[0].producer.public_id
        here = row.seats[0].public_id

    assert fill(officer.client, f"{HOME}/{round_}/hoi-dong/co-mat", present=here).status_code == 303
    tied = fill(officer.client, f"{HOME}/{round_}/hoi-dong/{last}/quan-he", producer=producer, reason="Vợ là giám đốc")

    assert tied.status_code == 303, tied.text
    page = visible(officer.get(f"{HOME}/{round_}").text)
    assert page.count("Vắng") == 2
    assert "Vợ là giám đốc" in page
    assert "có quan hệ" in visible(officer.get(f"{HOME}/{round_}/tien-do").text)


def test_a_dossier_is_put_off_with_a_reason(web_app, keeper, officer) -> None:
    round_, dossier, _ = scored(web_app, keeper, (61, 62, 63), sign=0)

    answer = fill(officer.client, f"{HOME}/{round_}/ho-so/{dossier}/dua-ra", reason="Chờ kiểm nghiệm lại")

    assert answer.status_code == 303
    assert "Chưa có hồ sơ nào" in visible(officer.get(f"{HOME}/{round_}").text)
    assert officer.get(f"{HOME}/{round_}/ho-so/{dossier}").status_code == 404


def test_a_dossier_without_criteria_takes_a_result_with_its_source(web_app, keeper, officer) -> None:
    with web_app.app_context():
        dossier = a_forwarded_dossier(keeper)
        with transaction() as session:
            session.execute(update(Dossier).values(criteria_id=None))
        round_, _ = a_round(keeper, [dossier])
    address = f"{HOME}/{round_}/ho-so/{dossier}"

    assert fill(officer.client, f"{address}/ghi-ket-qua", score="75", stars="4").status_code == 422
    answer = fill(officer.client, f"{address}/ghi-ket-qua", score="75", stars="4", source="Biên bản số 12/BB-HĐ")

    assert answer.status_code == 303, answer.text
    assert "Biên bản số 12/BB-HĐ" in visible(officer.get(address).text)
