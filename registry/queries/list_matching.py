"""Which producers and products of the register the rows of a list mean: by identity, never by resemblance alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.place_words import tone_key
from registry.rules.producer_kinds import producer_near_key
from registry.rules.search_key import exact_key, near_key

_SLICE = 500


class How(StrEnum):
    """How a name of the list came to mean what it means."""

    NEW = "new"
    SAME = "same"
    """The same name, capitals aside, or the same tax number."""
    GUESSED = "guessed"
    """The same accents, but other spacing, punctuation or way of saying the kind: shown as a guess."""


@dataclass(frozen=True, slots=True)
class Known:
    """A producer or product of the register."""

    key: int
    public_id: str
    name: str
    commune_id: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means, and the names that resemble it without being it."""

    how: How
    known: Known | None = None
    resembles: tuple[str, ...] = ()


NOTHING = Match(How.NEW)


@dataclass
class Matcher:
    """Everything in the register that the names of one list may mean, fetched with a few questions."""

    by_tax_number: dict[str, Known] = field(default_factory=dict)
    producers: dict[str, list[Known]] = field(default_factory=dict)
    products: dict[int, dict[str, list[Known]]] = field(default_factory=dict)

    def producer(self, *, name: str, tax_number: str = "", commune_id: int | None = None) -> Match:
        """Say which producer a row means."""
        if tax_number and tax_number in self.by_tax_number:
            return Match(How.SAME, self.by_tax_number[tax_number])
        near = [
            one
            for one in self.producers.get(producer_near_key(name), ())
            if commune_id is None or one.commune_id is None or one.commune_id == commune_id
        ]
        return _match(name, near)

    def product(self, *, producer: int, name: str) -> Match:
        """Say which product of a producer a row means."""
        return _match(name, self.products.get(producer, {}).get(near_key(name), []))


def _match(name: str, near: Sequence[Known]) -> Match:
    same = [one for one in near if exact_key(one.name) == exact_key(name)]
    if len(same) == 1:
        return Match(How.SAME, same[0])
    alike = [one for one in near if _accents(one.name) == _accents(name)]
    if len(alike) == 1:
        return Match(How.GUESSED, alike[0])
    return Match(How.NEW, None, tuple(one.name for one in near)) if near else NOTHING


def _accents(name: str) -> str:
    """The last words of a name with their accents: the kind before them is said in many ways."""
    words = tone_key(name).split()
    return "".join(words[-2:])


def matcher(session: Session, *, producer_names: Iterable[str], tax_numbers: Iterable[str]) -> Matcher:
    """Fetch what the names of a list may mean."""
    found = Matcher()
    columns = (Producer.id, Producer.public_id, Producer.name, Producer.commune_id)
    for part in _slices({producer_near_key(name) for name in producer_names}):
        rows = session.execute(select(Producer.near_key, *columns).where(Producer.near_key.in_(part)))
        for near, key, public_id, name, commune in rows:
            found.producers.setdefault(near, []).append(Known(key, public_id, name, commune))
    for part in _slices({number for number in tax_numbers if number}):
        rows = session.execute(select(Producer.tax_number, *columns).where(Producer.tax_number.in_(part)))
        for number, key, public_id, name, commune in rows:
            found.by_tax_number[number] = Known(key, public_id, name, commune)
    holders = {one.key for near in found.producers.values() for one in near}
    holders |= {one.key for one in found.by_tax_number.values()}
    for part in _slices(holders):
        products = select(Product.producer_id, Product.near_key, Product.id, Product.public_id, Product.name)
        for holder, near, key, public_id, name in session.execute(products.where(Product.producer_id.in_(part))):
            found.products.setdefault(holder, {}).setdefault(near, []).append(Known(key, public_id, name))
    return found


def _slices(values: Iterable[Any]) -> Iterable[list[Any]]:
    held = list(values)
    return [held[first : first + _SLICE] for first in range(0, len(held), _SLICE)]
