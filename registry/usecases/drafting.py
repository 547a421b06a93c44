"""Drafting a decision and filling its annex."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from registry.models.body import Body
from registry.models.certificate import Certificate
from registry.models.decision import Decision, DecisionLine, Origin
from registry.models.product import Product
from registry.rules.decision_life import LINE_ACTS, DecisionKind, DecisionState, LineAct
from registry.rules.instruments import Instrument, RecognitionKind, governing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.rules.stars import FewerStarsGround, from_hundredths, hundredths
from registry.usecases.journal import Act, acting


class NotFound(Refusal):
    """There is nothing by that identity."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the decision since it was read."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a line of an annex says, as typed or imported."""

    product: str
    """Public id of the product."""
    act: LineAct = LineAct.RECOGNISE
    kind: RecognitionKind | None = RecognitionKind.FIRST
    score: Decimal | None = None
    stars: int | None = None
    stars_ground: FewerStarsGround | None = None
    instrument: Instrument | None = None
    """None: proposed from the dates."""
    product_set: int | None = None
    product_code: str | None = None
    filed_on: date | None = None
    assessed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    validity_ground: str | None = None
    certificate: str | None = None
    """Public id of the certificate a correction or revocation is about."""
    ground: str | None = None
    effective_on: date | None = None
    note: str | None = None


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


def _put_heading(act: Act, decision: Decision, *, corrects: str | None = None, **heading: Any) -> None:
    title = clean(heading.pop("title"))
    if not title:
        raise Refusal("Quyết định cần có trích yếu.", field="title")
    ground = clean(heading.pop("validity_ground", None) or "") or None
    _check_validity(heading.get("valid_from"), heading.get("valid_until"), ground)
    decision.title = title
    decision.validity_ground = ground
    for name, value in heading.items():
        setattr(decision, name, value)
    if corrects:
        decision.corrects_id = find(act, corrects).id


def _check_validity(valid_from: date | None, valid_until: date | None, ground: str | None) -> None:
    if (valid_from or valid_until) and not ground:
        raise Refusal("Thời hạn khác 36 tháng kể từ ngày quyết định phải nêu căn cứ.", field="validity_ground")
    if valid_from and valid_until and valid_until < valid_from:
        raise Refusal("Ngày hết hạn phải sau ngày bắt đầu.", field="valid_until")


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

    :raises Refusal: if a product or certificate is unknown, or a score is no score.
    """
    with acting(actor, "decision.add_lines", Permission.DRAFT_DECISION) as act:
        return put_lines(act, open_draft(act, decision), lines)


def put_lines(act: Act, decision: Decision, lines: Sequence[Line]) -> list[str]:
    """Add lines within an act under way; see add_lines()."""
    last = act.session.scalar(select(func.max(DecisionLine.position)).where(DecisionLine.decision_id == decision.id))
    rows = []
    for position, line in enumerate(lines, start=(last or 0) + 1):
        row = DecisionLine(decision_id=decision.id, position=position)
        _put_line(act, decision, row, line)
        rows.append(act.add(row))
    act.session.flush()
    return [row.public_id for row in rows]


def rewrite_lines(act: Act, decision: Decision, lines: Mapping[str, Line]) -> None:
    """Write lines anew within an act under way.

    :param lines: public id of a product that the annex has → its line.
    """
    for row in _lines(act, decision):
        if row.product.public_id in lines:
            _put_line(act, decision, row, lines[row.product.public_id])


def amend_line(*, actor: Actor, decision: str, line: str, values: Line) -> None:
    """Write a line of a draft's annex anew.

    :raises Refusal: as for add_lines().
    """
    with acting(actor, "decision.amend_line", Permission.DRAFT_DECISION) as act:
        draft_row = open_draft(act, decision)
        _put_line(act, draft_row, _line(act, draft_row, line), values)


def remove_line(*, actor: Actor, decision: str, line: str) -> None:
    """Take a line out of a draft's annex; those below it move up."""
    with acting(actor, "decision.remove_line", Permission.DRAFT_DECISION) as act:
        draft_row = open_draft(act, decision)
        act.session.delete(_line(act, draft_row, line))
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


def _put_line(act: Act, decision: Decision, row: DecisionLine, line: Line) -> None:
    product = act.session.scalar(select(Product).where(Product.public_id == line.product))
    if product is None:
        raise NotFound("Không tìm thấy sản phẩm này.", field="product")
    if line.act not in LINE_ACTS[decision.kind]:
        raise Refusal("Dòng này không thuộc loại quyết định này.", field="act")
    ground = clean(line.validity_ground or "") or None
    _check_validity(line.valid_from, line.valid_until, ground)
    about = _about(act, line.certificate, product)
    line = _repeating(line, about) if line.act is LineAct.REISSUE and about is not None else line
    row.product_id = product.id
    row.producer_id = product.producer_id
    row.act = line.act
    row.kind = _KIND_OF.get(line.act, line.kind if line.act is LineAct.RECOGNISE else None)
    row.score = None if line.score is None else hundredths(line.score)
    row.stars = line.stars
    row.stars_ground = line.stars_ground
    row.instrument = line.instrument or decision.instrument or _proposed_instrument(line)
    row.certificate_id = about.id if about else None
    row.validity_ground = ground
    row.product_code = clean(line.product_code or "") or None
    row.ground = clean(line.ground or "") or None
    row.note = clean(line.note or "") or None
    for name in ("product_set", "filed_on", "assessed_on", "valid_from", "valid_until", "effective_on"):
        setattr(row, name, getattr(line, name))


_KIND_OF = {LineAct.REISSUE: RecognitionKind.REISSUED}


def _proposed_instrument(line: Line) -> Instrument | None:
    if line.kind is None:
        return None
    return governing(filed_on=line.filed_on, assessed_on=line.assessed_on, kind=line.kind).instrument


def _about(act: Act, public_id: str | None, product: Product) -> Certificate | None:
    if public_id is None:
        return None
    certificate = act.session.scalar(select(Certificate).where(Certificate.public_id == public_id))
    if certificate is None or certificate.recognition.product_id != product.id:
        raise NotFound("Không tìm thấy giấy chứng nhận này của sản phẩm.", field="certificate")
    return certificate


def _repeating(line: Line, old: Certificate) -> Line:
    """A re-issued paper repeats what the old one stands on, save what the line says anew."""
    recognition = old.recognition
    return replace(
        line,
        score=line.score if line.score is not None or recognition.score is None else from_hundredths(recognition.score),
        stars=line.stars or recognition.stars,
        stars_ground=line.stars_ground or recognition.stars_ground,
        instrument=line.instrument or recognition.instrument,
        product_set=line.product_set or recognition.product_set,
        product_code=line.product_code or recognition.product_code,
        filed_on=line.filed_on or recognition.filed_on,
        assessed_on=line.assessed_on or recognition.assessed_on,
    )
