"""People and proposals of producers without a browser."""

import json
import re

import pytest
from builders.portal import PASSWORD, PHONE, a_member, every_proposal
from builders.units import a_unit, kept_unit
from cli.conftest import Command

from registry.rules.permissions import Actor
from registry.rules.proposal_life import ProposalState
from registry.usecases import invitations, new_passwords, proposals
from registry.usecases.one_time_codes import WrongCode

UNIT = "Hợp tác xã Ánh Dương"
_CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


@pytest.fixture
def unit(actors: dict[str, Actor]) -> str:
    return a_unit(actors["officer"], UNIT, address="Bản Cũ")


@pytest.fixture
def proposed(unit: str, actors: dict[str, Actor]) -> str:
    person = a_member(actors["officer"], unit)
    (made,) = proposals.propose_for_producer(
        actor=person, producer=unit, version=kept_unit(unit).version, address="Bản Mới", website=None, contacts=[]
    )
    return made


def test_an_invitation_is_written_listed_and_cancelled(unit, at_register: Command, by) -> None:
    letter = at_register("producer", "invite", *by["officer"], UNIT, "--name", "Lò Thị Chủ", "--sign-in", PHONE)
    code = _CODE.search(letter.out)
    assert letter.code == 0
    assert code is not None

    listed = json.loads(at_register("producer", "people", UNIT, "--json").out)
    assert [one["state"] for one in listed["invitations"]] == ["open"]
    assert "Chưa dùng" in at_register("producer", "people", UNIT).out

    invitation = listed["invitations"][0]["public_id"]
    assert at_register("producer", "cancel-invitation", *by["officer"], invitation).code == 0
    with pytest.raises(WrongCode):
        invitations.redeem(sign_in=PHONE, code=code[0], password=PASSWORD)


def test_a_person_is_named_by_telephone_number(unit, actors, at_register: Command, by) -> None:
    a_member(actors["officer"], unit)
    assert PHONE in at_register("account", "list").out

    ended = at_register("producer", "end-member", *by["officer"], UNIT, "+84 912 345 678")

    assert ended.code == 0
    assert json.loads(at_register("producer", "people", UNIT, "--json").out)["members"] == []


def test_a_new_code_lets_a_person_choose_another_password(unit, actors, at_register: Command, by) -> None:
    a_member(actors["officer"], unit)

    letter = at_register("producer", "new-code", *by["officer"], UNIT, PHONE)

    code = _CODE.search(letter.out)
    assert code is not None
    new_passwords.choose(sign_in=PHONE, code=code[0], password="sương sớm phủ đầy nương chè cổ thụ")
    refused = at_register("producer", "new-code", *by["auditor"], UNIT, PHONE)
    assert refused.code != 0
    assert "không có quyền" in refused.err


def test_a_proposal_is_shown_and_accepted(unit, proposed, at_register: Command, by) -> None:
    assert proposed in at_register("proposal", "list", "--waiting").out
    shown = at_register("proposal", "show", proposed).out
    assert "Bản Cũ" in shown
    assert "Bản Mới" in shown

    assert at_register("proposal", "accept", *by["officer"], proposed).code == 0

    assert kept_unit(unit).address == "Bản Mới"
    assert json.loads(at_register("proposal", "list", "--waiting", "--json").out) == []
    again = at_register("proposal", "accept", *by["officer"], proposed)
    assert again.code != 0
    assert "đã được chấp nhận" in again.err


def test_a_proposal_is_refused_with_a_reason(proposed, at_register: Command, by) -> None:
    assert at_register("proposal", "refuse", *by["officer"], proposed, "--reason", "Cần giấy tờ").code == 0

    assert [(one.state, one.reason) for one in every_proposal()] == [(ProposalState.REFUSED, "Cần giấy tờ")]
    assert "Cần giấy tờ" in at_register("proposal", "show", proposed).out


def test_an_auditor_invites_and_answers_nobody(proposed, at_register: Command, by) -> None:
    for words in (
        ("producer", "invite", *by["auditor"], UNIT, "--name", "A Ba", "--sign-in", "0987654321"),
        ("proposal", "accept", *by["auditor"], proposed),
        ("proposal", "refuse", *by["auditor"], proposed, "--reason", "Không"),
    ):
        answer = at_register(*words)
        assert answer.code != 0
        assert "không có quyền" in answer.err
