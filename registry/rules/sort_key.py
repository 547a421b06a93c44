"""The Vietnamese alphabet as a text that sorts right byte by byte (SQLite BINARY, PostgreSQL "C").

The order is that of the Unicode collation for Vietnamese (CLDR ``vi``), in three levels: first the letters of
the whole text (a ă â b c d đ e ê …), then its tones (ngang, huyền, hỏi, ngã, sắc, nặng), then small before
capital. One liberty is taken: a run of punctuation counts as one space, so «Chè-xanh» stands by «Chè xanh».
"""

import unicodedata
from functools import cache

from registry.rules.search_key import clean

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"
_RANK = dict(zip(_ALPHABET, _RANKS, strict=True))

_SHAPES = {"\u0306", "\u0302", "\u031b"}
"""Breve, circumflex and horn make another letter; every other mark is a tone on the same letter."""

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_OTHER_MARK = "6"

_SPACE = "-"
"""Below every digit and letter, and above the blank that parts the levels."""


def sort_key(text: str) -> str:
    """Give the text's key of order: letters, then tones, then capitals, parted by a blank."""
    letters: list[str] = []
    tones: list[str] = []
    capitals: list[str] = []
    for character in clean(text):
        rank, tone = _weigh(character)
        if rank == _SPACE and letters[-1:] in ([], [_SPACE]):
            continue
        letters.append(rank)
        tones.append(tone)
        capitals.append("1" if character.isupper() else "0")
    levels = ("".join(letters).rstrip(_SPACE), "".join(tones).rstrip("0"), "".join(capitals).rstrip("0"))
    return " ".join(levels).rstrip()


@cache
def _weigh(character: str) -> tuple[str, str]:
    """Take one character apart into the rank of its letter and its tone."""
    if not character.isalnum():
        return _SPACE, "0"
    spread = unicodedata.normalize("NFD", character.lower())
    base, marks = spread[0], spread[1:]
    shape = "".join(mark for mark in marks if mark in _SHAPES)
    letter = unicodedata.normalize("NFC", base + shape)
    tone = next((_TONES.get(mark, _OTHER_MARK) for mark in marks if mark not in _SHAPES), "0")
    return _RANK.get(letter, _RANK.get(base, base)), tone
