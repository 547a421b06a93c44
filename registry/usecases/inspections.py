"""Inspecting producers after recognition: planned, made, concluded, followed up (QĐ 26/2026, Điều 9)."""

from datetime import date

from flask import current_app
from sqlalchemy import func, select

from registry.models.decision import Decision
from registry.models.product import Product
from registry.models.supervision import Inspection, InspectionFinding, InspectionPhoto, SupervisionCase
from registry.queries.dossier_clocks import calendar_of
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionState
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.supervision import (
    Conclusion,
    FindingTopic,
    InspectionKind,
    InspectionMove,
    InspectionState,
    check_conclusion,
    check_move,
    follow_up_by,
)
from registry.usecases.journal import Act, acting
from registry.usecases.photos import encoded_anew
from registry.usecases.registration import find_producer
from registry.usecases.typed import day_typed, line_needed, line_typed, text_needed
from registry.vault import Vault

MOST_PHOTOS = 60


def plan(
    *, actor: Actor, producer: str, kind: InspectionKind, planned_on: date, team: str, case: str | None = None
) -> str:
    """Plan a visit to a producer and return the inspection's public id.

    :param case: public id of the complaint or demand that leads to it.
    :raises NotFound: if there is no such producer or case.
    :raises Refusal: if nobody is named who will go.
    """
    with acting(actor, "inspection.plan", Permission.SUPERVISE) as act:
        row = act.add(
            Inspection(
                kind=kind,
                producer_id=find_producer(act, producer).id,
                case_id=None if case is None else _case(act, case).id,
                planned_on=planned_on,
                team=_team(team),
            )
        )
        act.session.flush()
        return row.public_id


def replan(*, actor: Actor, inspection: str, planned_on: date, team: str) -> None:
    """Change day or people of a visit that is still to come.

    :raises MoveNotOpen: if it was made or cancelled.
    :raises Refusal: if nobody is named who will go.
    """
    with acting(actor, "inspection.replan", Permission.SUPERVISE) as act:
        row = _at_hand(act, inspection, InspectionMove.REPLAN)
        row.planned_on, row.team = planned_on, _team(team)


def visit(*, actor: Actor, inspection: str, visited_on: date, present: str) -> None:
    """Write down that the visit was made, and who received the team.

    :raises MoveNotOpen: if it was made already or cancelled.
    :raises Refusal: if the day is still to come or nobody is named.
    """
    hearing = Hearing()
    day = hearing.ask(day_typed, visited_on, field="visited_on")
    who = hearing.ask(line_needed, present, field="present", missing="Hãy ghi người đại diện chủ thể có mặt.")
    with acting(actor, "inspection.visit", Permission.SUPERVISE) as act:
        row = _at_hand(act, inspection, InspectionMove.VISIT)
        row.visited_on, row.present = hearing.settle(day), who
        row.state = InspectionState.VISITED


def find(
    *,
    actor: Actor,
    inspection: str,
    topic: FindingTopic,
    is_breach: bool,
    words: str,
    product: str | None = None,
) -> None:
    """Write down what was found; a wrong finding is answered by a later one.

    :param product: public id of the product it is about; None: the producer.
    :raises NotFound: if the producer has no such product.
    :raises MoveNotOpen: if the visit was not made yet, or is concluded.
    :raises Refusal: if nothing is said.
    """
    with acting(actor, "inspection.find", Permission.SUPERVISE) as act:
        row = _at_hand(act, inspection, InspectionMove.FIND)
        act.add(
            InspectionFinding(
                inspection_id=row.id,
                product_id=None if product is None else _product_of(act, row, product).id,
                topic=topic.value,
                is_breach=is_breach,
                said=text_needed(words, field="words", missing="Hãy ghi nhận định."),
                written_at=act.at,
                by_id=actor.account_id,
            )
        )


def keep_photo(*, actor: Actor, inspection: str, content: bytes, caption: str | None = None) -> None:
    """Keep a photo of the visit, encoded anew: no place, time or camera stays in it.

    :raises MoveNotOpen: if the visit was not made yet, or is concluded.
    :raises Refusal: if the file is no picture, or the inspection has it or enough of them.
    """
    authorise(actor, Permission.SUPERVISE)
    words = line_typed(caption, field="caption")
    picture = encoded_anew(content)
    vault: Vault = current_app.config["VAULT"]
    name = vault.keep(picture.content)
    with acting(actor, "inspection.keep_photo", Permission.SUPERVISE) as act:
        row = _at_hand(act, inspection, InspectionMove.FIND)
        kept = act.session.scalars(select(InspectionPhoto.sha256).where(InspectionPhoto.inspection_id == row.id)).all()
        if name in kept:
            raise Refusal("Ảnh này đã có trong cuộc kiểm tra.", field="photo")
        if len(kept) >= MOST_PHOTOS:
            raise Refusal(f"Mỗi cuộc kiểm tra có tối đa {MOST_PHOTOS} ảnh.", field="photo")
        act.add(
            InspectionPhoto(
                inspection_id=row.id,
                sha256=name,
                size=len(picture.content),
                media_type="image/jpeg",
                caption=words,
                taken_in_at=act.at,
                by_id=actor.account_id,
            )
        )


def conclude(*, actor: Actor, inspection: str, conclusion: Conclusion, concluded_on: date, words: str) -> None:
    """Conclude an inspection; what is to follow has its last day from here on.

    :raises MoveNotOpen: if the visit was not made yet, or is concluded.
    :raises Refusal: if the conclusion does not go with the findings, says nothing, or is before the visit.
    """
    with acting(actor, "inspection.conclude", Permission.SUPERVISE) as act:
        row = _at_hand(act, inspection, InspectionMove.CONCLUDE)
        hearing = Hearing()
        hearing.ask(check_conclusion, conclusion, breaches=_breaches(act, row))
        hearing.ask(_not_before, concluded_on, row.visited_on, field="concluded_on", what="ngày kiểm tra")
        said = hearing.ask(text_needed, words, field="words", missing="Hãy ghi nội dung kết luận.")
        row.concluded_words = hearing.settle(said)
        wishes = settings(act.session)
        row.conclusion, row.concluded_on = conclusion, concluded_on
        row.follow_up_by = follow_up_by(
            conclusion, concluded_on=concluded_on, days=wishes.supervision_days, calendar=calendar_of(wishes)
        )
        row.state = InspectionState.FOLLOWING if row.follow_up_by else InspectionState.CLOSED


def follow(*, actor: Actor, inspection: str, followed_on: date, words: str, decision: str | None = None) -> None:
    """Write down what came of a conclusion, and so end the inspection.

    :param decision: public id of the decision that revoked; needed where revocation was concluded and carried out.
    :raises NotFound: if there is no such decision in effect.
    :raises MoveNotOpen: if nothing is to follow.
    :raises Refusal: if nothing is said, or the day is before the conclusion.
    """
    with acting(actor, "inspection.follow", Permission.SUPERVISE) as act:
        row = _at_hand(act, inspection, InspectionMove.FOLLOW)
        hearing = Hearing()
        hearing.ask(_not_before, followed_on, row.concluded_on, field="followed_on", what="ngày kết luận")
        said = hearing.ask(text_needed, words, field="words", missing="Hãy ghi kết quả thực hiện.")
        row.followed_words = hearing.settle(said)
        row.followed_on = followed_on
        row.decision_id = None if decision is None else _decision(act, decision).id
        row.state = InspectionState.CLOSED


def cancel(*, actor: Actor, inspection: str, reason: str) -> None:
    """Cancel a visit that was not made.

    :raises MoveNotOpen: if it was made or cancelled.
    :raises Refusal: if no reason is given.
    """
    why = line_needed(reason, field="reason", missing="Hãy nêu lý do.")
    with acting(actor, "inspection.cancel", Permission.SUPERVISE, reason=why) as act:
        _at_hand(act, inspection, InspectionMove.CANCEL).state = InspectionState.CANCELLED


def _at_hand(act: Act, public_id: str, move: InspectionMove) -> Inspection:
    row = act.session.scalar(select(Inspection).where(Inspection.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy cuộc kiểm tra này.")
    check_move(move, row.state)
    return row


def _breaches(act: Act, row: Inspection) -> int:
    counted = select(func.count()).where(InspectionFinding.inspection_id == row.id, InspectionFinding.is_breach)
    return act.session.scalar(counted) or 0


def _product_of(act: Act, row: Inspection, public_id: str) -> Product:
    found = act.session.scalar(
        select(Product).where(Product.public_id == public_id, Product.producer_id == row.producer_id)
    )
    if found is None:
        raise NotFound("Chủ thể này không có sản phẩm đó.")
    return found


def _case(act: Act, public_id: str) -> SupervisionCase:
    row = act.session.scalar(select(SupervisionCase).where(SupervisionCase.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy vụ việc này.")
    return row


def _decision(act: Act, public_id: str) -> Decision:
    row = act.session.scalar(
        select(Decision).where(Decision.public_id == public_id, Decision.state == DecisionState.IN_EFFECT)
    )
    if row is None:
        raise NotFound("Không tìm thấy quyết định đã có hiệu lực này.")
    return row


def _team(text: str) -> str:
    return line_needed(text, field="team", missing="Hãy ghi người đi kiểm tra.")


def _not_before(day: date, earlier: date | None, *, field: str, what: str) -> None:
    day_typed(day, field=field)
    if earlier is not None and day < earlier:
        raise Refusal(f"Ngày này không được trước {what} ({earlier:%d/%m/%Y}).", field=field)
