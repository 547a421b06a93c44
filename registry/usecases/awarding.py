"""Award decisions: who is to be given a merit certificate, while the decision is a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from registry.models.award import AwardRecipient, RecipientKind
from registry.models.decision import Decision
from registry.models.place import Place
from registry.models.producer import Producer
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean, exact_key
from registry.usecases import drafting
from registry.usecases.journal import Act, acting


class AlreadyRecipient(Refusal):
    """The decision names this recipient already."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One recipient as typed or imported."""

    kind: RecipientKind
    name: str = ""
    """Empty: the producer's name."""
    address: str | None = None
    """None: the producer's address."""
    achievement: str
    producer: str | None = None
    """Public id, where the recipient is a producer."""
    on: date | None = None
    """The day whose name and address of the producer are taken; None: those of now."""


def add_recipients(*, actor: Actor, decision: str, recipients: Sequence[Recipient]) -> list[str]:
    """Add recipients at the end of a draft award decision and return their public ids.

    :raises NotFound: if there is no such decision or producer.
    :raises AlreadyRecipient: if the decision names one of them already.
    :raises Refusal: if the decision is no draft of an award, or a name or an achievement is missing.
    """
    with acting(actor, "decision.add_recipients", Permission.DRAFT_DECISION) as act:
        return put_recipients(act, _open_award(act, decision), recipients)


def put_recipients(act: Act, decision: Decision, recipients: Sequence[Recipient]) -> list[str]:
    """Add recipients within an act under way; see add_recipients()."""
    province = settings(act.session).province
    named = [_identity(row) for row in _recipients(act, decision)]
    last = act.session.scalar(
        select(func.max(AwardRecipient.position)).where(AwardRecipient.decision_id == decision.id)
    )
    rows = []
    for position, recipient in enumerate(recipients, start=(last or 0) + 1):
        row = AwardRecipient(decision_id=decision.id, position=position)
        _put(act, row, recipient, province=province)
        _refuse_named(row, named)
        named.append(_identity(row))
        rows.append(act.add(row))
    act.session.flush()
    return [row.public_id for row in rows]


def amend_recipient(*, actor: Actor, decision: str, recipient: str, values: Recipient, seen: str | None = None) -> None:
    """Write a recipient of a draft award decision anew.

    :param seen: the mark of the recipient as the person saw it; None for somebody who has looked at nothing.
    :raises ChangedMeanwhile: if it is another one by now.
    :raises NotFound: if the decision has no such recipient.
    :raises Refusal: as for add_recipients().
    """
    with acting(actor, "decision.amend_recipient", Permission.DRAFT_DECISION) as act:
        row = _open_award(act, decision)
        rows = _recipients(act, row)
        amended = _named(rows, recipient)
        drafting.refuse_if_moved_on(amended, seen=seen)
        others = [_identity(one) for one in rows if one is not amended]
        _put(act, amended, values, province=settings(act.session).province)
        _refuse_named(amended, others)


def remove_recipient(*, actor: Actor, decision: str, recipient: str) -> None:
    """Take a recipient out of a draft award decision; those below move up.

    :raises NotFound: if the decision has no such recipient.
    :raises Refusal: if the decision is no draft of an award.
    """
    with acting(actor, "decision.remove_recipient", Permission.DRAFT_DECISION) as act:
        row = _open_award(act, decision)
        rows = _recipients(act, row)
        gone = _named(rows, recipient)
        act.session.delete(gone)
        act.session.flush()
        _renumber(act, [one for one in rows if one is not gone])


def reorder_recipients(*, actor: Actor, decision: str, order: Sequence[str]) -> None:
    """Put the recipients of a draft award decision in another order.

    :param order: public ids of all its recipients.
    :raises ChangedMeanwhile: if the order does not name exactly the recipients there are.
    :raises Refusal: if the decision is no draft of an award.
    """
    with acting(actor, "decision.reorder_recipients", Permission.DRAFT_DECISION) as act:
        rows = {row.public_id: row for row in _recipients(act, _open_award(act, decision))}
        if sorted(order) != sorted(rows):
            raise drafting.ChangedMeanwhile("Danh sách đã thay đổi trong lúc này. Hãy tải lại trang.")
        _renumber(act, [rows[public_id] for public_id in order])


def _open_award(act: Act, public_id: str) -> Decision:
    row = drafting.open_draft(act, public_id)
    if row.kind is not DecisionKind.AWARD:
        raise Refusal("Chỉ quyết định khen thưởng có danh sách người, đơn vị được khen.")
    return row


def _recipients(act: Act, decision: Decision) -> Sequence[AwardRecipient]:
    return act.session.scalars(
        select(AwardRecipient).where(AwardRecipient.decision_id == decision.id).order_by(AwardRecipient.position)
    ).all()


def _named(rows: Sequence[AwardRecipient], public_id: str) -> AwardRecipient:
    for row in rows:
        if row.public_id == public_id:
            return row
    raise NotFound("Không tìm thấy người, đơn vị này trong danh sách khen thưởng.")


def _put(act: Act, row: AwardRecipient, recipient: Recipient, *, province: str) -> None:
    producer = _producer(act, recipient.producer) if recipient.producer else None
    name = clean(recipient.name) or (producer.name_on(recipient.on) if producer else "")
    achievement = clean(recipient.achievement)
    if not name:
        raise Refusal("Hãy nhập tên người hoặc đơn vị được khen.", field="name")
    if not achievement:
        raise Refusal(f"{name}: hãy nhập thành tích được khen.", field="achievement")
    address = clean(recipient.address or "")
    if not address and producer is not None and recipient.address is None:
        address = producer.address_on(recipient.on, province=province)
    row.kind = recipient.kind
    row.name = name
    row.address = address or None
    row.achievement = achievement
    row.producer_id = producer.id if producer else None


def _producer(act: Act, public_id: str) -> Producer:
    found = act.session.scalar(
        select(Producer)
        .where(Producer.public_id == public_id)
        .options(
            selectinload(Producer.names),
            joinedload(Producer.commune).joinedload(Place.parent).joinedload(Place.parent),
            joinedload(Producer.commune_then).joinedload(Place.parent).joinedload(Place.parent),
        )
    )
    if found is None:
        raise NotFound("Không tìm thấy chủ thể này.", field="producer")
    return found


def _identity(row: AwardRecipient) -> tuple[int | None, str, str]:
    """A producer is itself; anybody else is told from a namesake by the address."""
    if row.producer_id is not None:
        return row.producer_id, "", ""
    return None, exact_key(row.name), exact_key(row.address or "")


def _refuse_named(row: AwardRecipient, named: Sequence[tuple[int | None, str, str]]) -> None:
    if _identity(row) in named:
        raise AlreadyRecipient(f"{row.name} đã có trong danh sách khen thưởng này.", field="name")


def _renumber(act: Act, rows: Sequence[AwardRecipient]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = -position  # aside first: positions are unique at every moment
    act.session.flush()
    for position, row in enumerate(rows, start=1):
        row.position = position
