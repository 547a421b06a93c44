"""Nobody approves, signs or puts in effect another annex than the one his page was about."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from builders.desk import SIGNED, Desk, a_desk
from builders.page_forms import PageForm, form_of, send
from builders.register import a_line
from web.conftest import Browser

from registry.rules.decision_life import DecisionState
from registry.usecases import deciding, drafting

STALE = "Phụ lục đã thay đổi từ khi bạn mở trang này. Hãy xem lại rồi"


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def _opened(desk: Desk, decision: str, part: str, browser: Browser) -> PageForm:
    return form_of(desk.page(decision, part, browser=browser))


def _taken_back_and_changed(desk: Desk, decision: str) -> None:
    desk.acts(deciding.reopen, decision=decision, reason="Nhập sai điểm")
    line = desk.detail(decision).lines[0]
    desk.acts(
        drafting.amend_line, decision=decision, line=line.public_id, values=a_line(line.product, score=Decimal(55))
    )
    desk.check(decision)


def test_an_annex_changed_since_the_page_was_opened_is_not_approved_from_it(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    stale = _opened(desk, decision, "/duyet", desk.approver)
    _taken_back_and_changed(desk, decision)

    answer = send(desk.approver.client, stale)

    assert answer.status_code == 422
    assert f"{STALE} duyệt." in answer.text
    assert desk.detail(decision).decision.state is DecisionState.CHECKED
    assert send(desk.approver.client, form_of(answer)).status_code == 303, "the page shown again is of the annex now"
    assert desk.detail(decision).decision.state is DecisionState.SUBMITTED


def test_an_approval_that_says_nothing_of_what_was_seen_is_refused(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)

    answer = send(desk.approver.client, _opened(desk, decision, "/duyet", desk.approver), version=None)

    assert answer.status_code == 422
    assert desk.detail(decision).decision.state is DecisionState.CHECKED


def test_signed_facts_are_not_entered_from_a_page_about_another_annex(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    desk.approve(decision)
    stale = _opened(desk, decision, "/ky", desk.officer)
    _taken_back_and_changed(desk, decision)
    desk.approve(decision)

    answer = send(desk.officer.client, stale, **SIGNED)

    assert answer.status_code == 422
    assert f"{STALE} nhập số, ngày ký." in answer.text
    assert form_of(answer).values["number"] == SIGNED["number"], "what was typed is kept"
    assert desk.detail(decision).decision.state is DecisionState.SUBMITTED
    assert send(desk.officer.client, form_of(answer)).status_code == 303


def test_another_annex_than_the_page_showed_is_not_put_in_effect(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    desk.approve(decision)
    desk.sign(decision)
    stale = _opened(desk, decision, "/hieu-luc", desk.approver)
    _taken_back_and_changed(desk, decision)
    desk.approve(decision)
    desk.sign(decision)

    answer = send(desk.approver.client, stale)

    assert answer.status_code == 422
    assert f"{STALE} đưa vào hiệu lực." in answer.text
    assert send(desk.approver.client, form_of(answer)).status_code == 303
    desk.work(decision)
    assert desk.detail(decision).decision.state is DecisionState.IN_EFFECT
