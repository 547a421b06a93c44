"""A difference as a page shows it: its words parted into what both sides have and what one has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from registry.rules.criteria_difference import Difference

Piece = tuple[str, bool]
"""Some words, and whether the other side lacks them."""

_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference, its words parted."""

    where: str
    what: str
    before: Sequence[Piece] | None
    after: Sequence[Piece] | None


def change_of(one: Difference) -> Change:
    """Part the words of a difference."""
    if one.before is not None and one.after is not None:
        before, after = _parted(one.before, one.after)
        return Change(where=one.where, what=one.what, before=before, after=after)
    if one.before is None:
        return Change(where=one.where, what=f"thêm {one.what}", before=None, after=[(one.after or "", True)])
    return Change(where=one.where, what=f"bỏ {one.what}", before=[(one.before, True)], after=None)


def _parted(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    left, right = _WORD.findall(before), _WORD.findall(after)
    earlier: list[Piece] = []
    later: list[Piece] = []
    for kind, first, last, start, end in SequenceMatcher(
        None, [one.strip() for one in left], [one.strip() for one in right], autojunk=False
    ).get_opcodes():
        for side, words in ((earlier, left[first:last]), (later, right[start:end])):
            if words:
                side.append(("".join(words), kind != "equal"))
    return earlier, later
