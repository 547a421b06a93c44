"""How far a decision has come, who brought it there, and the one thing to do next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from registry.models.decision import Decision
from registry.queries.decision_life import LifeStep
from registry.rules.decision_life import DecisionState, SamePerson, check_second_person
from registry.rules.permissions import Actor, Permission


@dataclass(frozen=True, kw_only=True)
class Step:
    """One state on the way, and who reached it."""

    title: str
    state: Literal["done", "now", "ahead"]
    who: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What is to be done now: a button for whoever may, a sentence for the others."""

    sentence: str
    label: str = ""
    endpoint: str | None = None
    """None: this person cannot; the sentence says who can."""


_WAY = (
    (DecisionState.DRAFT, "Dự thảo", "decision.draft"),
    (DecisionState.CHECKED, "Đã kiểm tra", "decision.check"),
    (DecisionState.SUBMITTED, "Đã trình ký", "decision.approve"),
    (DecisionState.SIGNED, "Đã ký", "decision.sign"),
    (DecisionState.IN_EFFECT, "Có hiệu lực", "decision.put_in_effect"),
)


def steps(state: DecisionState, life: Sequence[LifeStep]) -> list[Step]:
    """Return the way of a decision with who took each step; what a reopening undid is ahead again."""
    taken: dict[str, LifeStep] = {}
    for one in life:
        if one.act == "decision.reopen":
            taken = {act: step for act, step in taken.items() if act == "decision.draft"}
        else:
            taken[one.act] = one
    if state is DecisionState.CANCELLED:
        way = [Step(title="Đã bỏ", state="now", **_by(taken.get("decision.cancel")))]
        return [Step(title="Dự thảo", state="done", **_by(taken.get("decision.draft"))), *way]
    reached = [one for one, _, _ in _WAY].index(state)
    return [
        Step(
            title=title,
            state="done" if place < reached else "now" if place == reached else "ahead",
            **(_by(taken.get(act)) if place <= reached else {}),
        )
        for place, (_, title, act) in enumerate(_WAY)
    ]


def _by(step: LifeStep | None) -> dict[str, Any]:
    return {} if step is None else {"who": step.who, "at": step.at}


def next_step(decision: Decision, actor: Actor) -> NextStep | None:
    """Say what is to be done next with a decision of ours; None where nothing is left to do."""
    ask = _NEXT.get(decision.state)
    return None if ask is None else ask(decision, actor)


def _check(_decision: Decision, actor: Actor) -> NextStep:
    if not actor.may(Permission.DRAFT_DECISION):
        return NextStep(sentence="Cán bộ đang soạn. Khi bảng kiểm tra đã xử lý xong, người duyệt sẽ xem tiếp.")
    return NextStep(
        sentence="Điền đủ phụ lục, rồi xem bảng kiểm tra.",
        label="Xem bảng kiểm tra",
        endpoint="staff_decisions.check_sheet",
    )


def _approve(decision: Decision, actor: Actor) -> NextStep:
    if not actor.may(Permission.APPROVE_DECISION):
        return NextStep(sentence="Chờ người thứ hai duyệt.")
    if not may_be_second(decision, actor):
        return NextStep(sentence="Bạn đã tham gia soạn quyết định này, nên phải có người khác duyệt.")
    return NextStep(
        sentence="Xem các giấy dự thảo rồi duyệt, trình ký.",
        label="Xem và duyệt",
        endpoint="staff_decisions.approve",
    )


def _sign(_decision: Decision, actor: Actor) -> NextStep:
    if not actor.may(Permission.ENTER_SIGNATURE):
        return NextStep(sentence="Đã trình ký. Cán bộ sẽ nhập số, ngày ký khi quyết định được ký.")
    return NextStep(
        sentence="Khi quyết định đã ký, hãy nhập số, ngày ký và bản quét.",
        label="Nhập số, ngày ký",
        endpoint="staff_decisions.sign",
    )


def _put_in_effect(decision: Decision, actor: Actor) -> NextStep:
    if not actor.may(Permission.PUT_IN_EFFECT):
        return NextStep(sentence="Chờ người duyệt đưa vào hiệu lực.")
    if not may_be_second(decision, actor):
        return NextStep(sentence="Bạn đã tham gia soạn quyết định này, nên phải có người khác đưa vào hiệu lực.")
    return NextStep(
        sentence="Đưa vào hiệu lực sẽ phát hành mọi giấy của quyết định.",
        label="Đưa vào hiệu lực",
        endpoint="staff_decisions.put_in_effect",
    )


def _papers(_decision: Decision, _actor: Actor) -> NextStep:
    return NextStep(sentence="Quyết định đã có hiệu lực.", label="Xem các giấy", endpoint="staff_decisions.papers")


_NEXT: Mapping[DecisionState, Callable[[Decision, Actor], NextStep]] = MappingProxyType(
    {
        DecisionState.DRAFT: _check,
        DecisionState.CHECKED: _approve,
        DecisionState.SUBMITTED: _sign,
        DecisionState.SIGNED: _put_in_effect,
        DecisionState.IN_EFFECT: _papers,
    }
)


def may_be_second(decision: Decision, actor: Actor) -> bool:
    """Say whether this person may be the decision's second person."""
    try:
        check_second_person(decision.drafter_ids, actor)
    except SamePerson:
        return False
    return True
