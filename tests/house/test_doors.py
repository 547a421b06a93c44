"""Who may come in where: every role against every route, read from the routes themselves."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule as Route

from registry.rules.permissions import GRANTS, Permission, Role
from registry.web.door_table import DOORS
from registry.web.doors import Door, Rule, UnlistedEndpoint, hang_doors

STAFF = (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR)
NOBODYS_ID = "a" * 16
SAMPLE = {
    "public_id": NOBODYS_ID,
    "line_id": NOBODYS_ID,
    "file_id": NOBODYS_ID,
    "sequence": "1",
    "name": "app.css",
    "instrument": "qd-26-2026",
}


def addresses(app: Flask) -> Iterator[tuple[Route, str, str]]:
    """Yield every route with every method it answers and an address that leads to it."""
    for route in app.url_map.iter_rules():
        address = re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda match: SAMPLE.get(match[1], NOBODYS_ID), route.rule)
        for method in sorted((route.methods or set()) - {"OPTIONS", "HEAD"}):
            yield route, method, address


def test_the_table_and_the_pages_name_the_same_endpoints(web_app: Flask) -> None:
    assert {route.endpoint for route in web_app.url_map.iter_rules()} == set(DOORS)


def test_a_page_that_is_not_in_the_table_stops_the_start() -> None:
    app = Flask("forgotten", static_folder=None)
    app.add_url_rule("/cua-sau", "back_door", lambda: "")

    with pytest.raises(UnlistedEndpoint, match="back_door"):
        hang_doors(app, {})


def test_a_line_without_its_page_stops_the_start() -> None:
    app = Flask("gone", static_folder=None)

    with pytest.raises(UnlistedEndpoint, match="gone"):
        hang_doors(app, {"gone": Rule(Door.PUBLIC)})


def test_a_staff_page_without_a_permission_stops_the_start() -> None:
    app = Flask("loose", static_folder=None)
    app.add_url_rule("/can-bo/x", "loose", lambda: "")

    with pytest.raises(UnlistedEndpoint, match="permission"):
        hang_doors(app, {"loose": Rule(Door.STAFF)})


def test_whoever_is_not_signed_in_sees_public_pages_and_the_sign_in_page_only(web_app, visitor) -> None:
    for route, method, address in addresses(web_app):
        answer = visitor.open(method, address)
        door = DOORS[route.endpoint].door
        if door in {Door.STAFF, Door.ACCOUNT}:
            assert answer.status_code == 303, (method, address)
            assert answer.headers["Location"].startswith("/dang-nhap"), (method, address)
        elif door is Door.CLOSED:
            assert answer.status_code == 404, (method, address)
        else:
            assert answer.status_code < 500, (method, address)


@pytest.mark.parametrize("role", STAFF)
def test_every_role_opens_what_it_is_granted_and_nothing_else(role, web_app, someone) -> None:
    browser = someone(role)

    for route, method, address in addresses(web_app):
        rule = DOORS[route.endpoint]
        if rule.door is not Door.STAFF:
            continue
        answer = browser.open(method, address)
        if rule.permission in GRANTS[role]:
            assert answer.status_code in {200, 303, 400, 404, 422}, (role, method, address, answer.status_code)
        else:
            assert answer.status_code == 403, (role, method, address, answer.status_code)


def test_a_producer_account_does_not_come_in_by_the_staff_door(web_app, someone) -> None:
    from sqlalchemy import select

    from registry.models.account import Account, RoleRow
    from registry.transaction import transaction

    browser = someone(Role.OFFICER)
    with web_app.app_context(), transaction() as session:
        account = session.scalars(select(Account)).one()
        account.roles = list(session.scalars(select(RoleRow).where(RoleRow.name == Role.PRODUCER.value)))

    assert browser.get("/can-bo").status_code == 403


def test_every_permission_that_a_page_asks_for_is_granted_to_somebody() -> None:
    granted = frozenset().union(*GRANTS.values())

    assert {rule.permission for rule in DOORS.values() if rule.permission} <= granted
    assert granted <= set(Permission)


def test_nothing_is_changed_by_looking(web_app, someone) -> None:
    from registry.queries import settings
    from registry.transaction import reading

    browser = someone(*STAFF)
    with web_app.app_context(), reading() as session:
        before = settings.version(session)

    for _route, method, address in addresses(web_app):
        if method == "GET":
            browser.get(address)

    with web_app.app_context(), reading() as session:
        assert settings.version(session) == before
