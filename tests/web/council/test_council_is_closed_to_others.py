"""Two councils with everything a round has: whoever sits in one comes to no address of the other's."""

import re
from collections.abc import Iterator

import pytest
from builders.people import a_person
from flask import Flask
from web.conftest import Browser, _sign_in
from web.council.conftest import MakeTable, Table, as_fields

from registry import clock
from registry.models.account import Account
from registry.rules.permissions import Role
from registry.transaction import transaction
from registry.usecases import rounds, scoring
from registry.web.door_table import DOORS
from registry.web.doors import Door

NOBODYS = "a" * 16
SECRET = "Chỉ mình tôi đọc"
_TOKEN = re.compile(r'value="[^"]{40,}"')


def furnished(a_table: MakeTable, mark: str, number: int) -> Table:
    """A round with two dossiers, the chair's sheet of the first signed, and every word bearing its mark."""
    table = a_table(mark=mark, number=number, products=2)
    table.signs(0, 75)
    table.words = [f"Chè {mark}"]
    return table


@pytest.fixture
def tables(a_table: MakeTable) -> tuple[Table, Table]:
    return furnished(a_table, "Ánh Dương", 1), furnished(a_table, "Biển Xanh", 2)


def addresses(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield (endpoint, method, address) of every address of this door that names something, for all of a round."""
    ids = [table.round, *table.dossiers, table.sheet_of(0), *table.files(), table.seat_of(0)]
    for route in table.app.url_map.iter_rules():
        if DOORS[route.endpoint].door is Door.COUNCIL and route.arguments:
            for one in ids:
                for method in sorted((route.methods or set()) - {"OPTIONS", "HEAD"}):
                    yield route.endpoint, method, re.sub(r"<[^>]+>", one, route.rule)


def body_of(browser: Browser, method: str, address: str) -> tuple[int, str]:
    """Return code and page of an address, without what differs with every page: the guard of its forms."""
    answer = browser.open(method, address)
    return answer.status_code, _TOKEN.sub("", answer.get_data().decode(errors="ignore"))


def test_own_addresses_answer(tables) -> None:
    mine, _ = tables
    answered = {
        endpoint
        for endpoint, method, address in addresses(mine)
        if mine.browsers[0].open(method, address).status_code in {200, 303, 403}
    }

    assert answered == {endpoint for endpoint, _, _ in addresses(mine)}


def test_every_address_of_another_council_answers_as_if_it_did_not_exist(tables) -> None:
    mine, other = tables
    tried = 0

    for endpoint, method, address in addresses(other):
        code, page = body_of(mine.browsers[0], method, address)
        assert code == 404, (endpoint, method, address)
        assert (code, page) == body_of(mine.browsers[0], method, re.sub(r"[a-z0-9]{16}", NOBODYS, address))
        assert not any(word in page for word in other.words), (endpoint, method, address)
        tried += 1

    assert tried > 80


def test_a_whole_sheet_sent_to_another_councils_dossier_does_nothing(tables) -> None:
    mine, other = tables
    held = mine.browsers[0].hidden(f"/hoi-dong/phieu/{mine.dossiers[1]}")
    fields = {**held, **as_fields(mine.ticks(60)), "seat": other.seat_of(0), "serial": "0", "reason": "Thử"}

    for _, method, address in addresses(other):
        if method == "POST":
            assert mine.browsers[0].client.post(address, data=fields).status_code == 404, address


def test_a_round_that_is_still_prepared_is_not_there_for_its_members(web_app: Flask, table: Table) -> None:
    with web_app.app_context():
        later = rounds.open_(
            actor=table.officer,
            year=2027,
            number=1,
            filed_before=clock.today(),
            finish_before=clock.today().replace(year=clock.today().year + 1),
        )

    assert table.browsers[0].get(f"/hoi-dong/dot/{later}").status_code == 404


def test_nobodys_unsigned_marks_are_on_any_page_of_another(table) -> None:
    dossier = table.dossiers[0]
    table.sends(2, f"/hoi-dong/phieu/{dossier}", {**as_fields(table.ticks(93)), "opinion": SECRET})
    table.signs(0, 75)

    for browser in table.browsers[:2]:
        for address in (
            "/hoi-dong",
            f"/hoi-dong/dot/{table.round}",
            f"/hoi-dong/ho-so/{dossier}",
            f"/hoi-dong/ho-so/{dossier}/cac-phieu",
            f"/hoi-dong/phieu/{dossier}",
            f"/hoi-dong/phieu/{dossier}/ky",
        ):
            page = browser.client.get(address, follow_redirects=True).text
            assert SECRET not in page, address
            assert "93" not in re.sub(r"[a-f0-9]{64}|[a-z0-9]{16}|\d\d:\d\d|v=\w+", "", _TOKEN.sub("", page)), address


def test_another_members_signed_sheet_is_not_there_before_ones_own_is_signed(table) -> None:
    table.signs(0, 75)
    address = f"/hoi-dong/phieu-da-ky/{table.sheet_of(0)}"

    before = table.browsers[2].get(address)
    compared = table.browsers[2].get(f"/hoi-dong/ho-so/{table.dossiers[0]}/cac-phieu")
    table.signs(2, 72)
    after = table.browsers[2].get(address)

    assert (before.status_code, compared.status_code) == (404, 404)
    assert after.status_code == 200
    assert "75/100 điểm" in after.text


def test_an_earlier_version_is_hidden_while_the_sheet_is_open_again(web_app: Flask, table: Table) -> None:
    table.signs(0, 75)
    table.signs(2, 72)
    address = f"/hoi-dong/phieu-da-ky/{table.sheet_of(2)}"
    with web_app.app_context():
        scoring.reopen(actor=table.people[0], dossier=table.dossiers[0], seat=table.seat_of(2), reason="Nhầm")

    assert table.browsers[0].get(address).status_code == 404
    assert table.browsers[2].get(address).status_code == 200


def test_only_the_chair_may_open_a_sheet_again(table) -> None:
    table.signs(0, 75)
    address = f"/hoi-dong/phieu-da-ky/{table.sheet_of(0)}/mo-lai"

    assert table.browsers[0].get(address).status_code == 200
    for other in (1, 2):
        assert table.browsers[other].get(address).status_code == 404
        assert table.browsers[other].open("POST", address).status_code == 404


def test_a_member_with_a_tie_reads_neither_papers_nor_sheets(table) -> None:
    dossier = f"/hoi-dong/ho-so/{table.dossiers[0]}"
    table.signs(0, 75)
    table.browsers[2].send(f"{dossier}/quan-he", reason="Góp vốn")
    table.signs(1, 72)  # everybody else has signed

    page = table.browsers[2].get(dossier).text

    assert "Không chấm: có quan hệ với chủ thể" in page
    assert "Minh chứng" not in page
    assert table.browsers[2].get(f"/hoi-dong/tep/{table.files()[0]}").status_code == 404
    assert table.browsers[2].get(f"{dossier}/cac-phieu").status_code == 404
    assert table.browsers[2].get(f"/hoi-dong/phieu/{table.dossiers[0]}").headers["Location"] == dossier
    assert table.browsers[2].get(f"/hoi-dong/phieu-da-ky/{table.sheet_of(0)}").status_code == 404


def test_staff_and_people_of_producers_have_no_way_in_by_this_door(web_app, tables, someone) -> None:
    mine, _ = tables
    officer = someone(Role.OFFICER, Role.ADMINISTRATOR)

    for _, method, address in addresses(mine):
        assert officer.open(method, address).status_code == 403


def test_a_member_without_a_seat_sees_an_empty_home(web_app: Flask, table: Table) -> None:
    with web_app.app_context():
        person = a_person(Role.COUNCIL)
        with transaction() as session:
            row = session.get(Account, person.account_id)
            assert row is not None
            row.confirmed_at = clock.now()
            key = row.public_id
    stranger = Browser(web_app.test_client(), account=key)
    _sign_in(web_app, stranger)

    assert "chưa có tên trong Hội đồng" in stranger.get("/hoi-dong").text
    for _, method, address in addresses_of(table):
        assert stranger.open(method, address).status_code == 404


def addresses_of(table: Table) -> Iterator[tuple[str, str, str]]:
    """Every address of a round in which nothing is signed."""
    table.signs(0, 75)
    return addresses(table)
