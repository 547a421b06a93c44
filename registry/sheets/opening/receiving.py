"""How the answer of the reading process is opened: every length and every index doubted."""

import datetime as dt
from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from typing import Any

from registry.sheets.opening.sending import SEPARATOR, RawSheet

_READERS: dict[str, Callable[[str], Any]] = {
    "s": str,
    "f": float,
    "d": dt.date.fromisoformat,
    "w": dt.datetime.fromisoformat,
    "t": dt.time.fromisoformat,
}


class Garbled(Exception):
    """What came back is not what the reading process sends."""


def unpack(answer: bytes) -> list[RawSheet] | str:
    """Read the sheets, or the code of a refusal.

    :raises Garbled: when the answer is cut short or contradicts itself.
    """
    try:
        end = 4 + int.from_bytes(answer[:4], "big")
        head = answer[4:end].decode()
        if head.startswith("!"):
            return head[1:]
        *lines, lengths = head.split("\n")
        blocks = _blocks(answer, end, [int(length) for length in lengths.split()])
        return [_sheet(line, blocks) for line in lines]
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError, StopIteration) as fault:
        raise Garbled from fault


def _blocks(answer: bytes, start: int, lengths: list[int]) -> Iterator[bytes]:
    """Give the blocks, after having made sure that they are the whole answer."""
    if start < 4 or min(lengths, default=0) < 0 or start + sum(lengths) != len(answer):
        raise ValueError("the blocks do not add up")
    ends = list(accumulate(lengths, initial=start))
    view = memoryview(answer)
    return (view[first:last].tobytes() for first, last in pairwise(ends))


def _sheet(line: str, blocks: Iterator[bytes]) -> RawSheet:
    visible, from_1904, height, plans = line.split(" ")
    name = next(blocks).decode()
    columns = []
    letters = iter(plans)
    for letter in letters:
        columns.append(_column(letter, letters, blocks))
    if any(len(column) != int(height) for column in columns):
        raise ValueError("a column of another height")
    edges = array("I", next(blocks)).tolist()
    merges = list(zip(edges[0::4], edges[1::4], edges[2::4], edges[3::4], strict=True))
    return RawSheet(
        name=name,
        height=int(height),
        columns=columns,
        is_visible=visible == "1",
        counts_from_1904=from_1904 == "1",
        merges=merges,
        damaged=_damaged(next(blocks)),
    )


def _column(letter: str, letters: Iterator[str], blocks: Iterator[bytes]) -> list[Any]:
    if letter == "!":
        places = array("I", next(blocks))
        others = _cells(next(letters), blocks)
        column = _column(next(letters), letters, blocks)
        for place, cell in zip(places, others, strict=True):
            column[place] = cell
        return column
    if letter == "@":
        index = array("I", next(blocks))
        return list(map(_cells(next(letters), blocks).__getitem__, index))
    return _cells(letter, blocks)


def _damaged(block: bytes) -> list[tuple[int, int, str]]:
    parts = block.decode().split(SEPARATOR) if block else []
    return [
        (int(row), int(column), text) for row, column, text in zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    ]


def _cells(letter: str, blocks: Iterator[bytes]) -> list[Any]:
    if letter == "f":
        return array("d", next(blocks)).tolist()
    if letter == "d":
        ordinals = array("i", next(blocks))
        days = {ordinal: dt.date.fromordinal(ordinal) for ordinal in set(ordinals)}
        return list(map(days.__getitem__, ordinals))
    if letter == "m":
        kinds = next(blocks).decode("ascii")
        texts = next(blocks).decode().split(SEPARATOR)
        return [_READERS[kind](text) for kind, text in zip(kinds, texts, strict=True)]
    if letter == "s":
        return list(next(blocks).decode().split(SEPARATOR))
    raise ValueError("an unknown kind of column")
