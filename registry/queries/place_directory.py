"""All places at hand: what a name meant on a day, and what became of it, without asking the database again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.models.place import Place, PlaceLevel, PlaceSuccession
from registry.rules import place_words
from registry.rules.place_words import PlaceWords, tone_key
from registry.rules.search_key import clean, fold

Key = TypeVar("Key")
BETWEEN_SPELLINGS = "|"


@dataclass(frozen=True, kw_only=True)
class Found:
    """The places a text may mean; more than one is for a person to choose from, never for us."""

    candidates: tuple[Place, ...] = ()
    ignored: frozenset[str] = frozenset()
    """What of the text had to be left out of account to find any: "accents", "district", "kind", "day"."""

    @property
    def certain(self) -> Place | None:
        """The one place the text means, where everything it says agrees."""
        return None if self.ignored else self.guess

    @property
    def guess(self) -> Place | None:
        """The one place the text probably means: to be shown as a guess."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.candidates) > 1


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Every place with what it went into and what went into it."""

    places: Sequence[Place]
    successors: Mapping[int, Sequence[Place]]
    predecessors: Mapping[int, Sequence[Place]]
    named: Mapping[str, Sequence[Place]]
    """Communes by the search key of each of their spellings."""

    def find(self, text: str, *, on: date | None = None, district: str = "") -> Found:
        """Find communes by a bare or full name: «Bình Lư», «xã Bình Lư», «TT Than Uyên, huyện Than Uyên».

        :param on: the day the name is from; without one, any day.
        :param district: the district, where it stands in a column of its own.
        """
        said, inside = self._taken_apart(text)
        around = {fold(place_words.words(each).name) for each in (district, inside)} - {""}
        tests: dict[str, Callable[[Place], bool]] = {"accents": lambda place: _is_spelt_so(place, said.name)}
        if around:
            tests["district"] = lambda place: _lies_in(place, around)
        if said.kind:
            tests["kind"] = lambda place: place.kind == said.kind
        if on:
            tests["day"] = lambda place: existed_on(place, on)
        return _narrowed(self.named.get(fold(said.name), ()), tests)

    def commune(self, code: str, *, on: date) -> Place | None:
        """Return the commune that bore a code on a day."""
        bearers = (place for place in self.places if place.level is PlaceLevel.COMMUNE and place.code == code)
        return next((place for place in bearers if existed_on(place, on)), None)

    def today(self, place: Place) -> tuple[Place, ...]:
        """Return what a place is today: itself while it exists, else all that it went into."""
        if place.valid_until is None:
            return (place,)
        now = [last for successor in self.successors.get(place.id, ()) for last in self.today(successor)]
        return tuple(dict.fromkeys(now))

    def formerly(self, place: Place) -> tuple[Place, ...]:
        """Return all places that went into this one, at any remove."""
        before = self.predecessors.get(place.id, ())
        earlier = [further for each in before for further in self.formerly(each)]
        return tuple(dict.fromkeys((*before, *earlier)))

    def _taken_apart(self, text: str) -> tuple[PlaceWords, str]:
        """Tell the commune in a text from the district behind it."""
        whole = clean(text)
        if fold(whole) in self.named:
            return PlaceWords(name=whole), ""
        parts = [self._part(part) for part in place_words.parts(text)]
        said = [part for part in parts if part.level == "commune"]
        bare = [part for part in parts if part.level is None]
        # «Bản Hon, xã Khun Há»: what has the word for a commune goes before what has none.
        chosen = next(iter(said or [part for part in bare if fold(part.name) in self.named]), PlaceWords(name=whole))
        inside = next((part.name for part in parts if part.level == "district"), "")
        return chosen, inside

    def _part(self, part: PlaceWords) -> PlaceWords:
        whole = f"{part.kind} {part.name}"
        return PlaceWords(name=whole) if part.kind and fold(whole) in self.named else part


# What is given up first is what lists get wrong most often.
_GIVEN_UP = (
    frozenset[str](),
    frozenset({"accents"}),
    frozenset({"district"}),
    frozenset({"kind"}),
    frozenset({"accents", "district"}),
    frozenset({"accents", "kind"}),
    frozenset({"accents", "district", "kind"}),
    frozenset({"day"}),
    frozenset({"accents", "day"}),
    frozenset({"accents", "district", "kind", "day"}),
)


def _narrowed(named: Sequence[Place], tests: Mapping[str, Callable[[Place], bool]]) -> Found:
    """Keep the places that pass every test; where none does, give up as few tests as can be."""
    for given_up in _GIVEN_UP:
        asked = [test for say, test in tests.items() if say not in given_up]
        left = tuple(place for place in named if all(test(place) for test in asked))
        if left:
            return Found(candidates=left, ignored=given_up & tests.keys())
    return Found()


def _is_spelt_so(place: Place, name: str) -> bool:
    # Of another known spelling only the folded form is kept, so its accents cannot disagree.
    return tone_key(place.name) == tone_key(name) or fold(place.name) != fold(name)


def _lies_in(place: Place, districts: set[str]) -> bool:
    parent = place.parent
    return parent is not None and parent.level is PlaceLevel.DISTRICT and fold(parent.name) in districts


def existed_on(place: Place, day: date) -> bool:
    """Say whether a place existed on a day."""
    return place.valid_from <= day and (place.valid_until is None or day <= place.valid_until)


def directory(session: Session) -> Directory:
    """Return all places with what became of each."""
    every = select(Place).options(selectinload(Place.parent)).order_by(Place.sort_key, Place.valid_from, Place.id)
    places = session.scalars(every).all()
    by_id = {place.id: place for place in places}
    ties = session.execute(select(PlaceSuccession).order_by(PlaceSuccession.on, PlaceSuccession.new_id)).scalars()
    became = [(by_id[tie.old_id], by_id[tie.new_id]) for tie in ties]
    communes = [place for place in places if place.level is PlaceLevel.COMMUNE]
    return Directory(
        places=places,
        successors=_gathered((old.id, new) for old, new in became),
        predecessors=_gathered((new.id, old) for old, new in became),
        named=_gathered((key, each) for each in communes for key in each.search_key.split(BETWEEN_SPELLINGS)),
    )


def _gathered(pairs: Iterable[tuple[Key, Place]]) -> dict[Key, list[Place]]:
    found: dict[Key, list[Place]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found
