"""What a producer proposes changes nothing until staff say yes, and then exactly that."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from builders.portal import a_member, a_picture, every_proposal, kept_proposal
from builders.units import a_unit, goods_of, kept_goods, kept_unit
from flask import Flask

from registry.models.producer import ContactKind
from registry.queries import record_history
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.proposal_life import AlreadyDecided, MovedOn, ProposalField, ProposalState
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import erasure, photos, producer_fates, proposal_answers, proposals, registration, renaming
from registry.usecases.changed_meanwhile import ChangedMeanwhile
from registry.usecases.producer_facts import ContactFacts
from registry.usecases.proposal_answers import ProductMovedAway
from registry.usecases.proposals import NothingToPropose, RegisterMovedOn

OLD = ContactFacts(kind=ContactKind.PHONE, value="0911111111")
NEW = ContactFacts(kind=ContactKind.ZALO, value="0922222222", is_public=True)


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


def propose(person: Actor, unit: str, **changes: Any) -> list[str]:
    """Propose for a producer what the form would send with some values changed."""
    row = kept_unit(unit)
    said = {
        "address": row.address,
        "website": row.website,
        "contacts": [ContactFacts(kind=one.kind, value=one.value, is_public=one.is_public) for one in row.contacts],
        "version": row.version,
    }
    return proposals.propose_for_producer(actor=person, producer=unit, **{**said, **changes})


def tell(person: Actor, goods: str, **changes: Any) -> list[str]:
    """Propose for a product what the form would send with some values changed."""
    row = kept_goods(goods)
    said = {"description": row.description, "story": row.story, "version": row.version}
    return proposals.propose_for_product(actor=person, product=goods, **{**said, **changes})


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
    assert [(one.caption, one.width, one.height) for one in row.photos] == [("Đồi chè", 90, 60)]
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
    row = kept_unit(unit)
    registration.amend_producer(
        actor=officer,
        producer=unit,
        version=row.version,
        facts=registration.ProducerFacts(name=row.name, kind=row.kind, address="Bản Khác", contacts=(OLD,)),
    )

    with pytest.raises(MovedOn):
        proposal_answers.accept(actor=officer, proposal=made)
    assert kept_unit(unit).address == "Bản Khác"

    proposal_answers.accept(actor=officer, proposal=made, despite=True)
    assert kept_unit(unit).address == "Bản Mới"


def test_what_changed_while_staff_looked_is_not_overwritten_unseen(person, unit, officer) -> None:
    (made,) = propose(person, unit, address="Bản Mới")
    looked_at = kept_unit(unit)
    registration.amend_producer(
        actor=officer,
        producer=unit,
        version=looked_at.version,
        facts=registration.ProducerFacts(name=looked_at.name, kind=looked_at.kind, address="Bản Khác", contacts=(OLD,)),
    )

    with pytest.raises(ChangedMeanwhile):
        proposal_answers.accept(actor=officer, proposal=made, version=looked_at.version, despite=True)


def test_what_the_register_says_by_now_anyway_is_no_conflict(person, unit, officer) -> None:
    (made,) = propose(person, unit, address="Bản Mới")
    row = kept_unit(unit)
    registration.amend_producer(
        actor=officer,
        producer=unit,
        version=row.version,
        facts=registration.ProducerFacts(name=row.name, kind=row.kind, address="Bản Mới", contacts=(OLD,)),
    )

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


@pytest.mark.parametrize("role", ["approver", "administrator", "auditor"])
def test_only_keepers_of_the_register_answer(role, person, unit, actors) -> None:
    (made,) = propose(person, unit, address="Bản Mới")

    for actor in (actors[role], person):
        with pytest.raises(NotAllowed):
            proposal_answers.accept(actor=actor, proposal=made)
        with pytest.raises(NotAllowed):
            proposal_answers.refuse(actor=actor, proposal=made, reason="Không")


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
