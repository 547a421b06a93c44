"""What becomes of producers: mergers, splits, dissolution, each since a day, and where their products go."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from registry.models.producer import Producer, ProducerStatus, ProducerSuccession, SuccessionKind
from registry.models.product import Product
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.usecases.journal import Act, acting
from registry.usecases.registration import find_producer, refuse_ended
from registry.usecases.renaming import hand_over
from registry.usecases.typed import day_typed


def merge_producers(*, actor: Actor, olds: Sequence[str], into: str, on: date, reason: str | None = None) -> None:
    """Merge producers into another one since a day; it takes over all their products.

    :param into: the producer that goes on: a new one registered before, or one that takes the others in.
    :raises HasEnded: if one of them was dissolved, merged or split before.
    :raises Refusal: if there is nobody to merge, or the day is impossible.
    """
    with acting(actor, "producer.merge", Permission.EDIT_REGISTER, reason=reason) as act:
        new = find_producer(act, into, field="into")
        refuse_ended(new, field="into")
        day_typed(on, field="on")
        ending = [find_producer(act, old, field="olds") for old in dict.fromkeys(olds)]
        if not ending:
            raise Refusal("Hãy chọn ít nhất một chủ thể được sáp nhập, hợp nhất.", field="olds")
        if new in ending:
            raise Refusal("Một chủ thể không thể sáp nhập vào chính nó.", field="into")
        for old in ending:
            _end(old, ProducerStatus.MERGED, on, field="olds")
            act.add(ProducerSuccession(old_id=old.id, new_id=new.id, kind=SuccessionKind.MERGER, on=on))
            for product in _products(act, old):
                hand_over(act, product, new, on=on)


def split_producer(
    *,
    actor: Actor,
    old: str,
    shares: Mapping[str, Sequence[str]],
    on: date,
    old_goes_on: bool = False,
    reason: str | None = None,
) -> None:
    """Split a producer since a day, and hand its products to those that come of it.

    :param shares: public id of each producer that came of it → public ids of the products it takes over.
    :param old_goes_on: whether the old one goes on beside them (tách) or ends (chia).
    :raises HasEnded: if one of them was dissolved, merged or split before.
    :raises Refusal: if a product is given twice or, where the old one ends, to nobody.
    """
    with acting(actor, "producer.split", Permission.EDIT_REGISTER, reason=reason) as act:
        row = find_producer(act, old)
        refuse_ended(row)
        day_typed(on, field="on")
        products = {product.public_id: product for product in _products(act, row)}
        _check_shares(row, shares, products, old_goes_on=old_goes_on)
        for public_id, share in shares.items():
            new = find_producer(act, public_id, field="shares")
            refuse_ended(new, field="shares")
            if act.session.get(ProducerSuccession, (row.id, new.id)) is not None:
                raise Refusal(f"“{new.name}” đã được ghi là tách ra từ “{row.name}”.", field="shares")
            act.add(ProducerSuccession(old_id=row.id, new_id=new.id, kind=SuccessionKind.SPLIT, on=on))
            for product in share:
                hand_over(act, products[product], new, on=on)
        if not old_goes_on:
            _end(row, ProducerStatus.SPLIT, on, field="producer")


def _check_shares(
    row: Producer, shares: Mapping[str, Sequence[str]], products: Mapping[str, Product], *, old_goes_on: bool
) -> None:
    given = [product for share in shares.values() for product in share]
    if not shares or row.public_id in shares:
        raise Refusal("Hãy chọn các chủ thể mới được chia, tách ra.", field="shares")
    if len(set(given)) < len(given):
        raise Refusal("Mỗi sản phẩm chỉ được giao cho một chủ thể.", field="shares")
    if not set(given) <= products.keys():
        raise Refusal(f"Có sản phẩm không phải của “{row.name}”.", field="shares")
    left = [product.name for public_id, product in products.items() if public_id not in given]
    if left and not old_goes_on:
        raise Refusal(f"Chưa giao sản phẩm “{left[0]}” cho chủ thể nào.", field="shares")


def dissolve_producer(*, actor: Actor, producer: str, on: date, reason: str | None = None) -> None:
    """Say that a producer was dissolved or ended its business on a day; its certificates stay as they are.

    Nothing but a decision takes a certificate back, so those still in force show on the work list.

    :raises HasEnded: if it was dissolved, merged or split before.
    """
    with acting(actor, "producer.dissolve", Permission.EDIT_REGISTER, reason=reason) as act:
        row = find_producer(act, producer)
        day_typed(on, field="on")
        _end(row, ProducerStatus.DISSOLVED, on, field="producer")


def reopen_producer(*, actor: Actor, producer: str, reason: str) -> None:
    """Take back a dissolution that was written down by mistake.

    :raises Refusal: if it was not dissolved, or no reason is given.
    """
    if not reason.strip():
        raise Refusal("Cần ghi lý do.", field="reason")
    with acting(actor, "producer.reopen", Permission.EDIT_REGISTER, reason=reason) as act:
        row = find_producer(act, producer)
        if row.status is not ProducerStatus.DISSOLVED:
            raise Refusal("Chỉ mở lại được chủ thể đã ghi là giải thể.", field="producer")
        row.status = ProducerStatus.ACTIVE
        row.ended_on = None


def _end(row: Producer, status: ProducerStatus, on: date, *, field: str) -> None:
    refuse_ended(row, field=field)
    row.status = status
    row.ended_on = on


def _products(act: Act, row: Producer) -> list[Product]:
    return list(act.session.scalars(select(Product).where(Product.producer_id == row.id).order_by(Product.id)))
