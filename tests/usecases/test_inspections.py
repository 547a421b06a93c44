"""A producer is visited after recognition: what is found, what is concluded, what comes of it."""

from datetime import date, timedelta

import pytest
from builders.people import a_person
from builders.portal import a_picture
from builders.register import a_line, a_producer, a_product, issue
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from registry import clock
from registry.queries import supervision
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.permissions import NotAllowed, Role
from registry.rules.refusal import NotFound, Refusal
from registry.rules.supervision import Conclusion, FindingTopic, InspectionKind, InspectionState, MoveNotOpen
from registry.transaction import reading, transaction
from registry.usecases import inspections, settings
from registry.usecases.drafting import Line

YESTERDAY = timedelta(days=1)


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def unit(app):
    return a_producer()


@pytest.fixture
def tea(unit):
    return a_product(producer=unit)


def planned(officer, unit, **changes):
    asked = {"kind": InspectionKind.PERIODIC, "planned_on": clock.today(), "team": "Lò Văn Thử, Chi cục"}
    return inspections.plan(actor=officer, producer=unit, **{**asked, **changes})


def visited(officer, unit):
    made = planned(officer, unit)
    inspections.visit(actor=officer, inspection=made, visited_on=clock.today(), present="Giám đốc")
    return made


def finds(officer, made, **changes):
    asked = {"topic": FindingTopic.MARK, "is_breach": True, "words": "In 4 sao trên hàng 3 sao."}
    inspections.find(actor=officer, inspection=made, **{**asked, **changes})


def concludes(officer, made, conclusion, **changes):
    asked = {"concluded_on": clock.today(), "words": "Yêu cầu thu hồi bao bì."}
    inspections.conclude(actor=officer, inspection=made, conclusion=conclusion, **{**asked, **changes})


def kept(made):
    with reading() as session:
        return supervision.inspection(session, made)


def test_a_visit_is_planned_made_and_ends_where_all_is_in_order(officer, unit, tea) -> None:
    made = planned(officer, unit)
    inspections.replan(actor=officer, inspection=made, planned_on=clock.today() - YESTERDAY, team="Người khác")
    inspections.visit(actor=officer, inspection=made, visited_on=clock.today(), present="Giám đốc")
    finds(officer, made, is_breach=False, product=tea, words="Nhãn đúng.")
    concludes(officer, made, Conclusion.IN_ORDER)

    row = kept(made)
    assert row.state is InspectionState.CLOSED
    assert row.follow_up_by is None
    assert [(one.product.name, one.said) for one in row.findings] == [("Chè thử nghiệm", "Nhãn đúng.")]


def test_a_breach_leads_to_a_conclusion_with_its_last_day_and_ends_with_what_came_of_it(officer, unit) -> None:
    made = visited(officer, unit)
    finds(officer, made)
    concludes(officer, made, Conclusion.WARNING)
    assert kept(made).state is InspectionState.FOLLOWING
    assert kept(made).follow_up_by >= clock.today() + timedelta(days=30)

    inspections.follow(actor=officer, inspection=made, followed_on=clock.today(), words="Đã thay bao bì.")
    assert kept(made).state is InspectionState.CLOSED
    with pytest.raises(MoveNotOpen):
        inspections.follow(actor=officer, inspection=made, followed_on=clock.today(), words="Lần nữa.")


def test_the_days_that_the_province_sets_are_counted(officer, unit, actors) -> None:
    settings.change(actor=actors["administrator"], values={"supervision_days": {"warning": 5}})
    made = visited(officer, unit)
    finds(officer, made)
    concludes(officer, made, Conclusion.WARNING)
    assert kept(made).follow_up_by < clock.today() + timedelta(days=20)


def test_a_conclusion_of_revocation_is_answered_by_the_decision_that_revoked(officer, unit, tea, actors) -> None:
    issue(officer, actors["approver"], [a_line(tea)])
    with reading() as session:
        (certificate,) = session.execute(text("SELECT public_id FROM certificate")).scalars()
    made = visited(officer, unit)
    finds(officer, made, product=tea)
    concludes(officer, made, Conclusion.REVOCATION)
    line = Line(product=tea, certificate=certificate, kind=None, act=LineAct.REVOKE, ground="d")
    decision = issue(
        officer,
        actors["approver"],
        [line],
        number="5/QĐ-UBND",
        signed_on=date(2021, 3, 1),
        kind=DecisionKind.REVOCATION,
    )
    inspections.follow(
        actor=officer, inspection=made, followed_on=clock.today(), words="Đã thu hồi.", decision=decision
    )
    assert kept(made).decision.number == "5/QĐ-UBND"


def test_a_decision_that_is_not_in_effect_answers_nothing(officer, unit) -> None:
    made = visited(officer, unit)
    finds(officer, made)
    concludes(officer, made, Conclusion.REVOCATION)
    with pytest.raises(NotFound):
        inspections.follow(
            actor=officer, inspection=made, followed_on=clock.today(), words="Đã thu hồi.", decision="x" * 16
        )
    assert kept(made).state is InspectionState.FOLLOWING


def test_a_finding_is_about_a_product_of_that_producer_only(officer, unit) -> None:
    other = a_product(producer=a_producer("Công ty Khác"))
    made = visited(officer, unit)
    with pytest.raises(NotFound):
        finds(officer, made, product=other)


def test_what_was_found_is_neither_changed_nor_removed_whoever_asks(officer, unit) -> None:
    made = visited(officer, unit)
    finds(officer, made)
    for statement in ("UPDATE inspection_finding SET said = 'x'", "DELETE FROM inspection_finding"):
        with pytest.raises(DatabaseError, match="append_only"), transaction() as session:
            session.execute(text(statement))


def test_a_photo_is_kept_once_and_without_what_a_camera_writes_into_it(app, officer, unit) -> None:
    made = visited(officer, unit)
    inspections.keep_photo(actor=officer, inspection=made, content=a_picture(), caption="Kệ hàng")
    with pytest.raises(Refusal, match="đã có"):
        inspections.keep_photo(actor=officer, inspection=made, content=a_picture())
    (photo,) = kept(made).photos
    assert app.config["VAULT"].read(photo.sha256).startswith(b"\xff\xd8")


def test_nothing_is_written_about_a_visit_before_it_was_made(officer, unit) -> None:
    made = planned(officer, unit)
    for late in (
        lambda: finds(officer, made),
        lambda: inspections.keep_photo(actor=officer, inspection=made, content=a_picture()),
        lambda: concludes(officer, made, Conclusion.IN_ORDER),
    ):
        with pytest.raises(MoveNotOpen):
            late()


def test_a_visit_is_not_of_tomorrow_and_its_conclusion_not_of_the_day_before(officer, unit) -> None:
    made = planned(officer, unit)
    with pytest.raises(Refusal, match="ngày hôm nay"):
        inspections.visit(
            actor=officer, inspection=made, visited_on=clock.today() + timedelta(days=1), present="Giám đốc"
        )
    inspections.visit(actor=officer, inspection=made, visited_on=clock.today(), present="Giám đốc")
    with pytest.raises(Refusal, match="không được trước ngày kiểm tra"):
        concludes(officer, made, Conclusion.IN_ORDER, concluded_on=clock.today() - timedelta(days=1))


def test_a_visit_that_was_not_made_can_be_cancelled_with_a_reason(officer, unit) -> None:
    made = planned(officer, unit)
    with pytest.raises(Refusal, match="lý do"):
        inspections.cancel(actor=officer, inspection=made, reason=" ")
    inspections.cancel(actor=officer, inspection=made, reason="Mưa lũ")
    with pytest.raises(MoveNotOpen, match="đã hủy"):
        inspections.visit(actor=officer, inspection=made, visited_on=clock.today(), present="Giám đốc")


@pytest.mark.parametrize("role", [Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR, Role.COUNCIL, Role.COMMUNE])
def test_only_those_who_supervise_plan_a_visit(role, unit) -> None:
    with pytest.raises(NotAllowed):
        planned(a_person(role), unit)
