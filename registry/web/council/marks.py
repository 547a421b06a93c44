"""The marks on a score sheet as the page sends them, and two savings of one sheet put together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from registry.models.assessment import SheetDraft
from registry.rules.criteria import CriteriaSet
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean_lines
from registry.usecases.scoring import Marks

TICK, COMMENT, GROUNDS, OPINION = "tick-", "comment-", "grounds", "opinion"
Fields = dict[str, Any]
"""Marks by the names that the page gives them."""


def marks_from(sent: "MultiDict[str, str]", criteria: CriteriaSet) -> Marks:
    """Return the marks that a page sends.

    :raises Refusal: if a tick is no number.
    """
    ticks, comments = {}, {}
    for code in criteria.leaf_codes:
        if written := sent.get(TICK + code):
            ticks[code] = _whole(code, written)
        if said := clean_lines(sent.get(COMMENT + code, "")):
            comments[code] = said
    return Marks(
        ticks=ticks,
        comments=comments,
        grounds=sent.getlist(GROUNDS),
        opinion=clean_lines(sent.get(OPINION, "")),
    )


def marks_kept(draft: SheetDraft | None) -> Marks:
    """Return the marks that are kept; none where nothing was."""
    if draft is None:
        return Marks(ticks={})
    return Marks(ticks=draft.ticks, comments=draft.comments, grounds=draft.eliminated_by, opinion=draft.opinion)


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Two savings of one sheet put together: nothing of either is lost."""

    marks: Marks
    differing: Mapping[str, tuple[Any, Any]]
    """Name of a field → what it says here, and there, where both say something else."""


def merged(here: Marks, there: Marks, *, touched: Collection[str] | None = None) -> Merged:
    """Put what a page has beside what was saved meanwhile from elsewhere.

    What only one of them says stands. Where both differ, what was marked here stands and is told beside the other.

    :param touched: the fields marked here since the page last saved; where it is known, the others follow ``there``.
    """
    mine, theirs = fields_of(here), fields_of(there)
    both: Fields = {}
    differing: dict[str, tuple[Any, Any]] = {}
    for name in {**theirs, **mine}:
        said_here, said_there = mine.get(name), theirs.get(name)
        if not _is_decided_here(name, said_here, touched):
            both[name] = said_there if said_there is not None else said_here
            continue
        if said_here is not None:
            both[name] = said_here
        if said_there is not None and said_here != said_there:
            differing[name] = (said_here, said_there)
    return Merged(marks=_marks_of(both), differing=differing)


def _is_decided_here(name: str, here: Any, touched: Collection[str] | None) -> bool:
    """Say whether this page's word stands: also that a comment is gone, where it is known to have been taken out."""
    if touched is None:
        return here is not None
    return name in touched


def fields_of(marks: Marks) -> Fields:
    """Return marks by the names that the page gives them; what says nothing is left out."""
    said: Fields = {TICK + code: tick for code, tick in marks.ticks.items()}
    said |= {COMMENT + code: text for code, text in marks.comments.items()}
    # Boxes say something only where they are ticked, so each ground stands for itself.
    said |= {f"{GROUNDS}/{key}": True for key in marks.grounds}
    if marks.opinion:
        said[OPINION] = marks.opinion
    return said


def _marks_of(fields: Fields) -> Marks:
    def under(beginning: str) -> Fields:
        return {name.removeprefix(beginning): value for name, value in fields.items() if name.startswith(beginning)}

    return Marks(
        ticks=under(TICK),
        comments=under(COMMENT),
        grounds=sorted(under(f"{GROUNDS}/")),
        opinion=fields.get(OPINION, ""),
    )


def _whole(code: str, written: str) -> int:
    plain = written.removeprefix("-")
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 3):
        raise Refusal(f"Tiêu chí {code} không có mức điểm đã chọn.", field=code)
    return int(written)
