"""What the page of a score sheet shows: every criterion with its options, marks, papers and points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from registry.models.assessment import Discussion, ScoreSheet
from registry.queries.council_sheets import Version, score_of
from registry.queries.council_table import Place
from registry.rules.criteria import NOTHING_REACHED, CriteriaSet, Criterion
from registry.rules.scoring_sheet import Sheet, SheetScore, sheet_score
from registry.usecases.scoring import Marks
from registry.web.council.evidence import Paper, by_criterion, papers_of
from registry.web.council.marks import COMMENT, GROUNDS, OPINION, TICK


@dataclass(frozen=True, kw_only=True)
class SheetView:
    """A sheet under the pen, or a sealed one."""

    place: Place
    criteria: CriteriaSet
    marks: Marks
    score: SheetScore
    papers: Mapping[str, list[Paper]] = field(default_factory=dict)
    serial: int = 0
    saved_at: datetime | None = None
    differing: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    """Field → what it says here and where it was saved from elsewhere."""
    opened: Version | None = None
    """The version signed last, where the chair or a discussion opened it again."""
    discussion: Discussion | None = None
    """What the council said when its totals lay too far apart."""

    @property
    def next_unanswered(self) -> str | None:
        """Return the code of the first criterion that waits for its tick."""
        return next(iter(self.score.unanswered), None)

    @property
    def flagged(self) -> frozenset[str]:
        """Return the criteria on which the council is to come together."""
        return frozenset(self.discussion.facts["criteria"]) if self.discussion else frozenset()

    def needs(self, node: Criterion) -> str:
        """Write what a criterion depends on, for the script: «5.1:1», or nothing."""
        found = node.applies_if
        return f"{found.criterion}:{found.min_points}" if found else ""

    def said_elsewhere(self, name: str) -> str | None:
        """Say what a field holds where it was saved from elsewhere, if that differs."""
        return said(self.criteria, name, self.differing[name][1]) if name in self.differing else None


def written(place: Place, criteria: CriteriaSet, marks: Marks, **kept: Any) -> SheetView:
    """Return the view of a sheet under the pen."""
    papers = papers_of(place.dossier, on=place.round.held_on or place.round.opened_at.date())
    return SheetView(
        place=place,
        criteria=criteria,
        marks=marks,
        score=sheet_score(criteria=criteria, sheet=Sheet(ticks=marks.ticks, grounds=frozenset(marks.grounds))),
        papers=by_criterion(papers, criteria),
        **kept,
    )


def sealed(place: Place, criteria: CriteriaSet, sheet: ScoreSheet) -> SheetView:
    """Return the view of a signed sheet."""
    marks = Marks(ticks=sheet.ticks, comments=sheet.comments, grounds=sheet.eliminated_by, opinion=sheet.opinion)
    return SheetView(
        place=place, criteria=criteria, marks=marks, score=score_of(criteria, sheet), saved_at=sheet.sealed_at
    )


def differences(criteria: CriteriaSet, differing: Mapping[str, tuple[Any, Any]]) -> Sequence[dict[str, str]]:
    """Return, in the order of the sheet, what two savings say differently, each in words."""
    places = {TICK: 0, COMMENT: 1}
    order = {code: place for place, code in enumerate(criteria.leaf_codes)}

    def key(name: str) -> tuple[int, int]:
        begins = next((one for one in places if name.startswith(one)), "")
        return order.get(name.removeprefix(begins), len(order)), places.get(begins, 2)

    return [
        {
            "name": name,
            "title": titled(name),
            "here": said(criteria, name, differing[name][0]),
            "there": said(criteria, name, differing[name][1]),
            "there_is": "" if differing[name][1] is True else str(differing[name][1]),
        }
        for name in sorted(differing, key=key)
    ]


def titled(name: str) -> str:
    """Name a field of the sheet."""
    if name.startswith(TICK):
        return f"Tiêu chí {name.removeprefix(TICK)}"
    if name.startswith(COMMENT):
        return f"Nhận xét ở tiêu chí {name.removeprefix(COMMENT)}"
    return "Ý kiến chung" if name == OPINION else "Căn cứ loại"


def said(criteria: CriteriaSet, name: str, value: Any) -> str:
    """Write in words what a field holds."""
    if value is None:
        return "để trống"
    if name.startswith(f"{GROUNDS}/"):
        key = name.removeprefix(f"{GROUNDS}/")
        return next((ground.text for ground in criteria.grounds if ground.key == key), "đã đánh dấu")
    leaf = criteria.leaf(name.removeprefix(TICK)) if name.startswith(TICK) else None
    if leaf is None:
        return str(value)
    if value == NOTHING_REACHED:
        return "0 điểm – không đạt mức nào"
    option = leaf.options[value]
    return f"{option.points} điểm – {option.label}"
