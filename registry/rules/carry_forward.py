"""What a renewal or an upgrade takes over of earlier dossiers, and what it asks for again."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.rules.evidence import Filed, ListedItem, Means, Provider, Validity, validity, why_not_good


class Asked(StrEnum):
    """Why a later dossier asks for an item again."""

    ANEW = "anew"
    """Written for every dossier."""

    MISSING = "missing"
    EXPIRED = "expired"
    NOT_YET = "not_yet"


@dataclass(frozen=True, kw_only=True)
class Again:
    """One item that a later dossier asks for."""

    item: ListedItem
    asked: Asked
    text: str


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What a later dossier takes over, and what it asks for."""

    over: tuple[Filed, ...]
    ending: tuple[str, ...]
    """Codes of what is taken over, but will expire before the result can be there."""

    undated: tuple[str, ...]
    """Codes of what is taken over although its last day is not known."""

    again: tuple[Again, ...]


def carry_forward(
    asked: Sequence[ListedItem],
    earlier: Iterable[Filed],
    *,
    on: date,
    result_by: date | None = None,
    unjudged: Collection[str] = (),
) -> Carried:
    """Take over what is still good of earlier dossiers; ask for the rest, and say of each why.

    Of several papers of one item the one that is good longest is taken. ``result_by`` is the day by which the new
    dossier has its result. ``unjudged`` are items written for an assessment that was called off before anybody judged
    it: they serve for this one.
    """
    best = _best(earlier, on=on)
    over, again = [], []
    for item in (one for one in asked if one.means is Means.FILES and one.provided_by is Provider.PRODUCER):
        reason = _asked_again(item, best.get(item.code), on=on, unjudged=unjudged)
        if reason is None:
            over.append((item, best[item.code]))
        else:
            again.append(Again(item=item, asked=reason, text=_said(reason, best.get(item.code), on=on)))
    return Carried(
        over=tuple(filed for _, filed in over),
        ending=tuple(filed.code for _, filed in over if _ends_before(filed, result_by)),
        undated=tuple(filed.code for item, filed in over if item.dated and filed.expires_on is None),
        again=tuple(again),
    )


def _best(earlier: Iterable[Filed], *, on: date) -> dict[str, Filed]:
    """Choose of each item the paper that is good longest; one without a last day before all that have ended."""
    best: dict[str, Filed] = {}
    for filed in earlier:
        known = best.get(filed.code)
        if known is None or _goodness(filed, on) > _goodness(known, on):
            best[filed.code] = filed
    return best


def _goodness(filed: Filed, on: date) -> tuple[bool, bool, date, date]:
    standing = validity(filed, on)
    good = standing in (Validity.VALID, Validity.UNDATED)
    return good, standing is Validity.VALID, filed.expires_on or date.min, filed.issued_on or date.min


def _asked_again(item: ListedItem, filed: Filed | None, *, on: date, unjudged: Collection[str]) -> Asked | None:
    if not item.carries and item.code not in unjudged:
        return Asked.ANEW
    if filed is None:
        return Asked.MISSING
    return {Validity.EXPIRED: Asked.EXPIRED, Validity.NOT_YET: Asked.NOT_YET}.get(validity(filed, on))


def _ends_before(filed: Filed, result_by: date | None) -> bool:
    return filed.expires_on is not None and result_by is not None and filed.expires_on < result_by


def _said(asked: Asked, filed: Filed | None, *, on: date) -> str:
    if asked is Asked.ANEW:
        return "Cần lập mới cho lần đánh giá này."
    why_not = why_not_good(filed, on) if filed is not None else None
    return why_not or "Hồ sơ trước không có."
