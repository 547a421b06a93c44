"""What a producer proposes changes nothing until staff say yes; who may propose what, and for whom."""

from datetime import date

import pytest
from builders.portal import a_member, a_picture, every_proposal, kept_proposal
from builders.proposing import NEW, OLD, propose, tell
from builders.units import a_unit, goods_of, kept_unit

from registry.models.producer import ContactKind
from registry.rules.permissions import Actor
from registry.rules.proposal_life import ProposalField, ProposalState
from registry.rules.refusal import NotFound, Refusal
from registry.usecases import erasure, photos, producer_fates, proposal_answers, proposals, registration
from registry.usecases.producer_facts import ContactFacts
from registry.usecases.proposals import NothingToPropose, RegisterMovedOn


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def unit(officer: Actor) -> str:
    return a_unit(officer, address="Bản Cũ", contacts=(OLD,))


@pytest.fixture
def person(officer: Actor, unit: str) -> Actor:
    return a_member(officer, unit)


@pytest.fixture
def goods(officer: Actor, unit: str) -> str:
    return goods_of(officer, unit, story="Chuyện cũ")


def state(proposal: str) -> ProposalState:
    return kept_proposal(proposal).state


def test_a_proposal_remembers_what_was_seen_and_changes_nothing(person, unit) -> None:
    (made,) = propose(person, unit, address="Bản Mới")

    row = kept_proposal(made)
    assert (row.field, row.seen, row.wanted, row.state) == (
        ProposalField.ADDRESS,
        "Bản Cũ",
        "Bản Mới",
        ProposalState.OPEN,
    )
    assert kept_unit(unit).address == "Bản Cũ"


def test_every_field_that_changes_is_a_proposal_of_its_own(person, unit, goods) -> None:
    made = propose(person, unit, address="Bản Mới", website="che.vn", contacts=[OLD, NEW])
    told = tell(person, goods, description="Chè ngon", story=None)

    assert {kept_proposal(one).field for one in made} == {
        ProposalField.ADDRESS,
        ProposalField.WEBSITE,
        ProposalField.CONTACTS,
    }
    assert {kept_proposal(one).field for one in told} == {ProposalField.DESCRIPTION, ProposalField.STORY}


def test_a_newer_proposal_about_the_same_takes_the_place_of_the_older(person, unit) -> None:
    (first,) = propose(person, unit, address="Bản Mới")
    (second,) = propose(person, unit, address="Bản Mới Hơn")

    assert (state(first), state(second)) == (ProposalState.WITHDRAWN, ProposalState.OPEN)
    assert kept_proposal(first).reason == proposals.REPLACED


def test_nothing_is_proposed_where_nothing_changes(person, unit, goods) -> None:
    with pytest.raises(NothingToPropose):
        propose(person, unit)
    with pytest.raises(NothingToPropose):
        tell(person, goods)

    assert every_proposal() == []


def test_a_form_that_was_overtaken_is_to_be_looked_at_again(person, unit) -> None:
    with pytest.raises(RegisterMovedOn):
        propose(person, unit, address="Bản Mới", version=kept_unit(unit).version - 1)


def test_everything_wrong_is_said_at_once(person, unit) -> None:
    bad = ContactFacts(kind=ContactKind.PHONE, value="abc")

    with pytest.raises(Refusal) as refused:
        propose(person, unit, website="javascript:alert(1)", contacts=[OLD, bad])

    assert {one.field for one in refused.value.each} == {"website", "contacts-1-value"}


def test_a_producer_that_is_no_more_proposes_nothing(person, unit, goods, officer) -> None:
    (waiting,) = propose(person, unit, address="Bản Mới")
    producer_fates.dissolve_producer(actor=officer, producer=unit, on=date(2026, 1, 5))

    for attempt in (
        lambda: propose(person, unit, address="Bản Nữa"),
        lambda: tell(person, goods, story="Chuyện nữa"),
        lambda: proposals.propose_photo(actor=person, product=goods, content=a_picture()),
        lambda: proposal_answers.accept(actor=officer, proposal=waiting),
    ):
        with pytest.raises(registration.HasEnded):
            attempt()
    proposal_answers.refuse(actor=officer, proposal=waiting, reason="Đã giải thể")


def test_the_same_picture_is_not_proposed_twice(person, goods) -> None:
    proposals.propose_photo(actor=person, product=goods, content=a_picture())

    with pytest.raises(Refusal) as refused:
        proposals.propose_photo(actor=person, product=goods, content=a_picture())
    assert refused.value.field == "photo"


def test_no_more_pictures_wait_than_a_product_may_have(person, goods) -> None:
    for place in range(photos.MOST_PHOTOS):
        proposals.propose_photo(actor=person, product=goods, content=a_picture(f"rgb({place * 9},0,0)"))

    with pytest.raises(Refusal):
        proposals.propose_photo(actor=person, product=goods, content=a_picture("white"))


def test_nobody_proposes_for_a_producer_he_does_not_speak_for(person, unit, goods, officer, actors) -> None:
    stranger = a_member(officer, a_unit(officer, "Công ty Xa Lạ"), sign_in="la@vi-du.vn")
    (made,) = propose(person, unit, address="Bản Mới")

    for actor in (stranger, officer, actors["administrator"]):
        with pytest.raises(NotFound):
            propose(actor, unit, address="Bản Trộm")
        with pytest.raises(NotFound):
            tell(actor, goods, story="Chuyện trộm")
        with pytest.raises(NotFound):
            proposals.propose_photo(actor=actor, product=goods, content=a_picture())
        with pytest.raises(NotFound):
            proposals.withdraw(actor=actor, proposal=made)
    assert state(made) is ProposalState.OPEN


def test_a_colleague_may_take_a_proposal_back(person, unit, officer) -> None:
    colleague = a_member(officer, unit, sign_in="ba@vi-du.vn", name="Vàng A Ba")
    (made,) = propose(person, unit, address="Bản Mới")

    proposals.withdraw(actor=colleague, proposal=made)

    assert state(made) is ProposalState.WITHDRAWN


def test_erasing_personal_data_takes_proposed_contacts_along(person, unit, actors) -> None:
    (made,) = propose(person, unit, contacts=[OLD, NEW])

    erasure.erase_person(actor=actors["administrator"], producer=unit, ground="Yêu cầu của người đại diện")

    row = kept_proposal(made)
    assert (row.seen, row.wanted, row.state) == (None, None, ProposalState.WITHDRAWN)
