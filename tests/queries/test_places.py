"""What a place's name meant on a day."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from registry.models.place import Place, PlaceSuccession
from registry.queries import places
from registry.rules.permissions import Actor
from registry.transaction import Session, reading, transaction
from registry.usecases import places as loading

THEN = date(2020, 12, 13)
NOW = date(2026, 7, 1)


@pytest.fixture
def session(app: Flask, actors: dict[str, Actor]) -> Iterator[Session]:
    """A view of a register that knows Lai Châu."""
    loading.load(actor=actors["administrator"])
    with reading() as session:
        yield session


def said(found: places.Found) -> list[str]:
    """Name the candidates in full."""
    return [places.full_name(place) for place in found.candidates]


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("written", "day", "meant"),
    [
        ("Bình Lư", THEN, "xã Bình Lư, huyện Tam Đường"),
        ("xã Bình Lư", NOW, "xã Bình Lư"),
        ("X.Bình Lư, H.Tam Đường", THEN, "xã Bình Lư, huyện Tam Đường"),
        ("TT Than Uyên", THEN, "thị trấn Than Uyên, huyện Than Uyên"),
        ("Thị trấn Than Uyên, huyện Than Uyên, tỉnh Lai Châu", THEN, "thị trấn Than Uyên, huyện Than Uyên"),
        ("Bản Hon, xã Khun Há, huyện Tam Đường", THEN, "xã Khun Há, huyện Tam Đường"),
        ("Sà Dề Phìn", THEN, "xã Sà Dề Phìn, huyện Sìn Hồ"),
        ("Lả Nhì Thàng", THEN, "xã Lản Nhì Thàng, huyện Phong Thổ"),
        ("Pa Khoá", THEN, "xã Pa Khóa, huyện Sìn Hồ"),
        ("thị trấn Tam Đường", None, "thị trấn Tam Đường, huyện Tam Đường"),
    ],
)
def test_a_name_that_says_enough_means_one_place(session: Session, written: str, day: date | None, meant: str) -> None:
    found = places.find(session, written, on=day)

    assert found.certain is not None
    assert places.full_name(found.certain) == meant


def test_a_name_borne_by_several_places_is_never_guessed(session: Session) -> None:
    found = places.find(session, "Phong Thổ")

    assert said(found) == ["thị trấn Phong Thổ, huyện Phong Thổ", "xã Phong Thổ"]
    assert found.is_ambiguous
    assert found.certain is None
    assert found.guess is None


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("written", "day", "meant", "given_up"),
    [
        ("xa binh lu", THEN, "xã Bình Lư, huyện Tam Đường", {"accents"}),
        ("xã Bình Lư, huyện Sìn Hồ", THEN, "xã Bình Lư, huyện Tam Đường", {"district"}),
        ("thị trấn Than Uyên", NOW, "xã Than Uyên", {"kind"}),
        ("xã Nà Tăm, huyện Tam Đường", NOW, "xã Nà Tăm, huyện Tam Đường", {"day"}),
    ],
)
def test_what_does_not_quite_agree_is_a_guess_that_says_so(
    session: Session, written: str, day: date, meant: str, given_up: set[str]
) -> None:
    found = places.find(session, written, on=day)

    assert found.certain is None
    assert found.guess is not None
    assert places.full_name(found.guess) == meant
    assert found.ignored == given_up


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize("written", ["", "  ", "Sa Pa", "huyện Tam Đường", "???", "xã"])
def test_what_names_no_commune_finds_none(session: Session, written: str) -> None:
    assert places.find(session, written).candidates == ()


def test_the_district_may_stand_in_a_column_of_its_own(session: Session) -> None:
    found = places.find(session, "Tân Phong", on=THEN, district="TP Lai Châu")

    assert found.certain is not None
    assert places.full_name(found.certain) == "phường Tân Phong, thành phố Lai Châu"


def test_a_code_alone_is_no_identity(session: Session) -> None:
    then = places.commune(session, code="03388", on=THEN)
    now = places.commune(session, code="03388", on=NOW)

    assert then is not None
    assert now is not None
    assert (then.full_name, now.full_name) == ("phường Quyết Tiến", "phường Đoàn Kết")
    assert places.commune(session, code="00000", on=NOW) is None
    every = places.directory(session)
    assert (every.commune("03388", on=THEN), every.commune("03388", on=NOW)) == (then, now)


def test_the_last_day_of_the_old_and_the_first_of_the_new_are_told_apart(session: Session) -> None:
    old = places.commune(session, code="03390", on=date(2025, 6, 30))
    new = places.commune(session, code="03390", on=date(2025, 7, 1))

    assert (old and old.full_name, new and new.full_name) == ("thị trấn Tam Đường", "xã Bình Lư")


def test_every_former_commune_is_some_commune_today(session: Session) -> None:
    former = session.scalars(select(Place).where(Place.level == "commune", Place.valid_until.is_not(None))).all()
    every = places.directory(session)

    assert {len(every.today(place)) for place in former} == {1}
    sample = every.commune("03386", on=THEN)
    assert sample is not None
    assert [place.full_name for place in places.today(session, sample)] == ["phường Đoàn Kết"]


def test_a_commune_of_today_covers_all_that_went_into_it(session: Session) -> None:
    now = places.commune(session, code="03388", on=NOW)
    assert now is not None

    ids = places.covering(session, now.public_id)

    names = session.scalars(select(Place.name).where(Place.id.in_(ids), Place.valid_until.is_not(None)))
    assert sorted(names) == sorted(["Quyết Thắng", "Quyết Tiến", "Đoàn Kết", "Lản Nhì Thàng", "Sùng Phài"])
    assert places.covering(session, "unknown") == []


def test_a_commune_of_today_does_not_cover_what_went_into_it_only_in_part(app: Flask, actors: dict[str, Actor]) -> None:
    loading.load(actor=actors["administrator"])
    with transaction() as writing:
        old = writing.scalars(select(Place).where(Place.code == "03390", Place.valid_until.is_not(None))).one()
        other = writing.scalars(select(Place).where(Place.code == "03388", Place.valid_until.is_(None))).one()
        writing.add(PlaceSuccession(old_id=old.id, new_id=other.id, on=date(2025, 7, 1)))

    with reading() as session:
        assert old.id not in places.covering(session, other.public_id)
        assert {place.full_name for place in places.today(session, old)} == {"xã Bình Lư", "phường Đoàn Kết"}


def test_forms_offer_the_communes_of_the_day_in_vietnamese_order(session: Session) -> None:
    offered = [name for _, name in places.choices(session, on=NOW)]

    assert len(offered) == 38
    assert offered[:3] == ["xã Bản Bo", "xã Bình Lư", "xã Bum Nưa"]
    assert offered.index("xã Dào San") < offered.index("phường Đoàn Kết") < offered.index("xã Hồng Thu")
    assert len(places.choices(session, on=THEN)) == 106
    assert len(places.district_choices(session)) == 8
