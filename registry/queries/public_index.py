"""What the public may look up on one day: the page rows of all that was ever certified, and what they are counted by.

The tables of words find them (queries/word_search.py); what was found is kept here for as long as it is true.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from registry.models.decision import Origin
from registry.rules.certificate_life import Standing
from registry.rules.instruments import RecognitionKind


class PublicProduct(NamedTuple):
    """A product with the certificate by which it is judged: the one that is good, else the newest."""

    public_id: str
    name: str
    sort_key: str
    producer: str
    """Public id."""
    producer_name: str
    commune: str | None
    """Public id of today's commune."""
    commune_name: str
    industry: str | None
    kind: RecognitionKind
    stars: int
    standing: Standing
    year: int
    valid_from: date | None
    valid_until: date | None
    number: str | None
    lookup_code: str
    origin: Origin
    row_id: int
    """Key by which the tables of words name it; never shown."""


class PublicProducer(NamedTuple):
    """A producer that has such products."""

    public_id: str
    name: str
    sort_key: str
    commune_name: str
    products: int
    row_id: int


class LastAct(NamedTuple):
    """An entry of the journal; the hash tells it from one of the same number in another journal."""

    sequence: int
    hash: str
    version: int
    """What the register's public version was with it."""


class PublicDecision(NamedTuple):
    """A decision in effect."""

    public_id: str
    number: str
    words: frozenset[str]
    """Folded words of the number."""
    title: str
    signed_on: date | None


FACETS: Mapping[str, Callable[[PublicProduct], Any]] = {
    "stars": lambda row: row.stars,
    "industry": lambda row: row.industry,
    "commune": lambda row: row.commune,
    "year": lambda row: row.year,
    "standing": lambda row: row.standing,
}
"""What results are narrowed by, and counted by."""

ORDERS: Mapping[str, Callable[[PublicProduct], Any]] = {
    "name": lambda row: (row.sort_key, row.public_id),
    "newest": lambda row: (-row.year, -(row.valid_from or date.min).toordinal(), row.sort_key, row.public_id),
    "ending": lambda row: (
        row.standing is not Standing.IN_FORCE,
        row.valid_until or date.max,
        row.sort_key,
        row.public_id,
    ),
}
"""Orders to choose from, beside the usual one: what is good first, more stars before fewer, then by name."""

MOST_FOUND = 500
"""Texts whose findings are kept at hand: at most three bits a product each, whatever strangers type."""


class Found(NamedTuple):
    """What words find, whatever it is narrowed to."""

    tiers: tuple[int, ...]
    """The sets of what matches best, well, and at all, each within the next."""
    producers: Sequence[PublicProducer]
    """The first of those whose names have the words."""


@dataclass(frozen=True, kw_only=True)
class PublicIndex:
    """Every public product and producer on one day."""

    day: date
    products: Sequence[PublicProduct]
    """In the usual order; a product's place here is its number in every set."""
    producers: Sequence[PublicProducer]
    decisions: Sequence[PublicDecision]
    """The latest first."""
    facets: Mapping[str, Mapping[Any, int]]
    last_act: LastAct | None = None
    """The last act that is in it; None: nobody knows."""
    _found: dict[str, Found] = field(default_factory=dict)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Public id of a product → its number."""
        return {row.public_id: number for number, row in enumerate(self.products)}

    @cached_property
    def number_of(self) -> Sequence[int]:
        """Row id of a product → its number; one more than any number, where no product has that row id."""
        count = len(self.products)
        # A mapping would take twice as long to ask, and a search asks it for every row that is found.
        numbers = array("q", [count]) * (max((row.row_id for row in self.products), default=0) + 1)
        for number, row in enumerate(self.products):
            numbers[row.row_id] = number
        return numbers

    @cached_property
    def producer_of(self) -> Mapping[int, int]:
        """Row id of a producer → its place among the producers."""
        return {row.row_id: place for place, row in enumerate(self.producers)}

    def found(self, text: str, find: Callable[[], Found]) -> Found:
        """Return what a text finds, looked for when first asked."""
        found = self._found.get(text)
        if found is None:
            found = find()
            if len(self._found) >= MOST_FOUND:
                self.forget()
            self._found[text] = found
        return found

    def forget(self) -> None:
        """Let go of what was found."""
        self._found.clear()

    @cached_property
    def _orders(self) -> dict[str, Sequence[int]]:
        return {}

    def ordered(self, name: str) -> Sequence[int]:
        """Return the numbers of all products in one of the orders to choose from, sorted when first asked for."""
        found = self._orders.get(name)
        if found is None:
            key = ORDERS[name]
            found = sorted(range(len(self.products)), key=lambda number: key(self.products[number]))
            self._orders[name] = found
        return found

    @cached_property
    def commune_names(self) -> Mapping[str, str]:
        """Public id of a commune → its name."""
        return {row.commune: row.commune_name for row in self.products if row.commune is not None}

    @property
    def everything(self) -> int:
        """The set of all products."""
        return (1 << len(self.products)) - 1
