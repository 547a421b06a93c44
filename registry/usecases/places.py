"""Loading a province's places: its communes now and before, its former districts, and what became of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from registry.law import places as law
from registry.law.reading import BadFile
from registry.models.place import Place, PlaceLevel, PlaceSuccession
from registry.queries.place_directory import BETWEEN_SPELLINGS
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, fold
from registry.rules.sort_key import sort_key
from registry.usecases.journal import Act, acting

# Stands in the table for «from before anything kept here».
BEFORE_ANYTHING = date(1900, 1, 1)

Key = tuple[str, str, date]


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of loading a file of places."""

    province: str
    added: int
    changed: int
    unchanged: int


@dataclass
class _Shelf:
    """The places of the register by their key, and what loading does to them."""

    rows: dict[Key, Place]
    added: list[Place] = field(default_factory=list)
    changed: set[Key] = field(default_factory=set)


def load(*, actor: Actor, file: Path | None = None, content: law.ProvinceFile | None = None) -> Loaded:
    """Load a province's places; loading the same file again changes nothing, a corrected one corrects.

    :param file: a file as registry/law/places.py describes it; by default that of Lai Châu.
    :param content: the same, already read.
    :raises Refusal: if the file is not what its format says.
    """
    province = content or read(file)
    with acting(actor, "places.load", Permission.MANAGE_SETTINGS, reason=province.title) as act:
        known = act.session.scalars(select(Place).where(Place.code.in_({place.code for place in province.places})))
        shelf = _Shelf(rows={(row.level.value, row.code, row.valid_from): row for row in known})
        for level in PlaceLevel:
            _put_level(act, shelf, province, [place for place in province.places if place.level == level.value])
        _put_successions(act, shelf.rows, province)
    return Loaded(
        province=province.province.full_name,
        added=len(shelf.added),
        changed=len(shelf.changed),
        unchanged=len(province.places) - len(shelf.added) - len(shelf.changed),
    )


def read(file: Path | None) -> law.ProvinceFile:
    """Read a province file; without one, that of Lai Châu.

    :raises Refusal: if the file is not what its format says.
    """
    try:
        return law.load_places(file) if file else law.lai_chau()
    except BadFile as fault:
        raise Refusal(fault.text, field="file") from fault


def key_of(place: law.Place) -> Key:
    """Return what tells a place of a file from every other one: level, code and first day."""
    return place.level, place.code, place.valid_from or BEFORE_ANYTHING


def _put_level(act: Act, shelf: _Shelf, province: law.ProvinceFile, places: Sequence[law.Place]) -> None:
    for place in places:
        parent = province.parent(place)
        values = _values(place, shelf.rows[key_of(parent)].id if parent else None)
        row = shelf.rows.get(key_of(place))
        if row is None:
            level, code, valid_from = key_of(place)
            row = act.add(Place(level=PlaceLevel(level), code=code, valid_from=valid_from, **values))
            shelf.rows[key_of(place)] = row
            shelf.added.append(row)
        elif _amend(row, values):
            shelf.changed.add(key_of(place))
    # The level below needs the ids of this one.
    act.session.flush()


def _values(place: law.Place, parent_id: int | None) -> dict[str, object]:
    name = clean(place.name)
    return {
        "name": name,
        "kind": clean(place.kind),
        "valid_until": place.valid_to,
        "parent_id": parent_id,
        "sort_key": sort_key(name),
        "search_key": BETWEEN_SPELLINGS.join(dict.fromkeys(fold(each) for each in (name, *place.other_spellings))),
    }


def _amend(row: Place, values: Mapping[str, object]) -> bool:
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _put_successions(act: Act, rows: Mapping[Key, Place], province: law.ProvinceFile) -> None:
    known = {(row.old_id, row.new_id) for row in act.session.scalars(select(PlaceSuccession))}
    for place in province.places:
        if place.valid_to is None:
            continue
        old = rows[key_of(place)]
        for successor in province.successors(place):
            new = rows[key_of(successor)]
            if (old.id, new.id) not in known:
                act.add(PlaceSuccession(old_id=old.id, new_id=new.id, on=place.valid_to + timedelta(days=1)))
