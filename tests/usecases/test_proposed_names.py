"""What producers propose of themselves: a yes writes it as staff would, a name since its day and papers unchanged."""

from datetime import date

import pytest
from builders.portal import a_member, kept_proposal
from builders.proposing import amend, call_goods, call_it
from builders.units import a_unit, goods_of, kept_goods, kept_unit

from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.rules.proposal_life import MovedOn, ProposalField, ProposalState
from registry.rules.refusal import Refusal
from registry.usecases import erasure, proposal_answers
from registry.usecases.lookalikes import LooksLikeExisting
from registry.usecases.product_facts import PackingFacts
from registry.usecases.proposals import NothingToPropose

DAY = date(2024, 5, 6)


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def unit(officer: Actor) -> str:
    return a_unit(officer, "Hợp tác xã Chè Cũ", representative="Lò Thị Một")


@pytest.fixture
def person(officer: Actor, unit: str) -> Actor:
    return a_member(officer, unit)


@pytest.fixture
def goods(officer: Actor, unit: str) -> str:
    return goods_of(officer, unit)


def test_a_new_name_is_borne_since_its_day_and_the_old_one_stays(person, unit, officer) -> None:
    (made,) = call_it(person, unit, name="Hợp tác xã Chè Mới", since=DAY)
    row = kept_proposal(made)
    assert (row.field, row.seen, row.wanted, row.since) == (
        ProposalField.NAME,
        "Hợp tác xã Chè Cũ",
        "Hợp tác xã Chè Mới",
        DAY,
    )
    assert kept_unit(unit).name == "Hợp tác xã Chè Cũ"

    proposal_answers.accept(actor=officer, proposal=made)

    kept = kept_unit(unit)
    assert [one.name for one in kept.names] == ["Hợp tác xã Chè Cũ", "Hợp tác xã Chè Mới"]
    assert (kept.name, kept.names[-1].valid_from) == ("Hợp tác xã Chè Mới", DAY)


def test_a_name_that_was_never_right_is_corrected_without_a_day(person, unit, officer) -> None:
    (made,) = call_it(person, unit, name="Hợp tác xã Chè Củ")

    proposal_answers.accept(actor=officer, proposal=made)

    assert [one.name for one in kept_unit(unit).names] == ["Hợp tác xã Chè Củ"]


def test_a_name_like_another_is_taken_only_by_saying_so(person, unit, officer) -> None:
    a_unit(officer, "Hợp tác xã Chè Mới")
    (made,) = call_it(person, unit, name="Hợp tác xã Chè Mới", since=DAY)

    with pytest.raises(LooksLikeExisting):
        proposal_answers.accept(actor=officer, proposal=made)
    proposal_answers.accept(actor=officer, proposal=made, confirmed_distinct=True)

    assert kept_unit(unit).name == "Hợp tác xã Chè Mới"


def test_a_day_that_cannot_be_is_refused_at_its_field(person, unit) -> None:
    for words in ({"name": "Tên Khác", "since": date(2999, 1, 1)}, {"since": DAY}):
        with pytest.raises(Refusal) as refused:
            call_it(person, unit, **words)
        assert refused.value.field == "since"


def test_the_same_name_since_another_day_is_another_proposal(person, unit) -> None:
    (first,) = call_it(person, unit, name="Tên Khác", since=DAY)
    with pytest.raises(NothingToPropose):
        call_it(person, unit, name="Tên Khác", since=DAY)
    call_it(person, unit, name="Tên Khác")

    assert kept_proposal(first).state is ProposalState.WITHDRAWN


def test_representative_kind_and_tax_number_are_written_as_accepted(person, unit, officer) -> None:
    made = call_it(
        person,
        unit,
        representative="Vàng A Hai",
        kind=ProducerKind.COMPANY_LIMITED,
        tax_number="0100109106",
    )
    for one in made:
        proposal_answers.accept(actor=officer, proposal=one)

    row = kept_unit(unit)
    assert (row.representative, row.kind, row.tax_number) == (
        "Vàng A Hai",
        ProducerKind.COMPANY_LIMITED,
        "0100109106",
    )


def test_a_tax_number_of_another_is_not_written(person, unit, officer) -> None:
    a_unit(officer, "Công ty Khác Hẳn", tax_number="0100109106")
    (made,) = call_it(person, unit, tax_number="0100109106")

    with pytest.raises(Refusal):
        proposal_answers.accept(actor=officer, proposal=made)


def test_a_representative_who_changed_meanwhile_is_not_overwritten_unseen(person, unit, officer) -> None:
    (made,) = call_it(person, unit, representative="Vàng A Hai")
    amend(officer, unit, representative="Giàng A Ba")

    with pytest.raises(MovedOn):
        proposal_answers.accept(actor=officer, proposal=made)


def test_erasing_a_person_takes_the_proposed_representative_along(person, unit, actors) -> None:
    (made,) = call_it(person, unit, representative="Vàng A Hai")

    erasure.erase_person(actor=actors["administrator"], producer=unit, ground="Yêu cầu của người đại diện")

    row = kept_proposal(made)
    assert (row.seen, row.wanted, row.state) == (None, None, ProposalState.WITHDRAWN)


def test_a_product_is_named_sorted_and_packed_as_accepted(person, goods, officer) -> None:
    made = call_goods(
        person,
        goods,
        name="Chè Shan tuyết",
        since=DAY,
        industry="food",
        packings=(PackingFacts(label="Hộp 100 g", gtin="8930000000002"),),
    )
    for one in made:
        proposal_answers.accept(actor=officer, proposal=one)

    row = kept_goods(goods)
    assert (row.name, row.names[-1].valid_from, row.industry) == ("Chè Shan tuyết", DAY, "food")
    assert [(one.label, one.gtin) for one in row.packings] == [("Hộp 100 g", "8930000000002")]
