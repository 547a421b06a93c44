"""A set that was read beside what there is of it: what scores otherwise, what only says it otherwise, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.rules.criteria import CriteriaSet
from registry.rules.criteria_difference import differences
from registry.web.differences import Change, change_of


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
        weighty=[change_of(one) for one in found if not one.only_words],
        wording=[change_of(one) for one in found if one.only_words],
    )
