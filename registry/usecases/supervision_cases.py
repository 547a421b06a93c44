"""Complaints and demands as cases: taken in, answered by their day, closed (QĐ 26/2026, Điều 10)."""

from datetime import date

from sqlalchemy import select

from registry.models.supervision import SupervisionCase
from registry.queries.dossier_clocks import calendar_of
from registry.queries.settings import settings
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.supervision import CaseKind, CaseState, answer_by, check_case
from registry.usecases.journal import Act, acting
from registry.usecases.registration import find_producer, find_product
from registry.usecases.typed import day_typed, line_typed, text_needed, text_typed


def receive(
    *,
    actor: Actor,
    kind: CaseKind,
    received_on: date,
    about: str,
    from_whom: str | None = None,
    document: str | None = None,
    producer: str | None = None,
    product: str | None = None,
) -> str:
    """Take in a complaint or a demand and return the case's public id; its answer has its last day from here on.

    :param from_whom: name and ways to reach whoever wrote; seen by those who supervise only.
    :param document: number and day of the letter it came by.
    :param product: public id; its producer need not be named.
    :raises NotFound: if there is no such producer or product.
    :raises Refusal: if nothing is said, the day is still to come, or the Ministry's demand names no product.
    """
    hearing = Hearing()
    day = hearing.ask(day_typed, received_on, field="received_on")
    words = hearing.ask(text_needed, about, field="about", missing="Hãy ghi nội dung vụ việc.")
    sender = hearing.ask(text_typed, from_whom, field="from_whom")
    letter = hearing.ask(line_typed, document, field="document")
    if kind is CaseKind.MINISTRY_DEMAND:
        hearing.ask(_named, product)
    settled = hearing.settle(day)
    with acting(actor, "case.receive", Permission.SUPERVISE) as act:
        goods = None if product is None else find_product(act, product)
        unit = find_producer(act, producer) if goods is None and producer is not None else None
        wishes = settings(act.session)
        row = act.add(
            SupervisionCase(
                kind=kind,
                producer_id=goods.producer_id if goods else unit.id if unit else None,
                product_id=goods.id if goods else None,
                received_on=settled,
                from_whom=sender,
                about=words,
                document=letter,
                due_on=answer_by(kind, received_on=settled, days=wishes.supervision_days, calendar=calendar_of(wishes)),
            )
        )
        act.session.flush()
        return row.public_id


def answer(*, actor: Actor, case: str, words: str, answered_on: date) -> None:
    """Write down what a case was answered.

    :raises MoveNotOpen: if it was answered or closed.
    :raises Refusal: if nothing is said, or the day is before the case came or still to come.
    """
    with acting(actor, "case.answer", Permission.SUPERVISE) as act:
        row = _find(act, case)
        check_case(row.state, allowed={CaseState.OPEN})
        hearing = Hearing()
        day = hearing.ask(_since, answered_on, row.received_on, field="answered_on")
        said = hearing.ask(text_needed, words, field="words", missing="Hãy ghi nội dung trả lời.")
        row.answered_on, row.answer = hearing.settle(day), said
        row.state = CaseState.ANSWERED


def close(*, actor: Actor, case: str, closed_on: date, reason: str) -> None:
    """Close a case, answered or not; a reason says why nothing is left to do.

    :raises MoveNotOpen: if it is closed.
    :raises Refusal: if no reason is given, or the day is before the case came or still to come.
    """
    hearing = Hearing()
    why = hearing.ask(text_needed, reason, field="reason", missing="Hãy nêu lý do kết thúc.")
    with acting(actor, "case.close", Permission.SUPERVISE, reason=why) as act:
        row = _find(act, case)
        check_case(row.state, allowed={CaseState.OPEN, CaseState.ANSWERED})
        day = hearing.ask(_since, closed_on, row.answered_on or row.received_on, field="closed_on")
        row.closed_on, row.state = hearing.settle(day), CaseState.CLOSED


def _find(act: Act, public_id: str) -> SupervisionCase:
    row = act.session.scalar(select(SupervisionCase).where(SupervisionCase.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy vụ việc này.")
    return row


def _named(product: str | None) -> None:
    if not product:
        raise Refusal("Hãy chọn sản phẩm mà Bộ yêu cầu đánh giá lại.", field="product")


def _since(day: date, earlier: date, *, field: str) -> date:
    day_typed(day, field=field)
    if day < earlier:
        raise Refusal(f"Ngày này không được trước ngày {earlier:%d/%m/%Y}.", field=field)
    return day
