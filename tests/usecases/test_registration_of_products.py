"""Registering and amending products."""

from typing import Any

import pytest
from builders.units import a_unit, goods_facts, goods_of, kept_goods
from flask import Flask
from sqlalchemy import func, select

from registry.models.product import Packing, Product
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import registration
from registry.usecases.registration import ChangedMeanwhile, LooksLikeExisting, PackingFacts

MILK = "8934673583220"
OTHER = "5901234123457"


@pytest.fixture
def officer(app: Flask, actors: dict[str, Actor]) -> Actor:
    """The person who keeps the register."""
    return actors["officer"]


@pytest.fixture
def unit(officer: Actor) -> str:
    """A cooperative."""
    return a_unit(officer)


def test_a_product_is_kept_as_typed_and_put_in_order(officer: Actor, unit: str) -> None:
    public_id = goods_of(
        officer,
        unit,
        " Chè  shan tuyết ",
        industry="drink",
        story="Dòng một\n\n\nDòng hai ",
        packings=(
            PackingFacts(label="Túi 200 g", gtin="893-4673-583220"),
            PackingFacts(label="", gtin=" "),
            PackingFacts(label="Hộp quà"),
        ),
    )

    goods = kept_goods(public_id)
    assert (goods.name, goods.search_key, goods.industry) == ("Chè shan tuyết", "che shan tuyet", "drink")
    assert goods.story == "Dòng một\n\nDòng hai"
    assert [(one.label, one.gtin) for one in goods.packings] == [("Túi 200 g", MILK), ("Hộp quà", None)]
    assert [holder.producer_id for holder in goods.holders] == [goods.producer_id]


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": ""}, "name", "phải có tên"),
        ({"industry": "weapons"}, "industry", "danh mục"),
        ({"description": "x" * 20_001}, "description", "20001"),
        ({"packings": (PackingFacts(label="Túi", gtin="8934673583221"),)}, "packings-0-gtin", "chữ số kiểm tra"),
        ({"packings": (PackingFacts(label="", gtin=MILK),)}, "packings-0-label", "phải có tên"),
        (
            {"packings": (PackingFacts(label="Túi", gtin=MILK), PackingFacts(label="Hộp", gtin=f"0{MILK}"))},
            "packings-1-gtin",
            "hai quy cách",
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    officer: Actor, unit: str, changes: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        goods_of(officer, unit, **changes)

    assert refused.value.field == field
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Product)) == 0


@pytest.mark.parametrize("written", [MILK, f"0{MILK}"])
def test_a_gtin_already_here_is_told_by_the_product_that_bears_it(officer: Actor, unit: str, written: str) -> None:
    goods_of(officer, unit, "Chè shan tuyết", packings=(PackingFacts(label="Túi", gtin=MILK),))

    with pytest.raises(Refusal, match="Chè shan tuyết") as refused:
        goods_of(officer, unit, "Mật ong rừng", packings=(PackingFacts(label="Chai", gtin=written),))

    assert refused.value.field == "packings-0-gtin"


def test_the_same_name_at_another_producer_is_no_lookalike(officer: Actor, unit: str) -> None:
    goods_of(officer, unit, "Mật ong rừng")
    other = a_unit(officer, "Hợp tác xã Minh Họa 02")

    goods_of(officer, other, "Mật ong rừng")

    with pytest.raises(LooksLikeExisting, match="Mật ong rừng"):
        goods_of(officer, unit, "MẬT ONG  RỪNG")
    with pytest.raises(LooksLikeExisting):
        goods_of(officer, unit, "Mat ong rung")
    registration.register_product(
        actor=officer, producer=unit, facts=goods_facts("Mật ong rừng"), confirmed_distinct=True
    )


def test_packings_are_amended_as_a_whole_and_a_gtin_may_pass_from_one_to_another(officer: Actor, unit: str) -> None:
    public_id = goods_of(
        officer,
        unit,
        packings=(
            PackingFacts(label="Túi", gtin=MILK),
            PackingFacts(label="Hộp", gtin=OTHER),
            PackingFacts(label="Gói"),
        ),
    )
    with reading() as session:
        kept = session.scalars(select(Packing.id).where(Packing.label == "Gói")).one()

    registration.amend_product(
        actor=officer,
        product=public_id,
        version=1,
        facts=goods_facts(
            packings=(
                PackingFacts(label="Gói"),
                PackingFacts(label="Túi", gtin=OTHER),
                PackingFacts(label="Hộp", gtin=MILK),
            )
        ),
    )

    goods = kept_goods(public_id)
    assert [(one.label, one.gtin) for one in goods.packings] == [("Gói", None), ("Túi", OTHER), ("Hộp", MILK)]
    assert goods.packings[0].id == kept


def test_the_later_of_two_savers_is_told_what_the_earlier_one_changed(officer: Actor, unit: str) -> None:
    public_id = goods_of(officer, unit)
    registration.amend_product(
        actor=officer,
        product=public_id,
        version=1,
        facts=goods_facts(story="Câu chuyện", packings=(PackingFacts(label="Túi"),)),
    )

    with pytest.raises(ChangedMeanwhile) as refused:
        registration.amend_product(actor=officer, product=public_id, version=1, facts=goods_facts("Tên khác"))

    assert set(refused.value.fields) == {"story", "packings"}
    assert kept_goods(public_id).name == "Chè shan tuyết"


def test_a_corrected_name_leaves_no_second_name_behind(officer: Actor, unit: str) -> None:
    public_id = goods_of(officer, unit, "Che shan tuyêt")

    registration.amend_product(actor=officer, product=public_id, version=1, facts=goods_facts("Chè shan tuyết"))

    assert [one.name for one in kept_goods(public_id).names] == ["Chè shan tuyết"]


def test_a_product_of_nobody_is_refused(officer: Actor) -> None:
    with pytest.raises(NotFound):
        goods_of(officer, "nobody")
