"""Registering producing units."""

import unicodedata
from datetime import date, timedelta
from typing import Any

import pytest
from builders.units import a_unit, kept_unit, unit_facts
from flask import Flask
from sqlalchemy import func, select

from registry import clock
from registry.models.journal import JournalEntry
from registry.models.place import Place
from registry.models.producer import ContactKind, Producer
from registry.queries import places as where
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import places, registration
from registry.usecases.registration import ContactFacts, LooksLikeExisting


@pytest.fixture
def officer(app: Flask, actors: dict[str, Actor]) -> Actor:
    """The person who keeps the register."""
    return actors["officer"]


def commune_of(code: str, day: date) -> str:
    """Return the public id of the commune that bore a code on a day."""
    with reading() as session:
        found = where.commune(session, code=code, on=day)
        assert found is not None
        return found.public_id


def test_a_unit_is_kept_as_typed_and_put_in_order(officer: Actor) -> None:
    public_id = a_unit(
        officer,
        "  Hợp tác xã\u200b  Minh Họa 01 ",
        tax_number="0100 109 106",
        representative=" Nguyễn  Văn Minh Họa",
        representative_gender="nam",
        website="minh-hoa.vn",
        contacts=(
            ContactFacts(kind=ContactKind.PHONE, value="0912 345.678", is_public=True),
            ContactFacts(kind=ContactKind.EMAIL, value="minh@vi-du.vn"),
            ContactFacts(kind=ContactKind.PHONE, value="0912345678"),
            ContactFacts(kind=ContactKind.SHOP, value=" "),
        ),
    )

    unit = kept_unit(public_id)
    assert unit.name == "Hợp tác xã Minh Họa 01"
    assert (unit.search_key, unit.tax_number) == ("hop tac xa minh hoa 01", "0100109106")
    assert (unit.representative, unit.representative_gender) == ("Nguyễn Văn Minh Họa", "Nam")
    assert unit.website == "https://minh-hoa.vn"
    assert [(one.kind, one.value, one.is_public) for one in unit.contacts] == [
        (ContactKind.PHONE, "0912345678", True),
        (ContactKind.EMAIL, "minh@vi-du.vn", False),
    ]
    assert unit.name_on(date(2019, 1, 1)) == "Hợp tác xã Minh Họa 01"


def test_decomposed_letters_are_kept_composed(officer: Actor) -> None:
    unit = kept_unit(a_unit(officer, unicodedata.normalize("NFD", "Tổ hợp tác Đệ Nhị")))

    assert unit.name == unicodedata.normalize("NFC", "Tổ hợp tác Đệ Nhị")


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": "   "}, "name", "phải có tên"),
        ({"name": "…!?"}, "name", "phải có tên"),
        ({"name": "A" * 301}, "name", "301 ký tự"),
        ({"tax_number": "0100109107"}, "tax_number", "chữ số kiểm tra"),
        ({"tax_number": "abc"}, "tax_number", "Mã số thuế"),
        ({"representative_gender": "khác"}, "representative_gender", "Nam hoặc Nữ"),
        ({"website": "javascript:alert(1)"}, "website", "https://"),
        ({"website": "https://không có"}, "website", "https://"),
        ({"website": "https://[::1"}, "website", "https://"),
        ({"note": "x" * 20_001}, "note", "20001 ký tự"),
        ({"commune": "nowhere"}, "commune", "Không tìm thấy"),
        (
            {"contacts": (ContactFacts(kind=ContactKind.PHONE, value="12"),)},
            "contacts-0-value",
            "Số điện thoại",
        ),
        (
            {
                "contacts": (
                    ContactFacts(kind=ContactKind.PHONE, value="0912345678"),
                    ContactFacts(kind=ContactKind.EMAIL, value="minh@"),
                )
            },
            "contacts-1-value",
            "Thư điện tử",
        ),
        (
            {"contacts": (ContactFacts(kind=ContactKind.FACEBOOK, value="data:text/html,x"),)},
            "contacts-0-value",
            "https://",
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    officer: Actor, changes: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        a_unit(officer, **changes)

    assert refused.value.field == field
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Producer)) == 0


def test_a_tax_number_already_here_is_told_by_the_name_that_bears_it(officer: Actor) -> None:
    a_unit(officer, "Hợp tác xã Minh Họa 01", tax_number="0100109106")

    with pytest.raises(Refusal, match="Hợp tác xã Minh Họa 01") as refused:
        a_unit(officer, "Công ty TNHH Hoàn Toàn Khác", tax_number="0100.109.106")

    assert refused.value.field == "tax_number"


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "name", ["hợp tác xã minh họa 01", "Hop tac xa Minh Hoa 01", "HTX Minh Hoạ 01", "HTX MinhHọa 01"]
)
def test_a_name_that_could_be_one_already_here_needs_a_person_to_say_that_it_is_another(
    officer: Actor, name: str
) -> None:
    first = a_unit(officer, "Hợp tác xã Minh Họa 01")

    with pytest.raises(LooksLikeExisting, match="Hợp tác xã Minh Họa 01") as refused:
        a_unit(officer, name)

    assert refused.value.existing == (first,)
    assert refused.value.field == "name"
    second = registration.register_producer(actor=officer, facts=unit_facts(name), confirmed_distinct=True)
    assert second != first


def test_a_name_cannot_be_borne_from_a_day_to_come(officer: Actor) -> None:
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(Refusal) as refused:
        registration.register_producer(actor=officer, facts=unit_facts(), named_from=tomorrow)

    assert refused.value.field == "named_from"


def test_another_name_is_no_lookalike(officer: Actor) -> None:
    a_unit(officer, "Hợp tác xã Minh Họa 01")

    a_unit(officer, "Hợp tác xã Minh Họa 02")


def test_the_commune_of_then_fills_in_the_commune_of_today(officer: Actor, actors: dict[str, Actor]) -> None:
    places.load(actor=actors["administrator"])
    then = commune_of("03390", date(2020, 1, 1))

    unit = kept_unit(a_unit(officer, commune_then=then))

    assert unit.commune is not None
    assert unit.commune_then is not None
    assert (unit.commune_then.full_name, unit.commune.full_name) == ("thị trấn Tam Đường", "xã Bình Lư")


def test_a_former_commune_typed_as_todays_is_understood_as_the_one_of_then(
    officer: Actor, actors: dict[str, Actor]
) -> None:
    places.load(actor=actors["administrator"])

    unit = kept_unit(a_unit(officer, commune=commune_of("03390", date(2020, 1, 1))))

    assert unit.commune is not None
    assert unit.commune_then is not None
    assert (unit.commune_then.full_name, unit.commune.full_name) == ("thị trấn Tam Đường", "xã Bình Lư")


def test_a_commune_that_was_split_is_left_for_a_person_to_choose(officer: Actor, actors: dict[str, Actor]) -> None:
    from registry.models.place import PlaceSuccession
    from registry.transaction import transaction

    places.load(actor=actors["administrator"])
    then = commune_of("03390", date(2020, 1, 1))
    with transaction() as session:
        old = session.scalars(select(Place.id).where(Place.public_id == then)).one()
        other = session.scalars(select(Place.id).where(Place.code == "03388", Place.valid_until.is_(None))).one()
        session.add(PlaceSuccession(old_id=old, new_id=other, on=date(2025, 7, 1)))

    unit = kept_unit(a_unit(officer, commune_then=then))

    assert unit.commune is None
    assert unit.commune_then is not None


def test_registering_is_journalled_and_refused_to_those_who_may_not(officer: Actor, actors: dict[str, Actor]) -> None:
    a_unit(officer)

    with reading() as session:
        assert session.scalars(select(JournalEntry.act).order_by(JournalEntry.sequence.desc())).first() == (
            "producer.register"
        )
    with pytest.raises(NotAllowed):
        a_unit(actors["auditor"], "Hợp tác xã Minh Họa 02")
    with pytest.raises(NotFound):
        registration.amend_producer(actor=officer, producer="nobody", version=1, facts=unit_facts())
