"""What a name is found by, word by word, and what is looked for when somebody types."""

from collections.abc import Iterable

from registry.rules.search_key import exact_key, fold

LONGEST = 200
"""Letters of a word that are compared: no word has more, and an index takes so many on either engine."""
SIGN = "="
"""Stands before a word that is kept with its accents; no folded word holds it."""

_SHORT = (
    ("htx", frozenset({"hop", "tac", "xa"})),
    ("tht", frozenset({"to", "hop", "tac"})),
    ("hkd", frozenset({"ho", "kinh", "doanh"})),
    ("cp", frozenset({"co", "phan"})),
    ("mtv", frozenset({"mot", "thanh", "vien"})),
    ("cty", frozenset({"cong", "ty"})),
)
"""How kinds of units are shortened on packets: whichever way one is written, it is found by the other."""


def folded(text: str) -> list[str]:
    """Return the words of a text without accents."""
    return cut(fold(text).split())


def cut(words: Iterable[str]) -> list[str]:
    """Return the letters of words that are compared."""
    return [word[:LONGEST] for word in words]


def accented(text: str) -> list[str]:
    """Return the words of a text that have accents, with them, each behind its sign."""
    key = exact_key(text)
    words = (key if key.isalnum() else "".join(one if one.isalnum() else " " for one in key)).split()
    return [SIGN + word[:LONGEST] for word in words if not word.isascii() and fold(word) != word]


def of_unit(keys: Iterable[str]) -> frozenset[str]:
    """Return the words that a unit is found by, of its folded names: how its kind is shortened too."""
    words = frozenset(word for key in keys for word in cut(key.split()))
    for short, whole in _SHORT:
        if short in words:
            words |= whole
        elif whole <= words:
            words |= {short}
    return words
