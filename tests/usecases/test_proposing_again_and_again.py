"""A producer may propose as much as staff can read, and the same thing once."""

from datetime import timedelta

import pytest
from builders.portal import a_member, a_picture, every_proposal, kept_proposal
from builders.units import a_unit, goods_of, kept_goods, kept_unit
from flask import current_app
from sqlalchemy import select

from registry.models.proposal import Proposal
from registry.rules.permissions import Actor
from registry.rules.proposal_life import ProposalState
from registry.rules.refusal import Refusal
from registry.transaction import transaction
from registry.usecases import proposals
from registry.usecases.proposals import NothingToPropose, TooManyAtOnce


@pytest.fixture
def unit(actors: dict[str, Actor]) -> str:
    return a_unit(actors["officer"], address="Bản Cũ")


@pytest.fixture
def person(actors: dict[str, Actor], unit: str) -> Actor:
    return a_member(actors["officer"], unit)


@pytest.fixture
def goods(actors: dict[str, Actor], unit: str) -> str:
    return goods_of(actors["officer"], unit)


def move(person: Actor, unit: str, address: str) -> str:
    """Propose another address."""
    (made,) = proposals.propose_for_producer(
        actor=person, producer=unit, version=kept_unit(unit).version, address=address, website=None, contacts=()
    )
    return made


def a_day_later() -> None:
    """Let everything have been proposed a day earlier."""
    with transaction() as session:
        for one in session.scalars(select(Proposal)):
            one.made_at -= timedelta(days=1)


def test_more_in_a_day_than_staff_can_read_is_put_off_to_the_next(person, unit, goods, monkeypatch) -> None:
    monkeypatch.setattr(proposals, "MOST_A_DAY", 3)
    for address in ("Bản Một", "Bản Hai", "Bản Ba"):
        last = move(person, unit, address)
    proposals.withdraw(actor=person, proposal=last)

    with pytest.raises(TooManyAtOnce):
        move(person, unit, "Bản Bốn")
    with pytest.raises(TooManyAtOnce):
        proposals.propose_photo(actor=person, product=goods, content=a_picture())
    assert len(every_proposal()) == 3

    a_day_later()
    assert kept_proposal(move(person, unit, "Bản Bốn")).state is ProposalState.OPEN


def test_a_form_that_would_go_over_the_limit_leaves_nothing_of_itself(person, unit, goods, monkeypatch) -> None:
    monkeypatch.setattr(proposals, "MOST_A_DAY", 1)

    with pytest.raises(TooManyAtOnce):
        proposals.propose_for_product(
            actor=person, product=goods, version=kept_goods(goods).version, description="Chè ngon", story="Chuyện hay"
        )

    assert every_proposal() == []


def test_what_waits_for_its_answer_just_so_is_not_asked_again(person, unit) -> None:
    first = move(person, unit, "Bản Mới")

    with pytest.raises(NothingToPropose, match="đang chờ"):
        move(person, unit, "Bản Mới")

    assert [one.public_id for one in every_proposal()] == [first]
    assert kept_proposal(first).state is ProposalState.OPEN


def test_a_picture_for_which_there_is_no_room_is_not_kept(person, goods, monkeypatch) -> None:
    monkeypatch.setattr(proposals, "MOST_PHOTOS", 1)
    proposals.propose_photo(actor=person, product=goods, content=a_picture("green"))
    before = list(current_app.config["VAULT"].names())

    with pytest.raises(Refusal, match="tối đa 1 ảnh"):
        proposals.propose_photo(actor=person, product=goods, content=a_picture("red"))

    assert list(current_app.config["VAULT"].names()) == before
