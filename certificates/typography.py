"""Faces, measuring, wrapping and fitting: every word passes here before it is drawn."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate, combinations, pairwise
from operator import is_
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeVar, cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from certificates.paper import Ink
from certificates.refusal import DoesNotFit, MissingGlyph

FONT_FOLDER = Path(__file__).parent / "fonts"

SHRINKING_STEP = 0.5
"""Points by which a text that does not fit is made smaller."""

WORDS_REMEMBERED = 4_096
"""Words whose widths are kept: all papers are made of the same syllables."""
TEXTS_REMEMBERED = 512
"""Texts whose breaks are kept: the papers of one decision share place, day and titles; a name comes once."""

PAUSE_BONUS = 0.86
"""A line broken after a comma or before a bracket may be that much longer than a broken phrase."""

Content = TypeVar("Content")
_REGISTERING = Lock()


@dataclass(frozen=True, eq=False)
class Face:
    """A font file under our own name, never under one of ReportLab's."""

    name: str
    file: str


SERIF = Face("OCOP-Serif", "Tinos-Regular.ttf")
SERIF_BOLD = Face("OCOP-Serif-Bold", "Tinos-Bold.ttf")
SERIF_ITALIC = Face("OCOP-Serif-Italic", "Tinos-Italic.ttf")
SERIF_BOLD_ITALIC = Face("OCOP-Serif-BoldItalic", "Tinos-BoldItalic.ttf")
DISPLAY = Face("OCOP-Display", "PlayfairDisplay-Bold.ttf")
FACES = (SERIF, SERIF_BOLD, SERIF_ITALIC, SERIF_BOLD_ITALIC, DISPLAY)


class Style(NamedTuple):
    """How letters look: face, size in points, colour, and extra space between letters."""

    face: Face
    size: float
    ink: Ink
    tracking: float = 0.0

    def at(self, size: float) -> "Style":
        """Return the same style in another size."""
        return self._replace(size=size)


class Fitted(NamedTuple):
    """A text broken into lines in the size in which it fits."""

    lines: tuple[str, ...]
    style: Style


@cache
def registered(face: Face) -> TTFont:
    """Load a face once and make it known to ReportLab."""
    with _REGISTERING:
        # Two threads may come here at once; ReportLab must know one font by one name.
        if face.name in pdfmetrics.getRegisteredFontNames():
            return cast(TTFont, pdfmetrics.getFont(face.name))
        font = TTFont(face.name, str(FONT_FOLDER / face.file))
        pdfmetrics.registerFont(font)
        return font


@cache
def advances(face: Face) -> Mapping[str, int]:
    """Return the width of every character of a face, in thousandths of its size.

    Combining marks are left out: a mark that NFC could not join to its letter would print in the wrong place.
    So are invisible characters, which nobody could check on the paper.
    """
    widths = registered(face).face.charWidths
    return {
        chr(code): width
        for code, width in widths.items()
        if unicodedata.category(chr(code)) not in ("Mn", "Me", "Cc", "Cf", "Co")
    }


@lru_cache(maxsize=TEXTS_REMEMBERED)
def clean(text: str) -> str:
    """Return the text in NFC with single spaces: decomposed and composed accents give the same paper."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def cleaned(content: Content) -> Content:
    """Return a content with every text in it clean, however deep."""
    return cast(Content, _cleaned(content))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        text = clean(value)
        return value if text == value else text
    if isinstance(value, tuple):
        items = tuple(map(_cleaned, value))
        return value if all(map(is_, items, value)) else items
    if is_dataclass(value) and not isinstance(value, type):
        found = {name: getattr(value, name) for name in _field_names(type(value))}
        changed = {name: new for name, old in found.items() if (new := _cleaned(old)) is not old}
        return replace(value, **changed) if changed else value
    return value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def check(*, field: str, text: str, face: Face) -> None:
    """Refuse a text that the face cannot draw completely.

    :raises MissingGlyph: if a character has no glyph.
    """
    known = advances(face)
    if known.keys() >= set(text):
        return
    missing = tuple(dict.fromkeys(character for character in text if character not in known))
    if missing:
        raise MissingGlyph(field=field, text=text, characters=missing)


@lru_cache(maxsize=WORDS_REMEMBERED)
def word_width(face: Face, word: str) -> int:
    """Return the width of a checked word in thousandths of the size."""
    return sum(map(advances(face).__getitem__, word))


def width(text: str, style: Style) -> float:
    """Return the width of a checked text in points."""
    return word_width(style.face, text) * style.size / 1000 + style.tracking * max(len(text) - 1, 0)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def fit(text: str, *, field: str, style: Style, room: float, lines: int = 1, smallest: float | None = None) -> Fitted:
    """Break a text into at most so many balanced lines, shrinking by half points down to the smallest size.

    :raises MissingGlyph: if the face lacks a character.
    :raises DoesNotFit: if the smallest size is still too large.
    """
    check(field=field, text=text, face=style.face)
    if width(text, style) <= room:
        return Fitted((text,), style)
    words = text.split(" ")
    widths = [word_width(style.face, word) for word in words]
    space = word_width(style.face, " ")
    size, floor = style.size, min(smallest or style.size, style.size)
    while True:
        tracking = style.tracking * 1000 / size
        tracked = [w + tracking * len(word) for w, word in zip(widths, words, strict=True)]
        limit = room * 1000 / size
        count = lines_needed(tracked, space=space + tracking, limit=limit)
        if count is not None and count <= lines:
            broken = _balanced(words, tracked, space=space + tracking, limit=limit, lines=count)
            return Fitted(broken, style.at(size))
        if size <= floor:
            raise DoesNotFit(field=field, text=text)
        size = max(size - SHRINKING_STEP, floor)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def column_lines(text: str, *, field: str, style: Style, room: float) -> tuple[str, ...] | None:
    """Break a text greedily for a table column; None if one word alone is too wide.

    :raises MissingGlyph: if the face lacks a character.
    """
    check(field=field, text=text, face=style.face)
    face, limit = style.face, room * 1000 / style.size
    if word_width(face, text) <= limit:
        return (text,)
    space = word_width(face, " ")
    lines: list[str] = []
    line, used = "", 0.0
    for word in text.split(" "):
        taken = word_width(face, word)
        if taken > limit:
            return None
        if line and used + space + taken <= limit:
            line, used = f"{line} {word}", used + space + taken
        else:
            lines.append(line)
            line, used = word, taken
    return (*lines[1:], line)


def lines_needed(widths: Sequence[float], *, space: float, limit: float) -> int | None:
    """Return how many lines words of these widths take; None if one word alone is too wide."""
    count, used = 1, -space
    for word in widths:
        if word > limit:
            return None
        used += space + word
        if used > limit:
            count, used = count + 1, word
    return count


def _balanced(
    words: Sequence[str], widths: Sequence[float], *, space: float, limit: float, lines: int
) -> tuple[str, ...]:
    """Break into so many lines where the longest is shortest; a break where the voice pauses counts as shorter."""
    if lines == 1:
        return (" ".join(words),)
    ends = list(accumulate((width + space for width in widths), initial=0.0))
    pauses = {index for index in range(1, len(words)) if _is_pause(words[index - 1], words[index])}

    def cost(breaks: tuple[int, ...]) -> float:
        longest = max(ends[b] - ends[a] - space for a, b in pairwise((0, *breaks, len(words))))
        return float("inf") if longest > limit else longest * PAUSE_BONUS ** len(pauses.intersection(breaks))

    best = min(combinations(range(1, len(words)), lines - 1), key=cost)
    return tuple(" ".join(words[a:b]) for a, b in pairwise((0, *best, len(words))))


def _is_pause(before: str, after: str) -> bool:
    return before.endswith((",", ";", ":", "–", ")")) or after.startswith("(") or after in ("và", "của", "ngày", "–")
