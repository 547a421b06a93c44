"""Who is commended, before a browser: producers found as typed, others by name, everything kept when refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders.desk import HOME, Desk, a_desk, landed, visible
from builders.page_forms import fill, form_of, send
from builders.register import a_producer

from registry.models.award import RecipientKind
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Role
from registry.rules.producer_kinds import ProducerKind

ACHIEVEMENT = "xuất sắc trong Chương trình OCOP năm 2020"
PERSON = {"kind": "person", "name": "Ông Lò Văn Thử", "address": "xã Bản Bo", "achievement": ACHIEVEMENT}


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


@pytest.fixture
def award(desk: Desk) -> str:
    return desk.draft(kind=DecisionKind.AWARD, title="Tặng Bằng khen năm 2020")


def a_unit(desk: Desk, name: str, kind: ProducerKind = ProducerKind.COOPERATIVE) -> str:
    with desk.app.app_context():
        return a_producer(name, kind=kind)


def test_a_producer_is_found_and_its_name_and_address_are_proposed(desk: Desk, award: str) -> None:
    producer = a_unit(desk, "Hợp tác xã Ánh Dương")

    found = desk.officer.get(f"{HOME}/{award}/khen?q=anh+duong").text
    address = f"{HOME}/{award}/khen/moi?chu-the={producer}"
    proposed = form_of(desk.officer.get(address)).values

    assert address in found
    assert proposed["name"] == "Hợp tác xã Ánh Dương"
    assert proposed["address"].startswith("Bản Thử, xã Sin Suối Hồ")
    assert proposed["kind"] == "collective"
    fill(desk.officer.client, address, achievement=ACHIEVEMENT)
    one = desk.detail(award).recipients[0]
    assert (one.kind, one.producer, one.achievement) == (RecipientKind.COLLECTIVE, producer, ACHIEVEMENT)


def test_a_household_is_proposed_as_one(desk: Desk, award: str) -> None:
    producer = a_unit(desk, "Hộ gia đình ông Lò Văn A", ProducerKind.HOUSEHOLD)

    assert form_of(desk.officer.get(f"{HOME}/{award}/khen/moi?chu-the={producer}")).values["kind"] == "household"


def test_somebody_who_is_no_producer_is_added_by_name(desk: Desk, award: str) -> None:
    answer = fill(desk.officer.client, f"{HOME}/{award}/khen/moi", **PERSON)

    assert "Đã thêm Ông Lò Văn Thử" in landed(desk.officer, answer)
    one = desk.detail(award).recipients[0]
    assert (one.name, one.address, one.producer) == ("Ông Lò Văn Thử", "xã Bản Bo", None)


@pytest.mark.parametrize("chosen", ["khong-co", "%00", "a" * 300, "' OR 1=1"])
def test_an_address_that_names_no_producer_proposes_nobody(desk: Desk, award: str, chosen: str) -> None:
    assert form_of(desk.officer.get(f"{HOME}/{award}/khen/moi?chu-the={chosen}")).values["name"] == ""


@pytest.mark.parametrize(("field", "value"), [("name", " "), ("achievement", ""), ("name", "x" * 301)])
def test_a_refused_recipient_is_shown_again_as_typed(desk: Desk, award: str, field: str, value: str) -> None:
    answer = fill(desk.officer.client, f"{HOME}/{award}/khen/moi", **{**PERSON, field: value})

    assert answer.status_code == 422
    assert form_of(answer).values["address"] == "xã Bản Bo"
    assert desk.detail(award).recipients == ()


def test_the_same_recipient_twice_is_refused_at_the_name(desk: Desk, award: str) -> None:
    fill(desk.officer.client, f"{HOME}/{award}/khen/moi", **PERSON)

    answer = fill(desk.officer.client, f"{HOME}/{award}/khen/moi", **PERSON)

    assert answer.status_code == 422
    assert "đã có trong danh sách khen thưởng này" in answer.text


def test_a_recipient_is_changed_moved_and_taken_out(desk: Desk, award: str) -> None:
    client = desk.officer.client
    for name in ("Ông Một", "Bà Hai", "Ông Ba"):
        fill(client, f"{HOME}/{award}/khen/moi", **{**PERSON, "name": name})
    one, two, _ = (each.public_id for each in desk.detail(award).recipients)

    fill(client, f"{HOME}/{award}/khen/{one}", name="Ông Một Sửa")
    fill(client, f"{HOME}/{award}/khen/{one}", place=1, position="3")
    fill(client, f"{HOME}/{award}/khen/{two}/bo")

    assert [each.name for each in desk.detail(award).recipients] == ["Ông Ba", "Ông Một Sửa"]


def test_two_people_at_one_recipient_the_later_is_told(desk: Desk, award: str, someone: Any) -> None:
    other = someone(Role.OFFICER, email="khac@vi-du.vn")
    fill(desk.officer.client, f"{HOME}/{award}/khen/moi", **PERSON)
    address = f"{HOME}/{award}/khen/{desk.detail(award).recipients[0].public_id}"
    mine, theirs = form_of(desk.officer.get(address)), form_of(other.get(address))

    send(other.client, theirs, name="Ông Lò Văn Sửa")
    answer = send(desk.officer.client, mine, address="xã Khác")

    assert answer.status_code == 422
    assert "Ông Lò Văn Sửa" in visible(answer.text)
    assert form_of(answer).values["address"] == "xã Khác"
    assert send(desk.officer.client, form_of(answer)).status_code == 303


def test_an_award_decision_issues_merit_certificates_and_no_stars(desk: Desk, award: str) -> None:
    fill(desk.officer.client, f"{HOME}/{award}/khen/moi", **PERSON)

    desk.check(award)
    desk.approve(award)
    desk.sign(award, number="1801/QĐ-UBND")
    desk.put_in_effect(award)

    text = visible(desk.page(award, "/giay").text)
    assert "001/2020/BK-OCOP" in text
    assert "Ông Lò Văn Thử" in text
    assert "GCN" not in text


def test_only_an_award_decision_has_recipients(desk: Desk, award: str) -> None:
    decision = desk.draft("Chè Shan tuyết")

    assert desk.page(decision, "/khen").status_code == 404
    assert desk.page(decision, "/khen/moi").status_code == 404
    assert desk.page(award, "/them").headers["Location"].endswith(f"{award}/khen")
    assert desk.page(award, f"/them/{desk.products['Chè Shan tuyết']}").status_code == 404
