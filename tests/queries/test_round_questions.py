"""What staff ask about rounds: who waits, how far a council is, which clocks run; on both databases."""

from datetime import timedelta

from builders.assessments import a_council, a_dossier, a_forwarded_dossier, a_round, criteria_of, signed
from builders.register import a_product
from builders.score_sheets import ticks_with_total

from registry import clock
from registry.models.assessment_round import RoundMethod
from registry.queries import assessment_rounds, council_standing, dossier_clocks, rounds_at_work
from registry.queries.settings import settings
from registry.rules.clocks import Step
from registry.rules.decision_life import DecisionKind
from registry.rules.instruments import RecognitionKind
from registry.transaction import reading
from registry.usecases import concluding, drafting, submission
from registry.usecases import rounds as round_acts


def opened(officer, *, until: int = 1, method: RoundMethod = RoundMethod.MEETING, number: int = 7) -> str:
    """Open a round that closes so many days from now."""
    today = clock.today()
    return round_acts.open_(
        actor=officer,
        year=today.year,
        number=number,
        filed_before=today + timedelta(days=until),
        finish_before=today + timedelta(days=until + 60),
        method=method,
    )


def waiting_for(round_: str) -> dict[str, str | None]:
    """Return the products that wait, with why each does not belong to a round."""
    with reading() as session:
        row = assessment_rounds.round_(session, round_)
        assert row is not None
        return {one.dossier.product.name: one.why_not for one in rounds_at_work.candidates(session, row)}


def test_what_came_after_the_cut_off_waits_for_a_later_round(app, actors) -> None:
    officer = actors["officer"]
    a_forwarded_dossier(officer, a_product("Chè kịp"))

    assert waiting_for(opened(officer)) == {"Chè kịp": None}
    assert "hãy đưa vào đợt sau" in (waiting_for(opened(officer, until=-1, number=8))["Chè kịp"] or "")


def test_a_round_in_writing_is_for_reassessments_alone(app, actors) -> None:
    officer = actors["officer"]
    a_forwarded_dossier(officer, a_product("Chè mới"))
    a_forwarded_dossier(officer, a_product("Chè cũ"), kind=RecognitionKind.REASSESSED)

    found = waiting_for(opened(officer, method=RoundMethod.WRITTEN))

    assert list(found) == ["Chè cũ", "Chè mới"]
    assert found["Chè cũ"] is None
    assert found["Chè mới"]


def test_people_to_seat_are_members_of_councils(app, actors) -> None:
    round_ = opened(actors["officer"])
    a_council(actors["officer"], round_)

    with reading() as session:
        names = [one.name for one in rounds_at_work.members_to_seat(session)]

    assert {"Thành viên 1", "Thành viên 2", "Thành viên 3"} <= set(names)
    assert actors["officer"].name not in names


def test_a_council_stands_to_each_dossier_by_its_signed_sheets(app, actors) -> None:
    officer = actors["officer"]
    ready, apart, begun = (a_forwarded_dossier(officer, a_product(name)) for name in ("Chè A", "Chè B", "Chè C"))
    round_, people = a_round(officer, [ready, apart, begun])
    for person, total in zip(people, (55, 60, 75), strict=True):
        signed(person, ready, ticks_with_total(criteria_of(ready), total=60, stars=3))
        signed(person, apart, ticks_with_total(criteria_of(apart), total=total, stars=3))
    signed(people[1], begun, ticks_with_total(criteria_of(begun), total=60, stars=3))

    with reading() as session:
        row = assessment_rounds.round_(session, round_)
        assert row is not None
        first, second, third = council_standing.standings(session, row)

        assert (first.is_ready, second.is_ready, third.is_ready) == (True, False, False)
        assert second.needs_discussion
        assert [seat.account.name for seat in third.waiting_for] == ["Thành viên 1", "Thành viên 3"]
        assert council_standing.seats_seen(third) == []
        assert len(council_standing.seats_seen(first)) == 3


def test_a_round_knows_its_size_and_the_decisions_it_went_into(app, actors) -> None:
    officer = actors["officer"]
    dossier = a_forwarded_dossier(officer)
    round_, people = a_round(officer, [dossier])
    for person in people:
        signed(person, dossier, ticks_with_total(criteria_of(dossier), total=60, stars=3))
    concluding.conclude(actor=officer, dossier=dossier)
    round_acts.conclude(actor=officer, round_=round_)
    decision = drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Công nhận sản phẩm")
    with reading() as session:
        assert [one.public_id for one in rounds_at_work.drafts_to_fill(session, DecisionKind.RECOGNITION)] == [decision]
    concluding.fill_annex(actor=officer, round_=round_, decision=decision)

    with reading() as session:
        row = assessment_rounds.round_(session, round_)
        assert row is not None
        assert rounds_at_work.sizes(session) == {row.id: 1}
        assert [one.public_id for one in rounds_at_work.decisions_of(session, row.id)] == [decision]


def test_clocks_run_for_what_somebody_waits_for_and_steps_that_ended_are_measured(app, actors) -> None:
    officer = actors["officer"]
    a_forwarded_dossier(officer, a_product("Chè ở tỉnh"))
    at_the_commune = a_dossier(officer, a_product("Chè ở xã"))
    submission.submit(actor=officer, dossier=at_the_commune)

    with reading() as session:
        rows = dossier_clocks.with_steps(session, under_way=True)
        ordered = dossier_clocks.by_urgency(settings(session), rows, on=clock.today())
        took = dossier_clocks.took(settings(session), dossier_clocks.with_steps(session))

        assert [row.product.name for row, _ in ordered] == ["Chè ở xã", "Chè ở tỉnh"]
        assert ordered[0][1].left == 15
        assert [(one.step, one.office) for one in took] == [(Step.SCREENING, "Sin Suối Hồ")]
