"""One score sheet: what its ticks come to, what is still unanswered, and which grounds of elimination it names."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.rules.criteria import NOTHING_REACHED, CriteriaSet, Criterion, Ground
from registry.rules.criteria_checks import place_of
from registry.rules.refusal import Refusal
from registry.rules.scoring_minima import Ticks


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What one person marked."""

    ticks: Ticks
    grounds: frozenset[str] = frozenset()
    """Keys of the printed grounds of elimination that this person finds given."""


@dataclass(frozen=True, kw_only=True)
class SheetScore:
    """What one sheet comes to."""

    total: Decimal
    parts: Mapping[str, Decimal]
    nodes: Mapping[str, Decimal]
    """Points of every section and criterion, by code."""

    points: Mapping[str, int]
    """Points of every ticked criterion that applies: what the totals are made of."""

    unanswered: tuple[str, ...]
    """Criteria that apply and bear no tick, in the order of the table."""

    not_applying: tuple[str, ...]
    """Criteria that are not looked at because of an earlier answer; they need no tick and give no points."""

    grounds: tuple[Ground, ...]
    """Grounds of elimination: those marked, and those that lie in the points themselves."""

    @property
    def stopped(self) -> bool:
        """Say whether the scoring ended at a ground of elimination."""
        return bool(self.grounds)

    @property
    def complete(self) -> bool:
        """Say whether it may be signed: all is answered, or a ground of elimination ends the work."""
        return self.stopped or not self.unanswered


def sheet_score(*, criteria: CriteriaSet, sheet: Sheet) -> SheetScore:
    """Add up one sheet.

    :raises Refusal: when the set cannot be scored with, or the sheet ticks or names what the set does not have.
    """
    if criteria.incomplete is not None:
        raise Refusal(f"Không chấm được theo bộ tiêu chí này: {criteria.incomplete}", field="criteria")
    _check_marks(criteria, sheet)
    points: dict[str, int] = {}
    skipped: list[str] = []
    for section in (one for part in criteria.parts for one in part.criteria):
        _collect(section, ticks=sheet.ticks, points=points, skipped=skipped)
    nodes = {
        code: Decimal(sum(points.get(leaf.code, 0) for leaf in node.leaves())) for code, node in criteria.nodes.items()
    }
    parts = {part.code: sum((nodes[section.code] for section in part.criteria), Decimal(0)) for part in criteria.parts}
    return SheetScore(
        total=sum(parts.values(), Decimal(0)),
        parts=parts,
        nodes=nodes,
        points=points,
        unanswered=tuple(code for code in criteria.leaf_codes if code not in points and code not in skipped),
        not_applying=tuple(skipped),
        grounds=tuple(_grounds(criteria, marked=sheet.grounds, points=points)),
    )


def _check_marks(criteria: CriteriaSet, sheet: Sheet) -> None:
    for code, tick in sheet.ticks.items():
        leaf = criteria.leaf(code)
        if leaf is None:
            raise Refusal(f"Bộ tiêu chí không có tiêu chí {code}.", field=code)
        if not 0 <= tick < len(leaf.options) and not (tick == NOTHING_REACHED and leaf.may_reach_nothing):
            raise Refusal(f"{place_of(code)} không có mức điểm đã chọn.", field=code)
    if not sheet.grounds <= {ground.key for ground in criteria.grounds}:
        raise Refusal("Bộ tiêu chí không có căn cứ loại đã chọn.", field="grounds")


def _collect(node: Criterion, *, ticks: Ticks, points: dict[str, int], skipped: list[str]) -> None:
    condition = node.applies_if
    if condition is not None and points.get(condition.criterion, 0) < condition.min_points:
        skipped.extend(leaf.code for leaf in node.leaves())
    elif node.is_leaf:
        if node.code in ticks:
            tick = ticks[node.code]
            points[node.code] = 0 if tick == NOTHING_REACHED else node.options[tick].points
    else:
        for child in node.children:
            _collect(child, ticks=ticks, points=points, skipped=skipped)


def _grounds(criteria: CriteriaSet, *, marked: Collection[str], points: Mapping[str, int]) -> Iterator[Ground]:
    for ground in criteria.grounds:
        node = criteria.nodes.get(ground.code)
        zero = (
            node is not None
            and node.zero_disqualifies
            and ground.position == 0
            and any(points.get(leaf.code) == 0 for leaf in node.leaves())
        )
        if zero or ground.key in marked:
            yield ground
