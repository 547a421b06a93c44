"""What staff answer to a proposal: a yes writes exactly that into the register, a no says why."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from builders.portal import a_member, a_picture, kept_proposal
from builders.proposing import NEW, OLD, amend, propose, tell
from builders.units import a_unit, goods_of, kept_goods, kept_unit
from flask import Flask

from registry.queries import record_history
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.proposal_life import AlreadyDecided, MovedOn, ProposalState
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import proposal_answers, proposals, renaming
from registry.usecases.changed_meanwhile import ChangedMeanwhile
from registry.usecases.proposal_answers import ProductMovedAway


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


def test_a_yes_is_written_into_the_register_with_a_new_version(person, unit, officer) -> None:
    before = kept_unit(unit).version
    for made in propose(person, unit, address="Bản Mới", website="che.vn", contacts=[NEW]):
        proposal_answers.accept(actor=officer, proposal=made)
        assert state(made) is ProposalState.ACCEPTED

    row = kept_unit(unit)
    assert (row.address, row.website) == ("Bản Mới", "https://che.vn")
    assert [(one.kind, one.value, one.is_public) for one in row.contacts] == [(NEW.kind, NEW.value, True)]
    assert row.version == before + 3
    with reading() as session:
        history = record_history.history(session, subject="producer", subject_id=unit)
    assert [line.act for line in history[:3]] == ["proposal.accept"] * 3
    assert {history[0].who} == {officer.name}


def test_a_yes_to_a_story_and_to_a_picture_is_seen_at_the_product(person, goods, officer) -> None:
    (story,) = tell(person, goods, story="Chuyện mới\n\nHai đoạn")
    picture = proposals.propose_photo(actor=person, product=goods, content=a_picture(), caption="Đồi chè")

    proposal_answers.accept(actor=officer, proposal=story)
    proposal_answers.accept(actor=officer, proposal=picture)

    row = kept_goods(goods)
    assert row.story == "Chuyện mới\n\nHai đoạn"
    assert [(one.caption, one.width, one.height) for one in row.photos] == [("Đồi chè", 300, 200)]
    assert kept_proposal(picture).sha256 == row.photos[0].sha256


def test_a_no_needs_a_reason_that_the_proposer_reads(person, unit, officer) -> None:
    (made,) = propose(person, unit, address="Bản Mới")

    with pytest.raises(Refusal) as refused:
        proposal_answers.refuse(actor=officer, proposal=made, reason="  ")
    proposal_answers.refuse(actor=officer, proposal=made, reason="Chưa có giấy tờ")

    assert refused.value.field == "reason"
    row = kept_proposal(made)
    assert (row.state, row.reason) == (ProposalState.REFUSED, "Chưa có giấy tờ")
    assert kept_unit(unit).address == "Bản Cũ"


def test_what_was_answered_is_not_answered_again(person, unit, officer) -> None:
    (made,) = propose(person, unit, address="Bản Mới")
    proposal_answers.accept(actor=officer, proposal=made)

    with pytest.raises(AlreadyDecided):
        proposal_answers.accept(actor=officer, proposal=made)
    with pytest.raises(AlreadyDecided):
        proposal_answers.refuse(actor=officer, proposal=made, reason="Muộn rồi")
    with pytest.raises(AlreadyDecided):
        proposals.withdraw(actor=person, proposal=made)


def test_two_staff_deciding_at_once_give_one_answer(app: Flask, person, unit, officer) -> None:
    (made,) = propose(person, unit, address="Bản Mới")

    def decide(yes: bool) -> str:
        with app.app_context():
            try:
                if yes:
                    proposal_answers.accept(actor=officer, proposal=made)
                else:
                    proposal_answers.refuse(actor=officer, proposal=made, reason="Không")
            except AlreadyDecided:
                return "late"
            return "accepted" if yes else "refused"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(decide, [True, False, True, False]))

    assert answers.count("late") == 3
    (answer,) = set(answers) - {"late"}
    assert state(made).value == answer
    assert kept_unit(unit).address == ("Bản Mới" if answer == "accepted" else "Bản Cũ")


def test_a_register_that_moved_on_is_overwritten_only_by_saying_so(person, unit, officer) -> None:
    (made,) = propose(person, unit, address="Bản Mới")
    amend(officer, unit, address="Bản Khác")

    with pytest.raises(MovedOn):
        proposal_answers.accept(actor=officer, proposal=made)
    assert kept_unit(unit).address == "Bản Khác"

    proposal_answers.accept(actor=officer, proposal=made, despite=True)
    assert kept_unit(unit).address == "Bản Mới"


def test_what_changed_while_staff_looked_is_not_overwritten_unseen(person, unit, officer) -> None:
    (made,) = propose(person, unit, address="Bản Mới")
    looked_at = kept_unit(unit).version
    amend(officer, unit, address="Bản Khác")

    with pytest.raises(ChangedMeanwhile):
        proposal_answers.accept(actor=officer, proposal=made, version=looked_at, despite=True)


def test_what_the_register_says_by_now_anyway_is_no_conflict(person, unit, officer) -> None:
    (made,) = propose(person, unit, address="Bản Mới")
    amend(officer, unit, address="Bản Mới")

    proposal_answers.accept(actor=officer, proposal=made)

    assert state(made) is ProposalState.ACCEPTED


def test_a_product_that_went_to_another_producer_takes_no_word_of_the_former_one(person, goods, officer) -> None:
    (made,) = tell(person, goods, story="Chuyện mới")
    other = a_unit(officer, "Hợp tác xã Khác Hẳn")
    renaming.transfer_product(actor=officer, product=goods, to=other, on=date(2026, 1, 5))

    with pytest.raises(ProductMovedAway):
        proposal_answers.accept(actor=officer, proposal=made, despite=True)
    assert kept_goods(goods).story == "Chuyện cũ"
    with pytest.raises(NotFound):
        tell(person, goods, story="Chuyện nữa")

    proposal_answers.refuse(actor=officer, proposal=made, reason="Sản phẩm đã chuyển")
    assert state(made) is ProposalState.REFUSED


@pytest.mark.parametrize("role", ["approver", "administrator", "auditor"])
def test_only_keepers_of_the_register_answer(role, person, unit, actors) -> None:
    (made,) = propose(person, unit, address="Bản Mới")

    for actor in (actors[role], person):
        with pytest.raises(NotAllowed):
            proposal_answers.accept(actor=actor, proposal=made)
        with pytest.raises(NotAllowed):
            proposal_answers.refuse(actor=actor, proposal=made, reason="Không")
