"""Places: a province, its communes now and before, the districts that were, with codes, days and what became of each.

A province file is JSON in UTF-8:

    {"format": "ocop-places/1",
     "title": "…", "source": "…", "checks": ["…"],
     "places": [
       {"level": "province", "code": "12", "name": "Lai Châu", "kind": "tỉnh"},
       {"level": "district", "code": "109", "name": "Phong Thổ", "kind": "huyện", "parent": "12",
        "valid_to": "2025-06-30"},
       {"level": "commune", "code": "03549", "name": "Phong Thổ", "kind": "thị trấn", "parent": "109",
        "valid_to": "2025-06-30", "became": ["03549"], "other_spellings": []},
       {"level": "commune", "code": "03549", "name": "Phong Thổ", "kind": "xã", "parent": "12",
        "valid_from": "2025-07-01"}]}

``valid_from`` and ``valid_to`` are first and last days, left out where unknown or open. A code alone is no
identity: most were handed on to another place in 2025. ``parent`` is the code of the district or province above;
``became`` lists the codes of the places that took a former commune in, and may name several where it was split.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, cast

from registry.law.reading import FOLDER, BadFile, Row, read

FORMAT = "ocop-places/1"
LAI_CHAU = FOLDER / "places" / "12-lai-chau.json"

Level = Literal["province", "district", "commune"]
_KINDS: Mapping[str, frozenset[str]] = {
    "province": frozenset({"tỉnh", "thành phố"}),
    "district": frozenset({"huyện", "quận", "thị xã", "thành phố"}),
    "commune": frozenset({"xã", "phường", "thị trấn", "đặc khu"}),
}
_CODE_LENGTHS: Mapping[str, int] = {"province": 2, "district": 3, "commune": 5}


@dataclass(frozen=True, kw_only=True)
class Place:
    """One administrative unit during the days it existed under one code and name."""

    level: Level
    code: str
    name: str
    kind: str
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    became: tuple[str, ...]
    other_spellings: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """Give kind and name as papers write them: «xã Bình Lư»."""
        return f"{self.kind} {self.name}"

    def existed_on(self, day: date) -> bool:
        """Say whether the place existed on a day, as far as its days are known."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class ProvinceFile:
    """One province, whole."""

    title: str
    source: str
    checks: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def province(self) -> Place:
        """Give the province as it is now."""
        return next(place for place in self.places if place.level == "province" and place.valid_to is None)

    def communes(self, *, on: date) -> list[Place]:
        """List the communes and wards of a day, by code."""
        there = [place for place in self.places if place.level == "commune" and place.existed_on(on)]
        return sorted(there, key=lambda place: place.code)

    def at(self, *, level: Level, code: str, on: date) -> Place | None:
        """Give the place that bore a code on a day."""
        return next((p for p in self.places if p.level == level and p.code == code and p.existed_on(on)), None)

    def parent(self, place: Place) -> Place | None:
        """Give the district or province a place lay in when it last existed."""
        last = place.valid_to or date.max
        above: list[Level] = ["district", "province"] if place.level == "commune" else ["province"]
        found = (self.at(level=level, code=place.parent_code or "", on=last) for level in above)
        return next((one for one in found if one is not None), None)

    def successors(self, place: Place) -> list[Place]:
        """List the places that a former commune went into."""
        if place.valid_to is None:
            return []
        next_day = place.valid_to + timedelta(days=1)
        found = (self.at(level=place.level, code=code, on=next_day) for code in place.became)
        return [one for one in found if one is not None]


def load_places(path: Path) -> ProvinceFile:
    """Read and check a province file.

    :raises BadFile: when it is not one, naming the line and what is wrong with it.
    """
    whole = read(path, expected=FORMAT)
    loaded = ProvinceFile(
        title=whole.text("title"),
        source=whole.text("source"),
        checks=whole.texts("checks"),
        places=tuple(_place(row) for row in whole.rows("places")),
    )
    _check_identities(loaded.places)
    _check_ties(loaded)
    return loaded


@cache
def lai_chau() -> ProvinceFile:
    """Give the province the product was made for, read once."""
    return load_places(LAI_CHAU)


def _place(row: Row) -> Place:
    level = row.text("level")
    if level not in _KINDS:
        raise BadFile(f"{row.where}: «level» phải là province, district hoặc commune.")
    place = Place(
        level=cast("Level", level),
        code=row.text("code"),
        name=row.text("name"),
        kind=row.text("kind"),
        parent_code=row.optional_text("parent"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        became=row.texts("became"),
        other_spellings=row.texts("other_spellings"),
    )
    _check_place(place, where=row.where)
    return place


def _check_place(place: Place, *, where: str) -> None:
    if place.kind not in _KINDS[place.level]:
        raise BadFile(f"{where}: «{place.kind}» không phải loại đơn vị hành chính của cấp này.")
    if not (place.code.isascii() and place.code.isdigit()) or len(place.code) != _CODE_LENGTHS[place.level]:
        raise BadFile(f"{where}: mã «{place.code}» phải gồm {_CODE_LENGTHS[place.level]} chữ số.")
    if place.valid_from and place.valid_to and place.valid_to < place.valid_from:
        raise BadFile(f"{where}: «valid_to» không được trước «valid_from».")
    if place.became and place.valid_to is None:
        raise BadFile(f"{where}: đơn vị đã sắp xếp («became») phải có «valid_to».")


def _check_identities(places: Iterable[Place]) -> None:
    """Demand one province of today, and no two places under one code at one time."""
    by_code: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        by_code.setdefault((place.level, place.code), []).append(place)
    for (_, code), bearers in by_code.items():
        bearers.sort(key=lambda place: place.valid_from or date.min)
        for earlier, later in pairwise(bearers):
            if (earlier.valid_to or date.max) >= (later.valid_from or date.min):
                raise BadFile(f"Mã {code}: {earlier.full_name} và {later.full_name} trùng thời gian.")
    levels = Counter(place.level for place in places if place.valid_to is None)
    if levels["province"] != 1 or not levels["commune"]:
        raise BadFile("Tệp phải có đúng một tỉnh hiện hành và ít nhất một xã, phường hiện hành.")


def _check_ties(loaded: ProvinceFile) -> None:
    """Demand that every place lies in one that is there, and went into ones that are there."""
    for place in loaded.places:
        if place.level != "province" and loaded.parent(place) is None:
            raise BadFile(f"{place.full_name} ({place.code}): không có đơn vị cấp trên mã {place.parent_code}.")
        if len(loaded.successors(place)) != len(place.became):
            raise BadFile(f"{place.full_name} ({place.code}): «became» nêu một mã không có sau ngày sắp xếp.")
