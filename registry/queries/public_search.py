"""Looking things up for the public: words in any order and with or without accents, narrowed, counted and paged.

The tables of words find; sets in memory narrow, count and page what was found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from registry.queries import word_search
from registry.queries.bit_sets import bits_of, count_below, nth, numbers_of
from registry.queries.public_index import FACETS, Found, PublicDecision, PublicIndex, PublicProducer, PublicProduct
from registry.rules import search_terms
from registry.rules.search_key import fold, near_key

PAGE_SIZE = 20
SHORTEST_RUN = 4
"""Letters without blanks that are looked for inside names, where no words are found."""
PRODUCERS_NAMED = 5
DECISIONS_NAMED = 5
_AROUND_A_NUMBER = frozenset({"quyet", "dinh", "qd", "so", "ngay", "cua", "ubnd"})
"""Words that people write around the number of a decision."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is looked for."""

    text: str = ""
    narrowed: Mapping[str, Any] = field(default_factory=dict)
    """Name of a facet → the value wanted."""
    order: str | None = None
    """None: the usual one, what matches best first."""
    after: str | None = None
    """Public id of the product after which the page begins."""
    before: str | None = None
    """Public id of the product before which the page ends."""
    size: int = PAGE_SIZE


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One page of what was found, and the numbers around it."""

    rows: Sequence[PublicProduct]
    total: int
    first: int
    """Place of the first row among all that was found, counted from 1; 0 where nothing was found."""
    facets: Mapping[str, Mapping[Any, int]]
    """Name of a facet → value → how many there are with it, whatever else this facet is narrowed to."""
    producers: Sequence[PublicProducer]
    """The producers whose names have the words."""
    decisions: Sequence[PublicDecision]
    """The decisions whose number was typed."""

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def after(self) -> str | None:
        """Public id to ask for the next page with; None on the last."""
        return self.rows[-1].public_id if self.rows and self.last < self.total else None

    @property
    def before(self) -> str | None:
        """Public id to ask for the page before with; None on the first."""
        return self.rows[0].public_id if self.rows and self.first > 1 else None


def search(session: Session, index: PublicIndex, question: Question) -> Answer:
    """Answer a question.

    :param session: one that sees the register as the index has it.
    """
    tiers, producers = _found(session, index, question.text)
    found = tiers[-1]
    wanted = {name: index.facets[name].get(value, 0) for name, value in question.narrowed.items()}
    narrowed = found
    for bits in wanted.values():
        narrowed &= bits
    results = _in_order(index, question.order, [tier & narrowed for tier in tiers])
    start = _start(index, results, question)
    total = narrowed.bit_count()
    rows = [index.products[number] for number in results.page(start, question.size)]
    return Answer(
        rows=rows,
        total=total,
        first=start + 1 if rows else 0,
        facets={name: _counts(index, name, found, wanted) for name in FACETS},
        producers=producers,
        decisions=_decisions(index, question.text),
    )


def everything(session: Session, index: PublicIndex, question: Question) -> Iterator[PublicProduct]:
    """Yield all that a question finds, in its order."""
    narrowed = -1
    for name, value in question.narrowed.items():
        narrowed &= index.facets[name].get(value, 0)
    tiers = _found(session, index, question.text).tiers
    results = _in_order(index, question.order, [tier & narrowed for tier in tiers])
    for number in results.page(0, len(index.products)):
        yield index.products[number]


def _found(session: Session, index: PublicIndex, text: str) -> Found:
    if not text.strip():
        return Found((index.everything,), ())
    return index.found(text, lambda: _looked_for(session, index, text))


def _looked_for(session: Session, index: PublicIndex, text: str) -> Found:
    words = search_terms.folded(text)
    if not words:
        return Found((0,), ())

    def bits(rows: Sequence[int]) -> int:
        numbers, count = index.number_of, len(index.products)
        try:
            return bits_of(map(numbers.__getitem__, rows), count) if rows else 0
        except IndexError:  # a row of words that belongs to nothing: check names it, and whoever searches need not care
            return bits_of((numbers[row] for row in rows if row < len(numbers) and numbers[row] < count), count)

    whole = bits(word_search.having(session, "product", words))
    *others, last = words
    at_all = whole | bits(word_search.having(session, "product", others, begun=last, without=last))
    producers = _producers(session, index, words)
    if not at_all:
        letters = near_key(text)
        return Found(
            (bits(word_search.with_letters(session, letters)) if len(letters) >= SHORTEST_RUN else 0,), producers
        )
    accents = search_terms.accented(text)
    best = bits(word_search.having(session, "product", [*words, *accents])) if accents and whole else whole
    return Found((best, whole, at_all), producers)


def _producers(session: Session, index: PublicIndex, words: Sequence[str]) -> list[PublicProducer]:
    rows = word_search.having(session, "producer", words[:-1], begun=words[-1])
    places = index.producer_of
    first = sorted(places[row] for row in rows if row in places)[:PRODUCERS_NAMED]
    return [index.producers[place] for place in first]


def _counts(index: PublicIndex, name: str, found: int, wanted: Mapping[str, int]) -> dict[Any, int]:
    for other, bits in wanted.items():
        if other != name:
            found &= bits
    counted = ((value, (found & bits).bit_count()) for value, bits in index.facets[name].items())
    return {value: count for value, count in counted if count}


def _decisions(index: PublicIndex, text: str) -> list[PublicDecision]:
    """Find by the number: all its digits were typed, and nothing that is neither in it nor usual around it."""
    words = frozenset(fold(text).split())
    if not any(word.isdigit() for word in words):
        return []
    found = (
        one
        for one in index.decisions
        if words <= one.words | _AROUND_A_NUMBER and {word for word in one.words if word.isdigit()} <= words
    )
    return [one for one, _ in zip(found, range(DECISIONS_NAMED), strict=False)]


def _start(index: PublicIndex, results: "_Usual | _Chosen", question: Question) -> int:
    if question.after is not None and question.after in index.place_of:
        return results.place_after(index.place_of[question.after])
    if question.before is not None and question.before in index.place_of:
        return max(results.place_of(index.place_of[question.before]) - question.size, 0)
    return 0


def _in_order(index: PublicIndex, order: str | None, tiers: Sequence[int]) -> "_Usual | _Chosen":
    if order is None:
        return _Usual(tiers)
    return _Chosen(index.ordered(order), tiers[-1], len(index.products))


class _Usual:
    """Results in the usual order, the better matches first; a page costs the same wherever it is."""

    def __init__(self, tiers: Sequence[int]) -> None:
        self._tiers: list[int] = []
        seen = 0
        for tier in tiers:
            self._tiers.append(tier & ~seen)
            seen |= tier

    def place_of(self, number: int) -> int:
        """Return how many results come before a product, itself a result or not."""
        before = 0
        for tier in self._tiers:
            if tier >> number & 1:
                return before + count_below(tier, number)
            before += tier.bit_count()
        # No longer a result: where it would stand among the poorest matches.
        return before - self._tiers[-1].bit_count() + count_below(self._tiers[-1], number)

    def place_after(self, number: int) -> int:
        """Return how many results come up to a product and with it."""
        return self.place_of(number) + any(tier >> number & 1 for tier in self._tiers)

    def page(self, start: int, size: int) -> list[int]:
        """Return the results from a place on."""
        page: list[int] = []
        for tier in self._tiers:
            count = tier.bit_count()
            if start >= count:
                start -= count
                continue
            numbers = numbers_of(tier, start=nth(tier, start))
            page += [number for number, _ in zip(numbers, range(size - len(page)), strict=False)]
            start = 0
            if len(page) == size:
                break
        return page


class _Chosen:
    """Results in an order that somebody chose."""

    def __init__(self, order: Sequence[int], found: int, count: int) -> None:
        flags = found.to_bytes((count + 7) // 8 or 1, "little")
        self._order = order
        self._found = flags

    def _is_found(self, number: int) -> bool:
        return bool(self._found[number >> 3] >> (number & 7) & 1)

    def place_of(self, number: int) -> int:
        """Return how many results come before a product, itself a result or not."""
        place = 0
        for other in self._order:
            if other == number:
                break
            place += self._is_found(other)
        return place

    def place_after(self, number: int) -> int:
        """Return how many results come up to a product and with it."""
        return self.place_of(number) + self._is_found(number)

    def page(self, start: int, size: int) -> list[int]:
        """Return the results from a place on."""
        found = (number for number in self._order if self._is_found(number))
        return [number for place, number in zip(range(start + size), found, strict=False) if place >= start]
