"""Loading the places of a province."""

import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.models.place import Place, PlaceSuccession
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import places


def a_file(folder: Path, *communes: dict[str, object]) -> Path:
    """Write the file of a province with one former district."""
    path = folder / "99.json"
    above = [
        {"level": "province", "code": "99", "name": "Minh Họa", "kind": "tỉnh"},
        {"level": "district", "code": "999", "name": "Cũ", "kind": "huyện", "parent": "99", "valid_to": "2025-06-30"},
    ]
    content = {"format": "ocop-places/1", "title": "Thử", "source": "Thử", "places": [*above, *communes]}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


NOW = {"level": "commune", "code": "90001", "name": "Một", "kind": "xã", "parent": "99", "valid_from": "2025-07-01"}
ALSO_NOW = {**NOW, "code": "90002", "name": "Hai"}
SPLIT = {
    "level": "commune",
    "code": "90001",
    "name": "Cả Hai",
    "kind": "xã",
    "parent": "999",
    "valid_to": "2025-06-30",
    "became": ["90001", "90002"],
}


def test_lai_chau_has_38_communes_now_and_106_before_in_8_districts(app: Flask, actors: dict[str, Actor]) -> None:
    loaded = places.load(actor=actors["administrator"])

    assert (loaded.added, loaded.changed, loaded.unchanged) == (153, 0, 0)
    with reading() as session:
        counts = session.execute(
            select(Place.level, Place.valid_until.is_(None), func.count()).group_by(
                Place.level, Place.valid_until.is_(None)
            )
        )
        assert sorted((level.value, bool(now), count) for level, now, count in counts) == [
            ("commune", False, 106),
            ("commune", True, 38),
            ("district", False, 8),
            ("province", True, 1),
        ]
        assert session.scalar(select(func.count()).select_from(PlaceSuccession)) == 106


def test_loading_again_changes_nothing(app: Flask, actors: dict[str, Actor]) -> None:
    places.load(actor=actors["administrator"])
    with reading() as session:
        before = [(row.id, row.public_id) for row in session.scalars(select(Place).order_by(Place.id))]

    again = places.load(actor=actors["administrator"])

    assert (again.added, again.changed, again.unchanged) == (0, 0, 153)
    with reading() as session:
        assert [(row.id, row.public_id) for row in session.scalars(select(Place).order_by(Place.id))] == before


def test_a_corrected_file_corrects_the_name_and_keeps_the_identity(
    app: Flask, actors: dict[str, Actor], tmp_path: Path
) -> None:
    places.load(actor=actors["administrator"], file=a_file(tmp_path, NOW))
    with reading() as session:
        identity = session.scalars(select(Place.public_id).where(Place.name == "Một")).one()

    loaded = places.load(actor=actors["administrator"], file=a_file(tmp_path, {**NOW, "name": "Một Một"}))

    assert (loaded.added, loaded.changed, loaded.unchanged) == (0, 1, 2)
    with reading() as session:
        row = session.scalars(select(Place).where(Place.public_id == identity)).one()
        assert (row.name, row.search_key) == ("Một Một", "mot mot")


def test_another_province_is_loaded_from_its_own_file(app: Flask, actors: dict[str, Actor], tmp_path: Path) -> None:
    places.load(actor=actors["administrator"])

    loaded = places.load(actor=actors["administrator"], file=a_file(tmp_path, NOW, ALSO_NOW, SPLIT))

    assert (loaded.province, loaded.added) == ("tỉnh Minh Họa", 5)
    with reading() as session:
        old = session.scalars(select(Place).where(Place.name == "Cả Hai")).one()
        ties = session.scalars(select(PlaceSuccession).where(PlaceSuccession.old_id == old.id)).all()
        assert {tie.on for tie in ties} == {date(2025, 7, 1)}
        assert len(ties) == 2


def test_a_file_that_is_none_is_refused_at_its_field_and_nothing_is_kept(
    app: Flask, actors: dict[str, Actor], tmp_path: Path
) -> None:
    file = a_file(tmp_path, {**NOW, "kind": "làng"})

    with pytest.raises(Refusal, match="làng") as refused:
        places.load(actor=actors["administrator"], file=file)

    assert refused.value.field == "file"
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Place)) == 0


def test_an_auditor_loads_no_places(app: Flask, actors: dict[str, Actor]) -> None:
    with pytest.raises(NotAllowed):
        places.load(actor=actors["auditor"])
