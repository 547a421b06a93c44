"""A draft several people work on: nobody overwrites what he has not seen, and all that is wrong is said at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders.register import a_draft, a_line, a_product
from flask import Flask

from registry.models.award import RecipientKind
from registry.queries import decisions
from registry.queries.decisions import DecisionDetail
from registry.rules.decision_life import DecisionKind
from registry.rules.hearing import each_of
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import awarding, drafting
from registry.usecases.awarding import Recipient
from registry.usecases.drafting import ChangedMeanwhile

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


def detail(decision: str) -> DecisionDetail:
    with reading() as session:
        found = decisions.decision(session, decision)
        assert found is not None
        _ = found.decision.corrects
        return found


def refused_fields(act: Any, **values: Any) -> set[str | None]:
    with pytest.raises(Refusal) as caught:
        act(**values)
    return {one.field for one in each_of(caught.value)}


def test_a_line_is_not_overwritten_by_who_saw_it_otherwise(officer: Actor) -> None:
    line = a_line(a_product())
    decision = a_draft(officer, [line])
    seen = detail(decision).lines[0]

    first, second = replace(line, note="Một"), replace(line, note="Hai")
    change = {"actor": officer, "decision": decision, "line": seen.public_id, "seen": seen.mark}
    drafting.amend_line(values=first, **change)

    with pytest.raises(ChangedMeanwhile, match="vừa được người khác sửa"):
        drafting.amend_line(values=second, **change)
    assert detail(decision).lines[0].note == "Một"


def test_of_many_at_once_one_changes_a_line(app: Flask, officer: Actor) -> None:
    line = a_line(a_product())
    decision = a_draft(officer, [line])
    seen = detail(decision).lines[0]

    def change(number: int) -> bool:
        with app.app_context():
            try:
                drafting.amend_line(
                    actor=officer,
                    decision=decision,
                    line=seen.public_id,
                    values=replace(line, note=f"Người {number}"),
                    seen=seen.mark,
                )
            except ChangedMeanwhile:
                return False
            return True

    with ThreadPoolExecutor(8) as people:
        assert sum(people.map(change, range(8))) == 1


def test_moving_a_line_is_no_change_of_it(officer: Actor) -> None:
    decision = a_draft(officer, [a_line(a_product("Một")), a_line(a_product("Hai"))])
    before = {line.public_id: line.mark for line in detail(decision).lines}

    drafting.reorder_lines(actor=officer, decision=decision, order=list(reversed(before)))

    assert {line.public_id: line.mark for line in detail(decision).lines} == before


def test_a_recipient_is_not_overwritten_by_who_saw_it_otherwise(officer: Actor) -> None:
    decision = drafting.draft(actor=officer, kind=DecisionKind.AWARD, title="Khen thưởng")
    one = Recipient(kind=RecipientKind.PERSON, name="Ông Lò Văn Thử", achievement="xuất sắc")
    awarding.add_recipients(actor=officer, decision=decision, recipients=[one])
    seen = detail(decision).recipients[0]

    change = {"actor": officer, "decision": decision, "recipient": seen.public_id, "seen": seen.mark}
    awarding.amend_recipient(values=replace(one, achievement="rất xuất sắc"), **change)

    with pytest.raises(ChangedMeanwhile):
        awarding.amend_recipient(values=replace(one, achievement="khác"), **change)
    assert detail(decision).recipients[0].achievement == "rất xuất sắc"


def test_what_a_correction_corrects_can_be_named_and_taken_back(officer: Actor) -> None:
    old = a_draft(officer, [])
    decision = drafting.draft(actor=officer, kind=DecisionKind.CORRECTION, title="Đính chính")

    def corrects() -> str | None:
        with reading() as session:
            found = decisions.decision(session, decision)
            assert found is not None
            return found.decision.corrects.public_id if found.decision.corrects else None

    def amend(**heading: Any) -> None:
        version = detail(decision).decision.version
        drafting.amend(actor=officer, decision=decision, version=version, title="Đính chính", **heading)

    amend(corrects=old)
    assert corrects() == old
    amend(round_no=2)  # what is not named stays
    assert corrects() == old
    amend(corrects=None)
    assert corrects() is None


def test_only_a_correction_corrects(officer: Actor) -> None:
    old = a_draft(officer, [])

    for kind in (DecisionKind.RECOGNITION, DecisionKind.AWARD, DecisionKind.REVOCATION):
        with pytest.raises(Refusal, match="Chỉ quyết định đính chính"):
            drafting.draft(actor=officer, kind=kind, title="Khác", corrects=old)


def test_all_that_is_wrong_in_a_heading_is_said_at_once(officer: Actor) -> None:
    wrong: dict[str, Any] = {"title": " ", "valid_from": date(2021, 1, 2), "valid_until": date(2021, 1, 1)}

    fields = refused_fields(drafting.draft, actor=officer, kind=DecisionKind.RECOGNITION, **wrong)

    assert fields == {"title", "validity_ground", "valid_until"}


def test_all_that_is_wrong_in_a_line_is_said_at_once(officer: Actor) -> None:
    decision = a_draft(officer, [])
    line = a_line(a_product(), stars=4, valid_from=date(2021, 1, 2), valid_until=date(2021, 1, 1))

    fields = refused_fields(drafting.add_lines, actor=officer, decision=decision, lines=[line])

    assert fields == {"stars", "validity_ground", "valid_until"}
    assert detail(decision).lines == ()
