"""All that is known of every instrument, together: the program's own, and those loaded into the register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from registry.law import classification, criteria, dossier_items
from registry.law.classification import Classification, Industry, ProductSet
from registry.law.criteria import ListedInstrument, ListedSet
from registry.law.dossier_items import ItemList
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.evidence import ListedItem
from registry.rules.instruments import Instrument, InstrumentFacts, Instruments


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One instrument, whole: what the rules go by, its product sets, what a dossier holds."""

    facts: InstrumentFacts
    classification: Classification
    industry_of: Mapping[int, str]
    """Product set → the code of the industry of our own filter it belongs to."""

    items: ItemList


@dataclass(frozen=True, kw_only=True)
class LawBook:
    """Every instrument by its code; a value that is handed on and never changes."""

    instruments: Instruments
    classifications: Mapping[Instrument, Classification]
    industries: tuple[Industry, ...]
    items: Mapping[Instrument, ItemList]
    criteria: Mapping[Instrument, ListedInstrument]

    def product_set(self, *, instrument: Instrument, number: int) -> ProductSet | None:
        """Give a product set of an instrument."""
        return self.classifications[instrument].sets.get(number)

    def industry_of(self, *, instrument: Instrument, number: int) -> Industry | None:
        """Give our industry of a product set, whichever instrument it was assessed under."""
        table = self.classifications[instrument].table
        return next((one for one in self.industries if number in one.sets.get(table, ())), None)

    def items_of(self, instrument: Instrument) -> tuple[ListedItem, ...]:
        """Give the items an instrument lists, in its order; none where its list is not known."""
        return self.items[instrument].items

    def listed_set(self, *, instrument: Instrument, number: int) -> ListedSet | None:
        """Give what there is of one set of criteria; None where the instrument has none of that number at all."""
        return next((one for one in self.criteria[instrument].sets if one.number == number), None)

    def why_not_scored(self, *, instrument: Instrument, number: int) -> str | None:
        """Say in Vietnamese why the program itself has no criteria for a set; None where it has."""
        known = self.criteria[instrument]
        if known.unknown is not None:
            return known.unknown
        one = self.listed_set(instrument=instrument, number=number)
        return one.incomplete if one is not None else "Văn bản không có bộ sản phẩm mang số này."

    def with_chapters(self, chapters: Iterable[Chapter]) -> "LawBook":
        """Give the book with newer instruments at its end, in the order they hold."""
        book = self
        for chapter in sorted(chapters, key=lambda one: one.facts.applies_from):
            book = book._with(chapter)
        return book

    def _with(self, chapter: Chapter) -> "LawBook":
        code = chapter.facts.code
        return LawBook(
            instruments=self.instruments.followed_by(chapter.facts),
            classifications=MappingProxyType({**self.classifications, code: chapter.classification}),
            industries=tuple(_with_sets(one, chapter) for one in self.industries),
            items=MappingProxyType({**self.items, code: chapter.items}),
            criteria=MappingProxyType({**self.criteria, code: _to_be_loaded(chapter)}),
        )


@cache
def own_book() -> LawBook:
    """Give the book as the program brings it.

    :raises BadFile: when one of its data files is damaged.
    """
    return LawBook(
        instruments=BUILT_IN,
        classifications=classification.classifications(),
        industries=classification.industries(),
        items=dossier_items.item_lists(),
        criteria=criteria.listed(),
    )


def _with_sets(industry: Industry, chapter: Chapter) -> Industry:
    numbers = frozenset(number for number, code in chapter.industry_of.items() if code == industry.code)
    return replace(industry, sets=MappingProxyType({**industry.sets, chapter.classification.table: numbers}))


def _to_be_loaded(chapter: Chapter) -> ListedInstrument:
    """The criteria of a loaded instrument come set by set, each from a file of its own."""
    missing = "Chưa nạp bộ tiêu chí này vào sổ."
    code = chapter.facts.code
    sets = tuple(
        ListedSet(instrument=code, number=one.number, name=one.name, file=None, content_hash=None, incomplete=missing)
        for one in chapter.classification.sets.values()
    )
    return ListedInstrument(instrument=code, sets=sets, unknown=None)
