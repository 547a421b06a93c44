"""What becomes of producers and products: new names, transfers, mergers, splits, the end."""

from datetime import date, timedelta

import pytest
from builders.units import a_unit, goods_of, kept_goods, kept_unit, unit_facts
from flask import Flask
from sqlalchemy import select

from registry import clock
from registry.models.producer import ProducerStatus, ProducerSuccession, SuccessionKind
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import producer_fates, registration, renaming
from registry.usecases.registration import HasEnded, LooksLikeExisting

DAY = date(2024, 3, 1)


@pytest.fixture
def officer(app: Flask, actors: dict[str, Actor]) -> Actor:
    """The person who keeps the register."""
    return actors["officer"]


def test_a_renamed_producer_bears_each_name_in_its_time(officer: Actor) -> None:
    public_id = a_unit(officer, "Hợp tác xã Cũ")

    renaming.rename_producer(actor=officer, producer=public_id, name="Hợp tác xã Mới", on=DAY)

    unit = kept_unit(public_id)
    assert (unit.name, unit.search_key) == ("Hợp tác xã Mới", "hop tac xa moi")
    assert unit.name_on(DAY - timedelta(days=1)) == "Hợp tác xã Cũ"
    assert unit.name_on(DAY) == "Hợp tác xã Mới"


def test_a_renamed_product_bears_each_name_in_its_time(officer: Actor) -> None:
    public_id = goods_of(officer, a_unit(officer), "Chè cũ")

    renaming.rename_product(actor=officer, product=public_id, name="Chè mới", on=DAY)

    goods = kept_goods(public_id)
    assert goods.name == "Chè mới"
    assert (goods.name_on(DAY - timedelta(days=1)), goods.name_on(DAY)) == ("Chè cũ", "Chè mới")


def test_a_name_once_borne_still_counts_as_taken(officer: Actor) -> None:
    public_id = a_unit(officer, "Hợp tác xã Cũ")
    renaming.rename_producer(actor=officer, producer=public_id, name="Hợp tác xã Mới", on=DAY)

    with pytest.raises(LooksLikeExisting, match="Hợp tác xã Mới"):
        a_unit(officer, "hợp tác xã cũ")


def test_a_new_name_must_be_new_and_later_and_not_in_the_future(officer: Actor) -> None:
    public_id = a_unit(officer, "Hợp tác xã Cũ")
    renaming.rename_producer(actor=officer, producer=public_id, name="Hợp tác xã Mới", on=DAY)

    for name, day, field in (
        ("Hợp tác xã Mới", DAY + timedelta(days=1), "name"),
        ("", DAY + timedelta(days=1), "name"),
        ("Hợp tác xã Mới Hơn", DAY, "on"),
        ("Hợp tác xã Mới Hơn", DAY - timedelta(days=9), "on"),
        ("Hợp tác xã Mới Hơn", clock.today() + timedelta(days=1), "on"),
    ):
        with pytest.raises(Refusal) as refused:
            renaming.rename_producer(actor=officer, producer=public_id, name=name, on=day)
        assert refused.value.field == field
    assert [one.name for one in kept_unit(public_id).names] == ["Hợp tác xã Cũ", "Hợp tác xã Mới"]


def test_a_transferred_product_remembers_who_held_it_when(officer: Actor) -> None:
    first, second = a_unit(officer, "Hợp tác xã Một"), a_unit(officer, "Hợp tác xã Hai")
    public_id = goods_of(officer, first)

    renaming.transfer_product(actor=officer, product=public_id, to=second, on=DAY)

    goods = kept_goods(public_id)
    assert goods.producer.public_id == second
    assert [(holder.producer_id, holder.valid_from) for holder in goods.holders] == [
        (kept_unit(first).id, registration.BEFORE_ANYTHING),
        (kept_unit(second).id, DAY),
    ]
    with pytest.raises(Refusal, match="đang là chủ thể"):
        renaming.transfer_product(actor=officer, product=public_id, to=second, on=DAY + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        renaming.transfer_product(actor=officer, product=public_id, to=first, on=DAY)
    assert refused.value.field == "on"


def test_a_merger_ends_the_old_ones_and_hands_their_products_over(officer: Actor) -> None:
    olds = [a_unit(officer, f"Hợp tác xã {name}") for name in ("Một", "Hai")]
    goods = [goods_of(officer, old) for old in olds]
    new = a_unit(officer, "Liên hiệp hợp tác xã Mới")

    producer_fates.merge_producers(actor=officer, olds=olds, into=new, on=DAY)

    assert [(kept_unit(old).status, kept_unit(old).ended_on) for old in olds] == [(ProducerStatus.MERGED, DAY)] * 2
    assert {kept_goods(one).producer.public_id for one in goods} == {new}
    with reading() as session:
        ties = session.scalars(select(ProducerSuccession)).all()
        assert [(tie.kind, tie.on) for tie in ties] == [(SuccessionKind.MERGER, DAY)] * 2


def test_a_merger_that_cannot_be_changes_nothing(officer: Actor) -> None:
    old, new = a_unit(officer, "Hợp tác xã Một"), a_unit(officer, "Hợp tác xã Hai")
    goods = goods_of(officer, old)

    with pytest.raises(Refusal, match="chính nó"):
        producer_fates.merge_producers(actor=officer, olds=[old, new], into=new, on=DAY)
    with pytest.raises(Refusal, match="ít nhất một"):
        producer_fates.merge_producers(actor=officer, olds=[], into=new, on=DAY)

    assert kept_unit(old).status is ProducerStatus.ACTIVE
    assert kept_goods(goods).producer.public_id == old


def test_a_split_gives_every_product_to_one_of_the_new_ones(officer: Actor) -> None:
    old = a_unit(officer, "Hợp tác xã Chung")
    tea, honey = goods_of(officer, old, "Chè"), goods_of(officer, old, "Mật ong")
    first, second = a_unit(officer, "Hợp tác xã Chè"), a_unit(officer, "Hợp tác xã Ong")

    with pytest.raises(Refusal, match="Mật ong"):
        producer_fates.split_producer(actor=officer, old=old, shares={first: [tea], second: []}, on=DAY)
    with pytest.raises(Refusal, match="một chủ thể"):
        producer_fates.split_producer(actor=officer, old=old, shares={first: [tea, honey], second: [tea]}, on=DAY)
    producer_fates.split_producer(actor=officer, old=old, shares={first: [tea], second: [honey]}, on=DAY)

    assert kept_unit(old).status is ProducerStatus.SPLIT
    assert kept_goods(tea).producer.public_id == first
    assert kept_goods(honey).producer.public_id == second


def test_a_producer_may_go_on_beside_what_was_split_off(officer: Actor) -> None:
    old = a_unit(officer, "Hợp tác xã Chung")
    tea, honey = goods_of(officer, old, "Chè"), goods_of(officer, old, "Mật ong")
    new = a_unit(officer, "Hợp tác xã Ong")

    producer_fates.split_producer(actor=officer, old=old, shares={new: [honey]}, on=DAY, old_goes_on=True)

    assert kept_unit(old).status is ProducerStatus.ACTIVE
    assert kept_goods(tea).producer.public_id == old
    assert kept_goods(honey).producer.public_id == new
    with pytest.raises(Refusal, match="đã được ghi là tách ra"):
        producer_fates.split_producer(actor=officer, old=old, shares={new: [tea]}, on=DAY, old_goes_on=True)


def test_a_product_of_another_cannot_be_given_away(officer: Actor) -> None:
    old, new = a_unit(officer, "Hợp tác xã Một"), a_unit(officer, "Hợp tác xã Hai")
    foreign = goods_of(officer, new)

    with pytest.raises(Refusal, match="không phải của"):
        producer_fates.split_producer(actor=officer, old=old, shares={new: [foreign]}, on=DAY)


def test_what_has_ended_takes_part_in_nothing_new(officer: Actor) -> None:
    ended, other = a_unit(officer, "Hợp tác xã Một"), a_unit(officer, "Hợp tác xã Hai")
    goods = goods_of(officer, other)
    producer_fates.dissolve_producer(actor=officer, producer=ended, on=DAY)

    for act in (
        lambda: goods_of(officer, ended, "Hàng mới"),
        lambda: renaming.rename_producer(actor=officer, producer=ended, name="Hợp tác xã Ba", on=clock.today()),
        lambda: renaming.transfer_product(actor=officer, product=goods, to=ended, on=clock.today()),
        lambda: producer_fates.merge_producers(actor=officer, olds=[other], into=ended, on=clock.today()),
        lambda: producer_fates.merge_producers(actor=officer, olds=[ended], into=other, on=clock.today()),
        lambda: producer_fates.dissolve_producer(actor=officer, producer=ended, on=clock.today()),
    ):
        with pytest.raises(HasEnded, match="01/03/2024"):
            act()


def test_what_is_known_of_an_ended_producer_may_still_be_corrected(officer: Actor) -> None:
    ended = a_unit(officer, "Hợp tác xã Một")
    producer_fates.dissolve_producer(actor=officer, producer=ended, on=DAY)

    registration.amend_producer(
        actor=officer,
        producer=ended,
        version=kept_unit(ended).version,
        facts=unit_facts("Hợp tác xã Một", address="Bản Hon"),
    )

    assert kept_unit(ended).address == "Bản Hon"


def test_a_dissolution_written_down_by_mistake_can_be_taken_back_with_a_reason(officer: Actor) -> None:
    unit = a_unit(officer)
    producer_fates.dissolve_producer(actor=officer, producer=unit, on=DAY)

    with pytest.raises(Refusal, match="lý do"):
        producer_fates.reopen_producer(actor=officer, producer=unit, reason=" ")
    producer_fates.reopen_producer(actor=officer, producer=unit, reason="Ghi nhầm chủ thể")

    assert (kept_unit(unit).status, kept_unit(unit).ended_on) == (ProducerStatus.ACTIVE, None)
    with pytest.raises(Refusal, match="giải thể"):
        producer_fates.reopen_producer(actor=officer, producer=unit, reason="Lần nữa")
