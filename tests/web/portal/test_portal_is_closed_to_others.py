"""Two producers with every kind of thing: whoever speaks for one comes to no address of the other's."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from builders.assessments import a_dossier, a_paper
from builders.conference import an_award
from builders.people import a_person
from builders.portal import a_member, a_picture, account_of, settle
from builders.register import a_line, issue
from builders.units import a_unit, goods_of, kept_goods, kept_unit
from flask import Flask
from web.conftest import Browser, _sign_in

from registry.models.award import RecipientKind
from registry.models.producer import ContactKind
from registry.queries import memberships, producer_record
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import evidence_files, photos, proposals
from registry.usecases.awarding import Recipient
from registry.usecases.producer_facts import ContactFacts
from registry.web.door_table import DOORS
from registry.web.doors import Door

NOBODYS = "a" * 16
ITEM = "E01"
"""An item that every dossier has."""
STANDING = {"sequence": "1", "instrument": "qd-26-2026"}
"""Name of a part of an address → what stands there, where it is no public id."""
_TOKEN = re.compile(r'value="[^"]{40,}"')


@dataclass
class Side:
    """One producer with everything the portal shows of it, and the browser of whoever speaks for it."""

    browser: Browser
    ids: dict[str, list[str]] = field(default_factory=dict)
    """Name of a part of an address → what of this producer may stand there."""
    words: list[str] = field(default_factory=list)
    """What only this producer's pages say."""


def a_side(app: Flask, mark: str, phone: str) -> Side:
    """Furnish one producer; every word of it bears its mark."""
    with app.app_context():
        officer, approver = a_person(Role.OFFICER), a_person(Role.APPROVER)
        contact = ContactFacts(kind=ContactKind.PHONE, value=f"09{phone[2:]}")
        unit = a_unit(officer, f"Hợp tác xã {mark}", address=f"Bản {mark}", contacts=(contact,))
        settle(unit)
        goods = goods_of(officer, unit, f"Chè {mark}", story=f"Chuyện {mark}")
        issue(officer, approver, [a_line(goods)], number=f"{phone[-3:]}/QĐ-UBND")
        honour = Recipient(kind=RecipientKind.COLLECTIVE, producer=unit, achievement=f"thành tích {mark}")
        an_award(officer, approver, [honour], number=f"9{phone[-3:]}/QĐ-UBND")
        photo = photos.add(actor=officer, product=goods, content=a_picture(), caption=f"Ảnh {mark}")
        person = a_member(officer, unit, sign_in=phone, name=f"Người {mark}")
        proposed = _proposals(person, unit, goods, mark)
        with reading() as session:
            row = producer_record.producer(session, unit)
            assert row is not None
            papers = [one.public_id for one in memberships.papers(session, row)]
        dossier = a_dossier(person, goods_of(officer, unit, f"Mật {mark}"))
        evidence = evidence_files.add(
            actor=person, dossier=dossier, item=ITEM, source=io.BytesIO(a_paper(mark)), filename=f"{mark}.pdf"
        )
        browser = Browser(app.test_client(), account=account_of(person))
    _sign_in(app, browser)
    assert len(papers) == 2, "a certificate and a merit certificate"
    return Side(
        browser,
        {
            "public_id": [unit, goods, *proposed, photo, browser.account],
            "file_id": papers,
            "dossier_id": [dossier],
            "evidence_id": [evidence],
        },
        [mark, contact.value],
    )


def _proposals(person: Actor, unit: str, goods: str, mark: str) -> list[str]:
    row, product = kept_unit(unit), kept_goods(goods)
    return [
        *proposals.propose_for_producer(
            actor=person,
            producer=unit,
            version=row.version,
            address=f"Bản mới {mark}",
            website=f"{person.account_id}.example.vn",
            contacts=[],
        ),
        *proposals.propose_for_product(
            actor=person, product=goods, version=product.version, description=f"Mô tả {mark}", story=None
        ),
        proposals.propose_photo(actor=person, product=goods, content=a_picture("red"), caption=f"Ảnh mới {mark}"),
    ]


@pytest.fixture
def sides(web_app: Flask) -> tuple[Side, Side]:
    return a_side(web_app, "Ánh Dương", "0912000001"), a_side(web_app, "Biển Xanh", "0987000002")


def addresses(app: Flask, ids: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Yield (endpoint, method, address) of every portal address that names something, filled in with the ids."""
    for route in app.url_map.iter_rules():
        parts = list(route.arguments)
        if DOORS[route.endpoint].door is not Door.PORTAL or not parts:
            continue
        (part,) = (one for one in parts if one not in {"code", "paper"})
        for one in ids[part]:
            address = re.sub(r"<[^>]+>", one, route.rule.replace("<code>", ITEM).replace("<paper>", "mau-01"))
            for method in sorted((route.methods or set()) - {"OPTIONS", "HEAD"}):
                yield route.endpoint, method, address


def body_of(browser: Browser, method: str, address: str) -> tuple[int, str]:
    """Return code and page of an address, without what differs with every page: the guard of its forms."""
    answer = browser.open(method, address)
    return answer.status_code, _TOKEN.sub("", answer.get_data().decode(errors="ignore"))


def test_own_addresses_answer(web_app, sides) -> None:
    mine, _ = sides
    reached = {
        endpoint
        for endpoint, method, address in addresses(web_app, mine.ids)
        if method == "GET" and mine.browser.get(address).status_code in {200, 303}
    }

    assert reached == {endpoint for endpoint, method, _ in addresses(web_app, mine.ids) if method == "GET"}


def test_every_address_of_anothers_answers_as_if_it_did_not_exist(web_app, sides) -> None:
    mine, other = sides
    tried = 0

    for endpoint, method, address in addresses(web_app, other.ids):
        nowhere = re.sub(r"[a-z0-9]{16}", NOBODYS, address)
        code, page = body_of(mine.browser, method, address)
        assert code == 404, (endpoint, method, address)
        assert (code, page) == body_of(mine.browser, method, nowhere), (endpoint, method, address)
        assert not any(word in page for word in other.words), (endpoint, method, address)
        tried += 1

    assert tried > 50


def test_a_whole_form_sent_to_anothers_address_does_nothing(web_app, sides) -> None:
    mine, other = sides
    own_unit = mine.ids["public_id"][0]
    hidden = mine.browser.hidden(f"/cua-toi/chu-the/{own_unit}/de-nghi")
    fields = {**hidden, "address": "Bản Trộm", "website": "", "story": "Trộm", "description": "Trộm", "version": "1"}

    for _, method, address in addresses(web_app, other.ids):
        if method == "POST":
            assert mine.browser.client.post(address, data=fields).status_code == 404, address


def test_no_page_of_ones_own_says_a_word_of_the_other(web_app, sides) -> None:
    mine, other = sides
    own = [address for _, method, address in addresses(web_app, mine.ids) if method == "GET"]

    for address in ["/cua-toi", "/cua-toi/de-nghi", "/cua-toi/ho-so", *own]:
        page = mine.browser.get(address).get_data().decode(errors="ignore")
        assert not any(word in page for word in other.words), address


def test_staff_have_no_way_in_by_this_door(web_app, sides, someone) -> None:
    mine, _ = sides
    officer = someone(Role.OFFICER, Role.ADMINISTRATOR)

    assert officer.get("/cua-toi").status_code == 403
    for _, method, address in addresses(web_app, mine.ids):
        assert officer.open(method, address).status_code == 403


def test_people_of_producers_have_no_way_in_by_the_doors_of_staff(web_app, sides) -> None:
    mine, _ = sides

    for route in web_app.url_map.iter_rules():
        if DOORS[route.endpoint].door is Door.STAFF:
            address = re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda match: STANDING.get(match[1], NOBODYS), route.rule)
            for method in sorted((route.methods or set()) - {"OPTIONS", "HEAD"}):
                assert mine.browser.open(method, address).status_code == 403, (method, address)
