"""Somebody of a producer before the portal."""

import pytest
from builders.filing import Filing
from builders.people import a_person
from builders.portal import a_member, account_of, settle
from builders.units import a_unit, goods_of
from flask import Flask
from web.conftest import Browser, _sign_in

from registry.rules.permissions import Role


@pytest.fixture
def filing(web_app: Flask) -> Filing:
    """A producer's person before a browser, with one product to file for."""
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        unit = a_unit(officer, "Hợp tác xã Ánh Dương", address="Bản Cũ")
        settle(unit)
        product = goods_of(officer, unit, "Chè Một")
        browser = Browser(web_app.test_client(), account=account_of(a_member(officer, unit)))
    _sign_in(web_app, browser)
    return Filing(web_app, browser, officer, product)
