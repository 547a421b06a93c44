"""Staff look at what producers propose, beside what the register said and says, and answer."""

import pytest
from builders.people import a_person
from builders.portal import a_member, a_picture, kept_proposal
from builders.units import a_unit, goods_of, kept_goods, kept_unit
from flask import Flask

from registry.models.producer import ContactKind
from registry.rules.permissions import Role
from registry.rules.proposal_life import ProposalState
from registry.usecases import proposal_answers, proposals, registration, renaming
from registry.usecases.producer_facts import ContactFacts, ProducerFacts

HOME = "/can-bo/de-nghi"


@pytest.fixture
def made(web_app: Flask) -> dict[str, str]:
    """A producer with a proposal of each kind, by what it is about."""
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        unit = a_unit(officer, "Hợp tác xã Ánh Dương", address="Bản Cũ")
        goods = goods_of(officer, unit, "Chè Một", story="Chuyện cũ")
        person = a_member(officer, unit)
        address, contacts = proposals.propose_for_producer(
            actor=person,
            producer=unit,
            version=kept_unit(unit).version,
            address="Bản Mới",
            website=None,
            contacts=[ContactFacts(kind=ContactKind.PHONE, value="0922222222")],
        )
        (story,) = proposals.propose_for_product(
            actor=person, product=goods, version=kept_goods(goods).version, description=None, story="Chuyện mới"
        )
        picture = proposals.propose_photo(actor=person, product=goods, content=a_picture(), caption="Đồi chè")
    return {
        "unit": unit, "goods": goods, "address": address, "contacts": contacts, "story": story, "picture": picture
    }  # fmt: skip


def amend(app: Flask, unit: str, address: str) -> None:
    """Let somebody of staff write another address."""
    with app.app_context():
        row = kept_unit(unit)
        registration.amend_producer(
            actor=a_person(Role.OFFICER),
            producer=unit,
            version=row.version,
            facts=ProducerFacts(name=row.name, kind=row.kind, address=address),
        )


def test_the_open_ones_come_first(web_app, made, someone) -> None:
    with web_app.app_context():
        proposal_answers.refuse(actor=a_person(Role.OFFICER), proposal=made["address"], reason="Không")

    page = someone(Role.OFFICER).get(HOME).text

    assert page.index(made["contacts"]) < page.index(made["story"]) < page.index(made["address"])
    assert made["address"] not in someone(Role.APPROVER).get(f"{HOME}?trang-thai=open").text


@pytest.mark.parametrize(
    ("typed", "found"),
    [("duong anh", {"address", "story"}), ("CHÈ", {"story"}), ("không có", set()), ("!?", {"address", "story"})],
)
def test_proposals_are_searched_by_producer_and_product(typed, found, made, someone) -> None:
    page = someone(Role.OFFICER).get(HOME, query_string={"q": typed}).text

    assert {name for name in ("address", "story") if made[name] in page} == found


def test_one_sees_what_was_seen_what_is_and_what_is_wanted(web_app, made, someone) -> None:
    amend(web_app, made["unit"], "Bản Khác")

    page = someone(Role.OFFICER).get(f"{HOME}/{made['address']}").text

    assert all(value in page for value in ("Bản Cũ", "Bản Khác", "Bản Mới"))
    assert "Sổ đã thay đổi từ khi đề nghị được gửi" in page


def test_a_conflict_is_accepted_only_by_saying_so(web_app, made, someone) -> None:
    amend(web_app, made["unit"], "Bản Khác")
    officer, address = someone(Role.OFFICER), f"{HOME}/{made['address']}/chap-nhan"

    refused = officer.send(address, version="2")
    assert refused.status_code == 422
    assert "đánh dấu xác nhận" in refused.text

    assert officer.send(address, version="2", despite="y").status_code == 303
    with web_app.app_context():
        assert kept_unit(made["unit"]).address == "Bản Mới"


def test_whoever_accepts_on_a_stale_page_is_asked_to_compare_again(web_app, made, someone) -> None:
    officer, address = someone(Role.OFFICER), f"{HOME}/{made['contacts']}/chap-nhan"
    amend(web_app, made["unit"], "Bản Khác")

    late = officer.send(address, version="1")
    assert late.status_code == 422
    assert "so lại các giá trị" in late.text
    assert "nhập lại" not in late.text

    assert officer.send(address).status_code == 303


def test_a_double_click_on_accept_acts_once_and_leads_on(web_app, made, someone) -> None:
    officer, address = someone(Role.OFFICER), f"{HOME}/{made['address']}/chap-nhan"
    fields = {**officer.hidden(address), "version": "1"}

    answers = [officer.client.post(address, data=fields) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    with web_app.app_context():
        assert kept_unit(made["unit"]).version == 2


def test_the_slower_of_two_is_told_that_it_has_its_answer(web_app, made, someone) -> None:
    first, second = someone(Role.OFFICER), someone(Role.OFFICER, email="hai@vi-du.vn")
    address = f"{HOME}/{made['story']}"
    waiting = second.hidden(f"{address}/khong-chap-nhan")

    assert first.send(f"{address}/chap-nhan", version="1").status_code == 303
    late = second.client.post(f"{address}/khong-chap-nhan", data={**waiting, "reason": "Không"})

    assert late.status_code == 422
    assert "đã được chấp nhận" in late.text
    with web_app.app_context():
        assert kept_proposal(made["story"]).state is ProposalState.ACCEPTED


def test_a_picture_is_looked_at_before_it_is_accepted(web_app, made, someone) -> None:
    officer = someone(Role.OFFICER)

    assert officer.get(f"{HOME}/{made['picture']}/anh").headers["Content-Type"] == "image/jpeg"
    assert officer.get(f"{HOME}/{made['address']}/anh").status_code == 404
    assert officer.send(f"{HOME}/{made['picture']}/chap-nhan", version="1").status_code == 303
    with web_app.app_context():
        assert [one.caption for one in kept_goods(made["goods"]).photos] == ["Đồi chè"]


def test_of_a_product_that_moved_away_only_a_no_is_offered(web_app, made, someone) -> None:
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        other = a_unit(officer, "Công ty Khác Hẳn")
        renaming.transfer_product(
            actor=officer, product=made["goods"], to=other, on=registration.BEFORE_ANYTHING.replace(year=2026)
        )
    officer = someone(Role.OFFICER)
    address = f"{HOME}/{made['story']}"

    page = officer.get(address).text
    assert "chuyển sang chủ thể khác" in page
    assert f"{address}/chap-nhan" not in page
    assert officer.send(f"{address}/khong-chap-nhan", reason="Đã chuyển").status_code == 303


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_contacts_that_nobody_published_are_for_keepers_of_the_register(role, made, someone) -> None:
    looker = someone(role)

    assert "0922222222" not in looker.get(f"{HOME}/{made['contacts']}").text
    assert "Chuyện mới" in looker.get(f"{HOME}/{made['story']}").text
    assert looker.get(f"{HOME}/{made['story']}/chap-nhan").status_code == 403


def test_a_reason_is_asked_for(made, someone) -> None:
    answer = someone(Role.OFFICER).send(f"{HOME}/{made['story']}/khong-chap-nhan", reason=" ")

    assert answer.status_code == 422


def test_the_list_is_exported_without_what_is_proposed(made, someone) -> None:
    exported = someone(Role.OFFICER).get(f"{HOME}?xuat=csv").data.decode("utf-8-sig")

    assert "Hợp tác xã Ánh Dương" in exported
    assert "0922222222" not in exported


def test_what_does_not_exist_is_not_found(someone) -> None:
    officer = someone(Role.OFFICER)

    for page in ("", "/chap-nhan", "/khong-chap-nhan", "/anh"):
        assert officer.get(f"{HOME}/{'a' * 16}{page}").status_code == 404
