"""A substitute takes a seat: whoever had it scores no more, one seat has one voice, and ties are the substitute's."""

from datetime import timedelta

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, public_id_of, signed
from builders.kept_rounds import kept, producer_of, seat_of
from builders.paper_reading import words
from builders.people import a_person
from builders.register import a_product
from builders.score_sheets import ticks_with_total

from registry import clock
from registry.documents import council_table, minutes
from registry.queries import assessment_rounds as questions
from registry.queries import council_standing
from registry.queries import dossiers as dossier_questions
from registry.rules.council import MemberRole
from registry.rules.council_seats import ConflictOfInterest, NotAScorer
from registry.rules.hearing import each_of
from registry.rules.permissions import NotAllowed, Role
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import rounds, scoring, substitutes

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)


@pytest.fixture
def officer(actors):
    return actors["officer"]


def taken_over(officer, round_, member, person, **more):
    given = {"on": clock.today(), "reason": "Đi công tác"} | more
    return substitutes.substitute(actor=officer, seat=seat_of(round_, member), account=public_id_of(person), **given)


def scorers(round_, dossier):
    with reading() as session:
        row = dossier_questions.dossier(session, dossier)
        at = council_standing.standing(session, questions.round_(session, round_), row)
        return [seat.account.name for seat in at.entitled], at.present


def test_a_seat_has_one_voice_whoever_signed(officer) -> None:
    first, second = (a_forwarded_dossier(officer, a_product(name=name)) for name in ("Chè A", "Chè B"))
    round_, people = a_round(officer, [first, second])
    ticks = ticks_with_total(criteria_of(first), total=80, stars=4)
    signed(people[2], first, ticks)
    person = a_person(Role.COUNCIL, name="Người dự thay")

    taken_over(officer, round_, people[2], person)

    assert [scorers(round_, one)[0] for one in (first, second)] == [
        ["Thành viên 1", "Thành viên 2", "Thành viên 3"],
        ["Thành viên 1", "Thành viên 2", "Người dự thay"],
    ]
    assert scorers(round_, first)[1].members == 3
    with pytest.raises(NotAScorer, match="dự thay bạn"):
        signed(people[2], second, ticks)
    with pytest.raises(NotAScorer, match="đã ký phiếu"):
        signed(person, first, ticks)
    signed(person, second, ticks)
    seat = kept(round_).seats[-1]
    assert (seat.role, seat.agency, seat.substitute_for) == (MemberRole.MEMBER, "Sở thứ 3", "Thành viên 3")
    assert (seat.since, seat.reason) == (clock.today(), "Đi công tác")


@on_sqlite
def test_a_sheet_opened_again_is_the_substitutes_to_write(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, people = a_round(officer, [dossier])
    ticks = ticks_with_total(criteria_of(dossier), total=80, stars=4)
    signed(people[2], dossier, ticks)
    scoring.reopen(actor=people[0], dossier=dossier, seat=seat_of(round_, people[2]), reason="Chấm sót")
    person = a_person(Role.COUNCIL, name="Người dự thay")

    taken_over(officer, round_, people[2], person)
    signed(person, dossier, ticks)

    assert scorers(round_, dossier)[0] == ["Thành viên 1", "Thành viên 2", "Người dự thay"]


@on_sqlite
def test_ties_are_asked_of_the_substitute_and_somebody_is_left_to_score(officer) -> None:
    product = a_product()
    dossier = a_forwarded_dossier(officer, product)
    round_, people = a_round(officer, [dossier])
    unit = producer_of(dossier)
    person = a_person(Role.COUNCIL, name="Người dự thay")
    taken_over(officer, round_, people[1], person, ties={unit: "Vợ của giám đốc"})
    taken_over(officer, round_, people[2], a_person(Role.COUNCIL), ties={unit: "Em dâu"})

    assert scorers(round_, dossier)[0] == ["Thành viên 1"]
    assert [tie.reason for seat in kept(round_).seats for tie in seat.ties] == ["Vợ của giám đốc", "Em dâu"]
    with pytest.raises(Refusal, match="Cần ghi quan hệ"):
        taken_over(officer, round_, people[0], a_person(Role.COUNCIL), ties={unit: " "})
    with pytest.raises(ConflictOfInterest):
        taken_over(officer, round_, people[0], a_person(Role.COUNCIL), ties={unit: "Anh ruột"})


@on_sqlite
def test_what_cannot_be_is_said_at_once(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, people = a_round(officer, [dossier])
    person = a_person(Role.COUNCIL)

    with pytest.raises(Refusal) as told:
        taken_over(officer, round_, people[2], person, on=clock.today() + timedelta(days=1), reason=" ")
    assert {one.field for one in each_of(told.value)} == {"on", "reason"}
    with pytest.raises(Refusal, match="đã có trong Hội đồng"):
        taken_over(officer, round_, people[2], people[1])
    with pytest.raises(NotAllowed):
        taken_over(people[0], round_, people[2], person)
    taken_over(officer, round_, people[2], person)
    with pytest.raises(Refusal, match="Đã có người dự thay"):
        taken_over(officer, round_, people[2], a_person(Role.COUNCIL))
    rounds.mark_present(actor=officer, round_=round_, present=[one.public_id for one in kept(round_).seats])
    assert [seat.is_present for seat in kept(round_).seats] == [True, True, False, True]


@on_sqlite
def test_minutes_and_table_are_signed_by_who_really_sat(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, people = a_round(officer, [dossier])
    taken_over(officer, round_, people[1], a_person(Role.COUNCIL, name="Thư ký dự thay"))
    rounds.mark_present(
        actor=officer, round_=round_, present=[one.public_id for one in kept(round_).seats if one.position != 1]
    )

    with reading() as session:
        row = questions.round_(session, round_)
        signers = [(one.authority_lines, one.name) for one in council_table.signatures(row)]
        text = words(minutes.paper(session, row)[1])

    assert signers == [(("THƯ KÝ HỘI ĐỒNG",), "Thư ký dự thay"), (("CHỦ TỊCH HỘI ĐỒNG",), None)]
    assert "Thư ký dự thay dự thay Thành viên 2: Đi công tác." in text
    assert "Có mặt 02/03 thành viên Hội đồng" in text
