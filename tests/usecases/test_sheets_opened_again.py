"""A sheet is opened again by the chair, or after a discussion by all, and both turns of it are kept."""

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.kept_sheets import disagreeing, reopen, save, seat_of, sheets_of
from builders.register import a_product
from builders.score_sheets import best_ticks, ticks_with_total
from sqlalchemy import select

from registry.models.assessment import Discussion
from registry.queries import dossiers
from registry.rules.council_seats import ConflictOfInterest
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import concluding, scoring
from registry.usecases import rounds as round_acts

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def dossier(officer):
    return a_forwarded_dossier(officer)


@pytest.fixture
def round_and_council(officer, dossier):
    return a_round(officer, [dossier])


@pytest.fixture
def council(round_and_council):
    return round_and_council[1]


@pytest.fixture
def ticks(dossier, council):
    return ticks_with_total(criteria_of(dossier), total=60, stars=3)


@on_sqlite
def test_the_chair_alone_reopens_with_a_reason_and_both_turns_are_kept(officer, dossier, council, ticks) -> None:
    first = signed(council[2], dossier, ticks)
    for who in (council[1], council[2]):
        with pytest.raises(Refusal, match="Chỉ Chủ tịch"):
            reopen(who, dossier, council[2])
    with pytest.raises(Refusal, match="không có quyền"):
        reopen(officer, dossier, council[2])
    with pytest.raises(Refusal, match="lý do"):
        reopen(council[0], dossier, council[2], reason=" ")
    reopen(council[0], dossier, council[2])
    with pytest.raises(NotFound):
        reopen(council[0], dossier, council[2])
    second = signed(council[2], dossier, ticks_with_total(criteria_of(dossier), total=65, stars=3))

    assert [(one.turn, one.total, one.sha256) for one in sheets_of(dossier)] == [(1, 6000, first), (2, 6500, second)]


@on_sqlite
def test_a_sheet_open_again_counts_for_nothing_until_it_is_signed(officer, dossier, council, ticks) -> None:
    for member in council:
        signed(member, dossier, ticks)
    reopen(council[0], dossier, council[2])

    with pytest.raises(Refusal, match="Mới có 2/3 phiếu"):
        concluding.conclude(actor=officer, dossier=dossier)


@on_sqlite
def test_the_chair_of_one_round_reopens_nothing_of_another(officer, dossier, council, ticks) -> None:
    signed(council[2], dossier, ticks)
    other = a_forwarded_dossier(officer, a_product("Chè khác"))
    _, strangers = a_round(officer, [other], number=2)

    with pytest.raises(NotFound):
        reopen(strangers[0], dossier, council[2])
    with pytest.raises(NotFound):
        scoring.reopen(actor=strangers[0], dossier=other, seat=seat_of(dossier, council[2]), reason="x")


def test_totals_too_far_apart_are_talked_about_and_everyone_scores_again(officer, dossier, council) -> None:
    disagreeing(dossier, council)
    with pytest.raises(Refusal, match="lệch nhau 15 điểm"):
        concluding.conclude(actor=officer, dossier=dossier)
    with pytest.raises(Refusal, match="nội dung"):
        scoring.discuss(actor=officer, dossier=dossier, said=" ")
    scoring.discuss(actor=officer, dossier=dossier, said="Thống nhất cách hiểu tiêu chí 2.1")
    with pytest.raises(Refusal, match="đã được ghi"):
        scoring.discuss(actor=officer, dossier=dossier, said="Ghi từ cửa sổ khác")

    with pytest.raises(Refusal, match="Chưa có phiếu"):
        concluding.conclude(actor=officer, dossier=dossier)
    for member in council:
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=66, stars=3))
    concluding.conclude(actor=officer, dossier=dossier)

    assert [one.turn for one in sheets_of(dossier)] == [1, 2] * 3
    with reading() as session:
        (kept,) = session.scalars(select(Discussion)).all()
    assert (kept.facts["highest"], kept.facts["lowest"], kept.facts["limit"]) == ("75", "60", "10")
    assert sorted(kept.facts["totals"].values()) == [6000, 6000, 7500]
    assert kept.facts["criteria"]


@on_sqlite
def test_totals_close_enough_need_no_discussion_and_ten_points_are_close_enough(officer, dossier, council) -> None:
    for member, total in zip(council, (60, 65, 70), strict=True):
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=total, stars=3))

    with pytest.raises(Refusal, match="không lệch quá"):
        scoring.discuss(actor=officer, dossier=dossier, said="Bàn cho vui")
    concluding.conclude(actor=officer, dossier=dossier)


@on_sqlite
def test_after_the_result_no_sheet_is_written_or_reopened(officer, dossier, council, ticks) -> None:
    for member in council:
        signed(member, dossier, ticks)
    concluding.conclude(actor=officer, dossier=dossier)

    with pytest.raises(Refusal, match="không ở bước chấm"):
        save(council[0], dossier, best_ticks(criteria_of(dossier)), serial=1)
    with pytest.raises(Refusal, match="mở lại kết quả trước"):
        reopen(council[0], dossier, council[1])


def test_a_chair_with_a_tie_to_the_producer_opens_no_sheet_of_it(officer, dossier, council, ticks) -> None:
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        producer = row.producer.public_id
    round_acts.tie(actor=council[0], seat=seat_of(dossier, council[0]), producer=producer, reason="Góp vốn")
    signed(council[2], dossier, ticks)

    with pytest.raises(ConflictOfInterest, match="không mở lại phiếu"):
        reopen(council[0], dossier, council[2])
