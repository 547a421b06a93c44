"""What a producer says now, for somebody whose save was overtaken."""

from collections.abc import Iterable
from enum import Enum

from registry.models.place import Place
from registry.models.producer import Producer
from registry.queries import places
from registry.web.dates import short_day
from registry.web.field_words import field_word
from registry.web.words import word


def now_says(row: Producer, changed: Iterable[str]) -> list[tuple[str, str]]:
    """Return (field, its value now) of the columns that somebody else has changed."""
    return [(field_word(name), _words(row, name)) for name in changed]


def _words(row: Producer, name: str) -> str:
    if name == "contacts":
        return "; ".join(f"{word(one.kind)} {one.value}" for one in row.contacts) or "(để trống)"
    value = getattr(row, name.removesuffix("_id"))
    if isinstance(value, Enum):
        return word(value)
    if isinstance(value, Place):
        return places.full_name(value)
    return short_day(value) if name == "ended_on" else str(value or "(để trống)")
