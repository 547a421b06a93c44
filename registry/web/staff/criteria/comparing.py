"""A set that was read beside what there is of it: what scores otherwise, what only says it otherwise, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from registry.rules.criteria import CriteriaSet
from registry.rules.criteria_difference import Difference, differences

Piece = tuple[str, bool]
"""Some words, and whether the other side lacks them."""

_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference, its words parted into what both sides have and what one has."""

    where: str
    what: str
    before: Sequence[Piece] | None
    after: Sequence[Piece] | None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What somebody must look at before he says yes."""

    criteria: CriteriaSet
    old: CriteriaSet | None
    weighty: Sequence[Change]
    """What can make a score come out otherwise."""

    wording: Sequence[Change]

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to take in."""
        return self.old is not None and self.old.content_hash == self.criteria.content_hash

    @property
    def mark(self) -> str:
        """The hash of what it was compared with; empty where there was nothing."""
        return self.old.content_hash if self.old else ""


def compare(*, old: CriteriaSet | None, new: CriteriaSet) -> Comparison:
    """Put a newer set beside the one there is."""
    found = differences(old=old, new=new) if old is not None else []
    return Comparison(
        criteria=new,
        old=old,
        weighty=[_change(one) for one in found if not one.only_words],
        wording=[_change(one) for one in found if one.only_words],
    )


def _change(one: Difference) -> Change:
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
