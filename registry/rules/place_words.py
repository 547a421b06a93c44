"""The words with which people write a place: what kind it is, what it is called, what it lies in."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from registry.rules.search_key import clean, fold

Level = Literal["province", "district", "commune"]

# The kind as it is written in full, and folded with its abbreviations.
_KINDS: Sequence[tuple[str, Level, str]] = (
    ("xã", "commune", r"xa|x"),
    ("phường", "commune", r"phuong|p|f"),
    ("thị trấn", "commune", r"thi tran|tt|ttr"),
    ("đặc khu", "commune", r"dac khu"),
    ("huyện", "district", r"huyen|h"),
    ("thị xã", "district", r"thi xa|tx"),
    ("quận", "district", r"quan|q"),
    ("thành phố", "district", r"thanh pho|tp"),
    ("tỉnh", "province", r"tinh|t"),
)
_PATTERNS = tuple((re.compile(rf"(?:{words})(?=[. ])[. ]*(?=\w)"), level, kind) for kind, level, words in _KINDS)
_BETWEEN_PARTS = re.compile(r"[,;()\n]|\s[-–—]\s")
_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")


@dataclass(frozen=True, kw_only=True)
class PlaceWords:
    """One part of an address, taken apart."""

    name: str
    kind: str | None = None
    level: Level | None = None
    """None where no word says it."""


def parts(text: str) -> list[PlaceWords]:
    """Take an address apart at its commas: «TT. Than Uyên, huyện Than Uyên» has two parts."""
    return [words(part) for part in _BETWEEN_PARTS.split(text) if clean(part).strip(" .")]


def words(part: str) -> PlaceWords:
    """Tell the word for the kind of a place from its name: «TT. Than Uyên» is the thị trấn called Than Uyên."""
    typed = clean(part).strip(" .")
    plain = _letter_by_letter(typed)
    for pattern, level, kind in _PATTERNS:
        said = pattern.match(plain)
        if said is not None and _is_the_word(typed[: said.end()], kind):
            return PlaceWords(name=typed[said.end() :], kind=kind, level=level)
    return PlaceWords(name=typed)


def tone_key(text: str) -> str:
    """Give the key that is the same wherever in its syllable a tone was put: «Pa Khoá» and «Pa Khóa» agree."""
    spread = (unicodedata.normalize("NFD", word) for word in clean(text).casefold().split())
    return " ".join(
        "".join(mark for mark in word if mark not in _TONES) + "".join(mark for mark in word if mark in _TONES)
        for word in spread
    )


def _is_the_word(typed: str, kind: str) -> bool:
    # Xà Dề Phìn is no «xã Dề Phìn»: a word with accents must have those of the kind.
    word = clean(typed.replace(".", " ")).lower()
    return word.isascii() or tone_key(word) == tone_key(kind)


def _letter_by_letter(text: str) -> str:
    # One letter for each letter, so that a place in the folded text is the same place in the text.
    return "".join(letter if letter in ". " else fold(letter)[:1] or " " for letter in text)
