"""Drafting a decision and filling its annex."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from registry.models.award import AwardRecipient
from registry.models.body import Body
from registry.models.decision import Decision, DecisionLine, Origin
from registry.queries.annexes import mark_of
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.hearing import Hearing
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases.assessed_lines import take_out
from registry.usecases.journal import Act, acting
from registry.usecases.lines import Line as Line
from registry.usecases.lines import check_validity, put_line


class AlreadyInAnnex(Refusal):
    """The annex has a line for this product."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the decision since it was read."""


def draft(
    *,
    actor: Actor,
    kind: DecisionKind,
    title: str,
    round_no: int | None = None,
    round_year: int | None = None,
    instrument: Instrument | None = None,
    corrects: str | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    validity_ground: str | None = None,
) -> str:
    """Begin a decision of our own body and return its public id.

    :raises Refusal: if it has no title, or states days of validity without a ground.
    """
    with acting(actor, "decision.draft", Permission.DRAFT_DECISION) as act:
        decision = Decision(
            origin=Origin.ISSUED,
            kind=kind,
            state=DecisionState.DRAFT,
            body_id=act.session.scalars(select(Body.id).where(Body.is_ours)).one(),
            drafted_by_id=actor.account_id,
            drafter_ids=[] if actor.account_id is None else [actor.account_id],
        )
        _put_heading(
            act,
            decision,
            title=title,
            round_no=round_no,
            round_year=round_year,
            instrument=instrument,
            corrects=corrects,
            valid_from=valid_from,
            valid_until=valid_until,
            validity_ground=validity_ground,
        )
        act.add(decision)
        act.session.flush()
        return decision.public_id


def amend(*, actor: Actor, decision: str, version: int, **heading: Any) -> None:
    """Change the heading of a draft.

    :param version: the version the person saw; another one in the register means somebody was faster.
    :raises ChangedMeanwhile: if the draft has moved on.
    :raises Refusal: as for draft().
    """
    with acting(actor, "decision.amend", Permission.DRAFT_DECISION) as act:
        row = open_draft(act, decision)
        if row.version != version:
            raise ChangedMeanwhile("Dự thảo đã được người khác sửa trong lúc này. Hãy xem bản mới rồi nhập lại.")
        _put_heading(act, row, **heading)


def _put_heading(act: Act, decision: Decision, **heading: Any) -> None:
    ground = clean(heading.pop("validity_ground", None) or "") or None
    hearing = Hearing()
    title = hearing.ask(_title, heading.pop("title"))
    hearing.ask(check_validity, heading.get("valid_from"), heading.get("valid_until"), ground)
    if "corrects" in heading:
        corrected = hearing.ask(_corrected, act, decision, heading.pop("corrects"))
        decision.corrects_id = corrected.id if corrected else None
    decision.title = hearing.settle(title)
    decision.validity_ground = ground
    for name, value in heading.items():
        setattr(decision, name, value)


def _corrected(act: Act, decision: Decision, corrects: str | None) -> Decision | None:
    if not corrects:
        return None
    if decision.kind is not DecisionKind.CORRECTION:
        raise Refusal("Chỉ quyết định đính chính mới đính chính cho quyết định khác.", field="corrects")
    return find(act, corrects)


def _title(typed: str) -> str:
    title = clean(typed)
    if not title:
        raise Refusal("Quyết định cần có trích yếu.", field="title")
    return title


def find(act: Act, public_id: str, *, lock: bool = False) -> Decision:
    """Return the decision.

    :raises NotFound: if there is none.
    """
    statement = select(Decision).where(Decision.public_id == public_id)
    row = act.session.scalar(statement.with_for_update(of=Decision) if lock else statement)
    if row is None:
        raise NotFound("Không tìm thấy quyết định này.")
    return row


def open_draft(act: Act, public_id: str) -> Decision:
    """Return a decision whose annex is still open.

    :raises Refusal: if it is checked, submitted or further.
    """
    row = find(act, public_id)
    if row.origin is not Origin.ISSUED or row.state is not DecisionState.DRAFT:
        raise Refusal("Phụ lục đã chốt. Chỉ sửa được khi quyết định là dự thảo; hãy đưa về dự thảo trước.")
    hand = act.actor.account_id
    if hand is not None and hand not in row.drafter_ids:
        row.drafter_ids = [*row.drafter_ids, hand]
    return row


def add_lines(*, actor: Actor, decision: str, lines: Sequence[Line]) -> list[str]:
    """Add lines at the end of a draft's annex and return their public ids.

    :raises AlreadyInAnnex: if the annex has one of the products.
    :raises Refusal: if a product or certificate is unknown, or a score is no score.
    """
    with acting(actor, "decision.add_lines", Permission.DRAFT_DECISION) as act:
        row = open_draft(act, decision)
        refuse_twice(act, row, lines)
        return [new.public_id for new in put_lines(act, row, lines)]


def refuse_twice(act: Act, decision: Decision, lines: Sequence[Line]) -> None:
    """Let lines into an annex that has none of their products.

    :raises AlreadyInAnnex: naming the first that it has.
    """
    places = {row.product.public_id: row for row in _lines(act, decision)}
    for line in lines:
        there = places.get(line.product)
        if there is not None:
            raise AlreadyInAnnex(f"“{there.product.name}” đã có ở dòng {there.position} của phụ lục.", field="product")


def put_lines(act: Act, decision: Decision, lines: Sequence[Line]) -> list[DecisionLine]:
    """Add lines within an act under way, and return their rows; see add_lines()."""
    last = act.session.scalar(select(func.max(DecisionLine.position)).where(DecisionLine.decision_id == decision.id))
    rows = []
    for position, line in enumerate(lines, start=(last or 0) + 1):
        row = DecisionLine(decision_id=decision.id, position=position)
        put_line(act, decision, row, line)
        rows.append(act.add(row))
    act.session.flush()
    return rows


def rewrite_lines(act: Act, decision: Decision, lines: Mapping[str, Line]) -> None:
    """Write lines anew within an act under way.

    :param lines: public id of a product that the annex has → its line.
    """
    for row in _lines(act, decision):
        if row.product.public_id in lines:
            put_line(act, decision, row, lines[row.product.public_id])


def amend_line(*, actor: Actor, decision: str, line: str, values: Line, seen: str | None = None) -> None:
    """Write a line of a draft's annex anew.

    :param seen: the mark of the line as the person saw it; None for somebody who has looked at nothing.
    :raises ChangedMeanwhile: if it is another one by now.
    :raises Refusal: as for add_lines().
    """
    with acting(actor, "decision.amend_line", Permission.DRAFT_DECISION) as act:
        draft_row = open_draft(act, decision)
        row = _line(act, draft_row, line)
        refuse_if_moved_on(row, seen=seen)
        put_line(act, draft_row, row, values)


def refuse_if_moved_on(row: DecisionLine | AwardRecipient, *, seen: str | None) -> None:
    """Let a line or recipient be changed by somebody who saw it as it is.

    :raises ChangedMeanwhile: if somebody else changed it since.
    """
    if seen is not None and seen != mark_of(row):
        raise ChangedMeanwhile(
            "Dòng này vừa được người khác sửa. Hãy xem giá trị hiện nay bên dưới; bấm lưu lần nữa sẽ ghi đè."
        )


def remove_line(*, actor: Actor, decision: str, line: str) -> None:
    """Take a line out of a draft's annex; those below it move up."""
    with acting(actor, "decision.remove_line", Permission.DRAFT_DECISION) as act:
        draft_row = open_draft(act, decision)
        row = _line(act, draft_row, line)
        take_out(act, row)
        act.session.delete(row)
        act.session.flush()
        _renumber(act, draft_row, [row.public_id for row in _lines(act, draft_row)])


def reorder_lines(*, actor: Actor, decision: str, order: Sequence[str]) -> None:
    """Put the lines of a draft's annex in another order.

    :param order: public ids of all its lines.
    :raises Refusal: if the order does not name exactly the lines there are.
    """
    with acting(actor, "decision.reorder", Permission.DRAFT_DECISION) as act:
        draft_row = open_draft(act, decision)
        if sorted(order) != sorted(row.public_id for row in _lines(act, draft_row)):
            raise ChangedMeanwhile("Phụ lục đã thay đổi trong lúc này. Hãy tải lại trang.")
        _renumber(act, draft_row, order)


def _renumber(act: Act, decision: Decision, order: Sequence[str]) -> None:
    rows = {row.public_id: row for row in _lines(act, decision)}
    for position, public_id in enumerate(order, start=1):
        rows[public_id].position = -position  # aside first: positions are unique at every moment
    act.session.flush()
    for position, public_id in enumerate(order, start=1):
        rows[public_id].position = position


def _lines(act: Act, decision: Decision) -> list[DecisionLine]:
    found = act.session.scalars(
        select(DecisionLine).where(DecisionLine.decision_id == decision.id).order_by(DecisionLine.position)
    )
    return list(found)


def _line(act: Act, decision: Decision, public_id: str) -> DecisionLine:
    row = act.session.scalar(
        select(DecisionLine).where(DecisionLine.public_id == public_id, DecisionLine.decision_id == decision.id)
    )
    if row is None:
        raise NotFound("Không tìm thấy dòng này trong phụ lục.")
    return row
