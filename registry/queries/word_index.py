"""Finding rows by their words, in memory: every word leads to the set of its rows, kept as the bits of one number."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from copy import copy
from itertools import takewhile

_MOST_KEPT = 1000
"""Sets of words lately asked for that are kept at hand."""
_STRETCH = 4096
"""Bits that are looked through at a time, so that finding the first of many does not touch them all."""

_FEW = 64
"""Bits that are looked at one by one."""


class WordIndex:
    """The words of numbered rows; row n is bit n of every set."""

    def __init__(self, rows: Iterable[Set[str]]) -> None:
        """Take the words of each row, in the order of the rows."""
        self._count = 0
        rows_of: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, words in enumerate(rows):
            for word in words:
                rows_of[word].append(number)
            self._count = number + 1
        self._rows_of = dict(rows_of)
        self._words = sorted(self._rows_of)
        self._exchanges: Sequence[tuple[Sequence[int], Sequence[tuple[int, Set[str]]]]] = ()
        self._at_first: dict[tuple[str, bool], int] = {}
        self._kept: dict[tuple[str, bool], int] = {}

    def exchanged(self, gone: Sequence[int], come: Sequence[tuple[int, Set[str]]]) -> "WordIndex":
        """Return the words after some rows went and others came with theirs, numbered as the function does it."""
        after = copy(self)
        after._exchanges = (*self._exchanges, (gone, come))
        after._kept = {}
        return after

    def whole(self, word: str) -> int:
        """Return the rows that have the word."""
        return self._set(word, begins=False)

    def beginning(self, letters: str) -> int:
        """Return the rows that have a word beginning with these letters."""
        return self._set(letters, begins=True)

    def _set(self, word: str, *, begins: bool) -> int:
        asked = word, begins
        kept = self._kept.get(asked)
        if kept is not None:
            return kept
        found = self._at_first.get(asked)
        if found is None:
            found = _keep(self._at_first, asked, self._before_exchanges(word, begins=begins))
        for gone, come in self._exchanges:
            found = exchanged(found, gone, [(number, _has(words, word, begins=begins)) for number, words in come])
        return _keep(self._kept, asked, found)

    def _before_exchanges(self, word: str, *, begins: bool) -> int:
        lists = [self._rows_of[one] for one in self._beginning_with(word)] if begins else [self._rows_of.get(word, ())]
        return bits_of((number for rows in lists for number in rows), self._count)

    def _beginning_with(self, letters: str) -> Iterator[str]:
        first = bisect_left(self._words, letters)
        following = (self._words[place] for place in range(first, len(self._words)))
        return takewhile(lambda word: word.startswith(letters), following)


def _keep(sets: dict[tuple[str, bool], int], asked: tuple[str, bool], found: int) -> int:
    if len(sets) >= _MOST_KEPT:
        sets.clear()
    sets[asked] = found
    return found


def _has(words: Set[str], word: str, *, begins: bool) -> bool:
    return any(one.startswith(word) for one in words) if begins else word in words


def exchanged(bits: int, gone: Sequence[int], come: Iterable[tuple[int, bool]]) -> int:
    """Return a set after some rows went and others came, all that follow moving up or down.

    :param gone: numbers of the rows that went, the last first.
    :param come: numbers of the rows that came, the first first, and whether each belongs to the set.
    """
    for number in gone:
        bits = bits >> (number + 1) << number | bits & ((1 << number) - 1)
    for number, belongs in come:
        bits = bits >> number << (number + 1) | belongs << number | bits & ((1 << number) - 1)
    return bits


def bits_of(numbers: Iterable[int], count: int) -> int:
    """Return the set of numbers below a count."""
    flags = bytearray((count + 7) // 8)
    for number in numbers:
        flags[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(flags, "little")


def numbers_of(bits: int, *, start: int = 0) -> Iterator[int]:
    """Yield the numbers of a set from a number on, in order."""
    bits >>= start
    while bits:
        stretch = bits & ((1 << _STRETCH) - 1)
        while stretch:
            lowest = stretch & -stretch
            yield start + lowest.bit_length() - 1
            stretch ^= lowest
        bits >>= _STRETCH
        start += _STRETCH


def nth(bits: int, place: int) -> int:
    """Return the number at a place of a set, counted from 0.

    :raises IndexError: if the set has no such place.
    """
    if not 0 <= place < bits.bit_count():
        raise IndexError(place)
    start, width = 0, bits.bit_length()
    while width > _FEW:
        half = width // 2
        lower = bits & ((1 << half) - 1)
        there = lower.bit_count()
        if place < there:
            bits, width = lower, half
        else:
            bits, place, start, width = bits >> half, place - there, start + half, width - half
    return start + next(number for order, number in enumerate(numbers_of(bits)) if order == place)


def count_below(bits: int, number: int) -> int:
    """Return how many members of a set are below a number."""
    return (bits & ((1 << number) - 1)).bit_count()
