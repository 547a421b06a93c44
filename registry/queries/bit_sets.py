"""Sets of rows, kept as the bits of one number: row n is bit n of every set."""

from collections.abc import Iterable, Iterator, Sequence

_STRETCH = 4096
"""Bits that are looked through at a time, so that finding the first of many does not touch them all."""

_FEW = 64
"""Bits that are looked at one by one."""


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
    flags = bytearray(count)
    for number in numbers:
        flags[number] = 1
    bits = 0
    # Every eighth flag is one bit of every byte of the set: eight strides instead of a step for each number.
    for place in range(8):
        bits |= int.from_bytes(flags[place::8], "little") << place
    return bits


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
