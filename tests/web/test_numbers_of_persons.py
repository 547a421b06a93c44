"""A number of a person in a text for everybody is pointed out at its field, once; nobody is kept from writing it."""

import pytest
from builders.page_forms import fill, form_of, send
from builders.people import a_person
from builders.portal import a_member, account_of, every_proposal
from builders.units import a_unit, goods_of, kept_goods, kept_unit
from flask import Flask
from web.conftest import Browser, _sign_in

from registry.models.producer import ContactKind
from registry.rules.permissions import Role
from registry.usecases.producer_facts import ContactFacts

IDENTITY, MOBILE, PUBLISHED = "012345678901", "0987 654 321", "0912 345 678"
UNIT = "Hợp tác xã Ánh Dương"


@pytest.fixture
def unit(web_app: Flask) -> str:
    contact = ContactFacts(kind=ContactKind.PHONE, value=PUBLISHED, is_public=True)
    with web_app.app_context():
        return a_unit(a_person(Role.OFFICER), UNIT, contacts=(contact,))


@pytest.fixture
def goods(web_app: Flask, unit: str) -> str:
    with web_app.app_context():
        return goods_of(a_person(Role.OFFICER), unit, "Chè Một")


@pytest.fixture
def person(web_app: Flask, unit: str) -> Browser:
    with web_app.app_context():
        browser = Browser(web_app.test_client(), account_of(a_member(a_person(Role.OFFICER), unit)))
    _sign_in(web_app, browser)
    return browser


def beside(page: str, field: str) -> str:
    """Return what is pointed out beside a field."""
    return page.partition(f'id="{field}-warning">')[2].partition("</p>")[0]


def test_staff_are_asked_once_about_a_number_in_a_story(web_app, goods, someone) -> None:
    officer, address = someone(Role.OFFICER), f"/can-bo/san-pham/{goods}/sua"
    fields = {"story": f"Chị Lan, căn cước {IDENTITY}, gọi {MOBILE}"}

    asked = fill(officer.client, address, **fields)

    assert asked.status_code == 200
    assert "Nội dung chưa được ghi" in asked.text
    assert f"“{IDENTITY}” giống số căn cước công dân" in beside(asked.text, "story")
    assert f"“{MOBILE}” giống số điện thoại di động" in beside(asked.text, "story")
    assert beside(asked.text, "description") == ""
    with web_app.app_context():
        assert kept_goods(goods).story is None

    assert send(officer.client, form_of(asked)).status_code == 303
    with web_app.app_context():
        assert IDENTITY in str(kept_goods(goods).story)
    assert f"“{IDENTITY}”" in beside(officer.get(address).text, "story")


def test_another_number_than_the_one_pointed_at_is_asked_about_too(goods, someone) -> None:
    officer = someone(Role.OFFICER)
    asked = fill(officer.client, f"/can-bo/san-pham/{goods}/sua", story=f"Gọi {MOBILE}")

    again = send(officer.client, form_of(asked), story=f"Gọi {MOBILE}, căn cước {IDENTITY}")

    assert again.status_code == 200


def test_a_text_without_numbers_and_the_published_telephone_are_saved_at_once(goods, someone) -> None:
    fields = {"description": "Hái năm 2021 ở 1.600 m", "story": f"Đặt hàng: {PUBLISHED}, giấy 012/2020/GCN-OCOP"}

    assert fill(someone(Role.OFFICER).client, f"/can-bo/san-pham/{goods}/sua", **fields).status_code == 303


def test_an_address_is_printed_on_certificates_and_asked_about(web_app, unit, someone) -> None:
    officer, address = someone(Role.OFFICER), f"/can-bo/chu-the/{unit}/sua"

    asked = fill(officer.client, address, address=f"Bản Bo, liên hệ {MOBILE}")

    assert asked.status_code == 200
    assert "in trên giấy chứng nhận" in beside(asked.text, "address")
    assert send(officer.client, form_of(asked)).status_code == 303


def test_a_published_telephone_is_fine_and_an_identity_number_in_its_place_is_not(unit, someone) -> None:
    officer, address = someone(Role.OFFICER), f"/can-bo/chu-the/{unit}/sua"
    second = {"contacts-1-kind": "phone", "contacts-1-is_public": "y"}

    assert fill(officer.client, address, **second, **{"contacts-1-value": MOBILE}).status_code == 303
    asked = fill(officer.client, address, **second, **{"contacts-1-value": IDENTITY})

    assert asked.status_code == 200
    assert IDENTITY in beside(asked.text, "contacts-1-value")
    assert beside(asked.text, "contacts-0-value") == ""


def test_a_new_producer_and_a_new_product_are_asked_about_too(unit, someone) -> None:
    officer = someone(Role.OFFICER)

    unit_asked = fill(
        officer.client,
        "/can-bo/chu-the/moi",
        name="Tổ hợp tác Mới",
        kind="cooperative_group",
        address=f"CCCD {IDENTITY}",
    )
    goods_asked = fill(officer.client, f"/can-bo/san-pham/moi?chu-the={unit}", name="Mật ong", story=f"CCCD {IDENTITY}")

    assert IDENTITY in beside(unit_asked.text, "address")
    assert IDENTITY in beside(goods_asked.text, "story")


def test_a_producer_is_asked_once_and_staff_see_it_with_the_proposal(web_app, goods, person, someone) -> None:
    address = f"/cua-toi/san-pham/{goods}/de-nghi"

    asked = fill(person.client, address, story=f"Gọi {MOBILE}")
    assert asked.status_code == 200
    assert MOBILE in beside(asked.text, "story")
    assert send(person.client, form_of(asked)).status_code == 303

    with web_app.app_context():
        (proposal,) = every_proposal()
    officer = someone(Role.OFFICER)
    for page in ("", "/chap-nhan"):
        assert f"“{MOBILE}” giống số điện thoại" in officer.get(f"/can-bo/de-nghi/{proposal.public_id}{page}").text


def test_a_proposed_address_is_asked_about(web_app, unit, person) -> None:
    address = f"/cua-toi/chu-the/{unit}/de-nghi"

    assert MOBILE in beside(fill(person.client, address, address=f"Bản Bo {MOBILE}").text, "address")
    with web_app.app_context():
        assert kept_unit(unit).address is None
        assert every_proposal() == []
