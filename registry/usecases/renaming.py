"""New names since a day: papers keep the name of their day, pages show both."""

from collections.abc import Sequence
from datetime import date

from registry.models.producer import Producer, ProducerName
from registry.models.product import Product, ProductHolder, ProductName
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases.journal import Act, acting
from registry.usecases.lookalikes import refuse_producers_alike, refuse_products_alike
from registry.usecases.registration import BEFORE_ANYTHING, correct_latest, find_producer, find_product, refuse_ended
from registry.usecases.typed import day_typed, name_typed


def rename_producer(
    *, actor: Actor, producer: str, name: str, on: date, confirmed_distinct: bool = False, reason: str | None = None
) -> None:
    """Give a producer another legal name since a day.

    :raises LooksLikeExisting: if another producer's name could be the same, and nobody said that it is not.
    :raises Refusal: if it has ended, bears that name already, or the day is not after its last renaming.
    """
    with acting(actor, "producer.rename", Permission.EDIT_REGISTER, reason=reason) as act:
        name_producer(act, find_producer(act, producer), name, on=on, confirmed_distinct=confirmed_distinct)


def name_producer(act: Act, row: Producer, name: str, *, on: date, confirmed_distinct: bool) -> None:
    """Give a producer another legal name within an act under way; see rename_producer()."""
    refuse_ended(row)
    if not row.names:
        row.names.append(ProducerName(name=row.name, valid_from=BEFORE_ANYTHING))
    hearing = Hearing()
    new = hearing.ask(_new_name, name, on=on, now=row.name, history=row.names, missing="Chủ thể phải có tên.")
    if not confirmed_distinct:
        hearing.ask(refuse_producers_alike, act.session, clean(name), besides=row)
    kept = hearing.settle(new)
    row.names.append(ProducerName(name=kept, valid_from=on))
    row.name = kept


def rename_product(
    *, actor: Actor, product: str, name: str, on: date, confirmed_distinct: bool = False, reason: str | None = None
) -> None:
    """Give a product another name since a day.

    :raises LooksLikeExisting: if another of its producer's products could be the same, and nobody said that it is not.
    :raises Refusal: if it bears that name already, or the day is not after its last renaming.
    """
    with acting(actor, "product.rename", Permission.EDIT_REGISTER, reason=reason) as act:
        name_product(act, find_product(act, product), name, on=on, confirmed_distinct=confirmed_distinct)


def name_product(act: Act, row: Product, name: str, *, on: date, confirmed_distinct: bool) -> None:
    """Give a product another name within an act under way; see rename_product()."""
    if not row.names:
        row.names.append(ProductName(name=row.name, valid_from=BEFORE_ANYTHING))
    hearing = Hearing()
    new = hearing.ask(_new_name, name, on=on, now=row.name, history=row.names, missing="Sản phẩm phải có tên.")
    if not confirmed_distinct:
        hearing.ask(refuse_products_alike, act.session, clean(name), producer_id=row.producer_id, besides=row)
    kept = hearing.settle(new)
    row.names.append(ProductName(name=kept, valid_from=on))
    row.name = kept


def correct_name(act: Act, row: Producer | Product, name: str, *, confirmed_distinct: bool) -> None:
    """Write the name anew that a record bears now and that was never right, within an act under way.

    :raises LooksLikeExisting: if another record's name could be the same, and nobody said that it is not.
    :raises Refusal: if it is no name, or the very same.
    """
    hearing = Hearing()
    new = hearing.ask(_other_name, name, now=row.name, missing="Phải có tên.")
    if not confirmed_distinct and isinstance(row, Producer):
        hearing.ask(refuse_producers_alike, act.session, clean(name), besides=row)
    elif not confirmed_distinct and isinstance(row, Product):
        hearing.ask(refuse_products_alike, act.session, clean(name), producer_id=row.producer_id, besides=row)
    row.name = hearing.settle(new)
    correct_latest(row.names, row.name)


def _new_name(
    name: str, *, on: date, now: str, history: Sequence[ProducerName] | Sequence[ProductName], missing: str
) -> str:
    hearing = Hearing()
    kept = hearing.ask(_other_name, name, now=now, missing=missing)
    hearing.ask(day_typed, on, field="on", after=history[-1].valid_from, since="ngày bắt đầu dùng tên hiện nay")
    return hearing.settle(kept)


def _other_name(name: str, *, now: str, missing: str) -> str:
    kept = name_typed(name, field="name", missing=missing)
    if kept == now:
        raise Refusal("Tên mới trùng với tên đang dùng.", field="name")
    return kept


def transfer_product(*, actor: Actor, product: str, to: str, on: date, reason: str | None = None) -> None:
    """Give a product to another producer since a day; certificates already issued keep the holder they name.

    :raises HasEnded: if the new producer was dissolved, merged or split.
    :raises Refusal: if it holds the product already, or the day is not after the last transfer.
    """
    with acting(actor, "product.transfer", Permission.EDIT_REGISTER, reason=reason) as act:
        row = find_product(act, product)
        holder = find_producer(act, to, field="to")
        refuse_ended(holder, field="to")
        if holder.id == row.producer_id:
            raise Refusal(f"“{holder.name}” đang là chủ thể của sản phẩm này.", field="to")
        hand_over(act, row, holder, on=on)


def hand_over(act: Act, product: Product, holder: Producer, *, on: date) -> None:
    """Hand a product to a producer within an act under way.

    :raises Refusal: if the day is not after the product's last transfer, naming the product.
    """
    if not product.holders:
        product.holders.append(ProductHolder(producer_id=product.producer_id, valid_from=BEFORE_ANYTHING))
    since = f"ngày chủ thể hiện nay nhận “{product.name}”"
    day_typed(on, field="on", after=product.holders[-1].valid_from, since=since)
    product.holders.append(ProductHolder(producer_id=holder.id, valid_from=on))
    product.producer_id = holder.id
    act.session.flush()
