"""Nothing that the public reads stands outside the catalogue: in a made-up language every word of ours is marked."""

import html
import re
from gettext import NullTranslations
from typing import Any

import pytest
from builders import public_register
from flask import Flask
from sqlalchemy import select

from registry.law import classification
from registry.law import criteria as law
from registry.models.award import AwardEvent, AwardRecipient
from registry.models.body import BodyName
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.place import Place
from registry.models.producer import Producer, ProducerContact, ProducerName
from registry.models.product import Packing, Photo, Product, ProductName
from registry.models.recognition import Recognition
from registry.queries import settings
from registry.rules import lookup_code
from registry.rules.instruments import Instrument
from registry.transaction import Session, reading
from registry.web import translation

DATA = (
    *(Product.name, Product.description, Product.story, ProductName.name, Producer.name, Producer.website),
    *(
        ProducerName.name,
        ProducerContact.value,
        Photo.caption,
        Packing.label,
        Packing.gtin,
        Decision.title,
        Decision.number,
    ),
    *(Decision.source, Recognition.product_name, Recognition.producer_name, Recognition.product_code, BodyName.name),
    *(AwardEvent.name, AwardEvent.place, AwardRecipient.name, AwardRecipient.achievement, Certificate.number),
    Certificate.lookup_code,
)
UNKNOWN_FILE = "ab" * 32
NAMES_OF_THINGS = (UNKNOWN_FILE, "OCOP", "CSV", "JSON", "K7MQ-2XHD-9RTA", "GTIN")
TYPED = ("che", "khong co gi", "K7MQ-2XHD-9RTB", "K7MQ-2XHD-9RT0", "khong-co")
READ_ALOUD = re.compile(r'\b(?:alt|title|placeholder|aria-label|content)="([^"]*)"')
NO_WORDS = re.compile(r"<script.*?</script>|<meta (?:charset|name=\"(?:viewport|robots|theme-color)\")[^>]*>", re.S)
ADDRESS = re.compile(r"https?://[\w./-]+")
SAID = re.compile(r"⟦[^⟦⟧]*⟧")
SEARCHES = (
    "/tra-cuu",
    "/tra-cuu?q=che&xep=ten",
    "/tra-cuu?q=khong+co+gi",
    "/tra-cuu?q=K7MQ-2XHD-9RTB",
    "/tra-cuu?sao=9&tinh-trang=het-han",
    "/tra-cuu?q=1757&sao=3",
    *("/xac-minh", "/xac-minh?q=999/2031", "/xac-minh?q=K7MQ-2XHD-9RTB", f"/xac-minh/{UNKNOWN_FILE}"),
    "/xac-minh?q=https://la.example.com/c/K7MQ2XHD9RTB",
    "/c/khong-co",
    "/c/K7MQ-2XHD-9RT0",
    "/khong-co-trang-nay",
    "/chu-the/aaaaaaaaaaaaaaaa",
    "/san-pham/aaaaaaaaaaaaaaaa",
    "/tra-cuu.json?sao=9",
    "/tra-cuu.csv",
    *("/bo-tieu-chi", "/bo-tieu-chi/qd-26-2026/11", "/bo-tieu-chi/qd-26-2026/26", "/bo-tieu-chi/qd-1048-781/10"),
    *("/bo-tieu-chi/qd-148/1", "/bo-tieu-chi/qd-1048-781/3"),
)
CRITERIA = ((Instrument.QD_26_2026, 11), (Instrument.QD_26_2026, 26), (Instrument.QD_1048_781, 10))


class Marking(NullTranslations):
    """A language in which every sentence is the Vietnamese one in brackets."""

    def gettext(self, message: str) -> str:
        """Mark a sentence."""
        return f"⟦{message}⟧"


@pytest.fixture
def marked(web_app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fill the register, switch the language, and return what is data on the pages."""
    with web_app.app_context():
        public_register.fill()
        with reading() as session:
            data = _data(session)
    monkeypatch.setattr(translation, "catalogue", Marking)
    return data


def _data(session: Session) -> list[str]:
    chosen = settings.settings(session)
    found = {str(text) for column in DATA for text in session.scalars(select(column)) if text}
    found |= {place.full_name for place in session.scalars(select(Place))}
    found |= {lookup_code.grouped(code) for code in session.scalars(select(Certificate.lookup_code))}
    found |= {chosen.province, chosen.department, chosen.public_address, *NAMES_OF_THINGS, *TYPED}
    found |= {one.name for known in law.listed().values() for one in known.sets}
    found |= {text for instrument, number in CRITERIA for text in _printed(instrument, number)}
    found |= {line for text in found for line in text.splitlines()}
    return sorted(found, key=len, reverse=True)


def _printed(instrument: Instrument, number: int) -> set[str]:
    """Return what a set says in the words of its instrument."""
    one = law.criteria_set(instrument=instrument, number=number)
    assert one is not None
    said: list[str | None] = [
        one.industry,
        one.group,
        one.subgroup,
        one.managing_agency,
        one.source,
        one.content_hash,
        *one.checks,
    ]
    said += [part.title for part in one.parts] + list(one.disqualified_if)
    for node in one.nodes.values():
        said += [node.title, node.hint, node.doubt, *node.disqualified_if, *node.cases]
        said += [option.label for option in node.options]
    return {piece.strip() for text in said if text for piece in ADDRESS.split(text) if piece.strip()}


def test_every_word_of_ours_is_asked_of_the_catalogue(web_app: Flask, visitor: Any, marked: list[str]) -> None:
    with web_app.app_context():
        opened = [one for one in public_register.addresses() if not one.startswith("/anh/")]

    left = {address: words for address in (*opened, *SEARCHES) if (words := _unmarked(visitor, address, marked))}

    assert not left, dict(list(left.items())[:5])


def _unmarked(visitor: Any, address: str, data: list[str]) -> list[str]:
    """Return the words on a page that are neither data nor said by the catalogue."""
    page = visitor.get(address).get_data().decode("utf-8-sig")
    page = ADDRESS.sub(" ", NO_WORDS.sub(" ", page))
    text = html.unescape(" | ".join([*READ_ALOUD.findall(page), re.sub(r"<[^>]*>", " ", page)]))
    for name in [*data, *(one.code for one in classification.industries())]:
        text = text.replace(name, " ")
    while (shorter := SAID.sub(" ", text)) != text:
        text = shorter
    return re.findall(r"[^\W\d_]{2,}", text) if "⟦" not in text else [text]
