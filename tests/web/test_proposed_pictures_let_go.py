"""A proposed picture that is no longer kept: the pages say so, and its address answers as if it were not there."""

import pytest
from builders.people import a_person
from builders.portal import a_member, a_picture, account_of
from builders.units import a_unit, goods_of
from flask import Flask
from sqlalchemy import select
from web.conftest import Browser, _sign_in

from registry import clock
from registry.models.proposal import Proposal
from registry.rules.permissions import Role
from registry.rules.proposal_life import PICTURE_KEPT_FOR
from registry.transaction import transaction
from registry.usecases import proposal_answers, proposals


@pytest.fixture
def refused(web_app: Flask) -> tuple[Browser, str]:
    """Somebody whose picture was refused just now, before a browser, and the proposal."""
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        unit = a_unit(officer)
        person, goods = a_member(officer, unit), goods_of(officer, unit)
        made = proposals.propose_photo(actor=person, product=goods, content=a_picture(), caption="Nương chè")
        proposal_answers.refuse(actor=officer, proposal=made, reason="Ảnh mờ")
        browser = Browser(web_app.test_client(), account_of(person))
    _sign_in(web_app, browser)
    return browser, made


def test_a_picture_is_seen_until_it_is_let_go(web_app, refused, someone) -> None:
    person, made = refused
    places = ((person, f"/cua-toi/de-nghi/{made}"), (someone(Role.OFFICER), f"/can-bo/de-nghi/{made}"))
    for browser, address in places:
        assert browser.get(f"{address}/anh").status_code == 200
        assert "<figure" in browser.get(address).text

    with web_app.app_context(), transaction() as session:
        session.scalars(select(Proposal)).one().decided_at = clock.now() - PICTURE_KEPT_FOR

    for browser, address in places:
        assert browser.get(f"{address}/anh").status_code == 404
        page = browser.get(address)
        assert page.status_code == 200
        assert "<figure" not in page.text
        assert "Ảnh “Nương chè” không còn được giữ" in page.text
