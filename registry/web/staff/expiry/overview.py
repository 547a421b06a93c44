"""The plan: what the rounds can take, what runs out in every quarter, and one quarter by commune and group."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from registry.queries.expiry_plan import Expiring, Plan
from registry.rules import expiry_planning
from registry.rules.expiry_planning import PlanStage, Quarter
from registry.rules.permissions import Permission
from registry.web.doors import current_actor
from registry.web.staff.expiry.blueprint import pages, planned, quarter_key, quarter_words
from registry.web.staff.expiry.lists import NONE, QUARTER, group_name

QUARTERS_AHEAD = 4
"""Shown even where nothing runs out in them."""


@dataclass(frozen=True, kw_only=True)
class QuarterLine:
    """What runs out in a quarter."""

    key: str
    name: str
    total: int
    stages: dict[PlanStage, int]
    noticed: int
    """Of how many the holder had the department's letter."""


@dataclass(frozen=True, kw_only=True)
class CommuneLine:
    """What runs out in a quarter in one commune, by group."""

    key: str
    name: str
    by_group: list[int]
    total: int


@dataclass(frozen=True, kw_only=True)
class QuarterTable:
    """One quarter by commune and group."""

    line: QuarterLine
    groups: list[tuple[str, str]]
    """Key and name of every group that has something."""
    communes: list[CommuneLine]
    totals: list[int]


@pages.get("")
def index() -> ResponseReturnValue:
    """Show the plan."""
    found = planned()
    chosen = request.args.get(QUARTER, "")
    lines = _quarters(found)
    line = next((one for one in lines if one.key == chosen), None)
    return render_template(
        "staff/expiry/index.html",
        today=found.on,
        lines=lines,
        stages=[PlanStage.AHEAD, PlanStage.OPEN, PlanStage.LATE, PlanStage.FILED, PlanStage.SUCCEEDED],
        table=_table(found, line) if line else None,
        loads=found.loads,
        between=found.between,
        lapsed=len(found.lapsed),
        without_day=found.without_day,
        may_change=current_actor().may(Permission.MANAGE_SETTINGS),
    )


def _quarters(plan: Plan) -> list[QuarterLine]:
    """Return the next quarters, and of the later ones those in which something runs out."""
    held: dict[Quarter, list[Expiring]] = {}
    for row in plan.running:
        if row.quarter is not None:
            held.setdefault(row.quarter, []).append(row)
    if not held:
        return []
    first, last = expiry_planning.quarter_of(plan.on), max(held)
    count = (last.year - first.year) * 4 + last.number - first.number + 1
    known = expiry_planning.quarters(first, max(1, count))
    return [_line(one, held.get(one, [])) for place, one in enumerate(known) if place < QUARTERS_AHEAD or one in held]


def _line(quarter: Quarter, rows: Sequence[Expiring]) -> QuarterLine:
    return QuarterLine(
        key=quarter_key(quarter),
        name=quarter_words(quarter),
        total=len(rows),
        stages=Counter(row.stage for row in rows),
        noticed=sum(row.is_notified for row in rows),
    )


def _table(plan: Plan, line: QuarterLine) -> QuarterTable:
    rows = [row for row in plan.running if quarter_key(row.quarter) == line.key]
    groups = sorted({(row.industry or NONE, group_name(row.industry)) for row in rows}, key=lambda one: one[1])
    communes = sorted({(row.commune_order, row.commune or NONE, row.commune_name or "Chưa rõ xã") for row in rows})
    counts = Counter((row.commune or NONE, row.industry or NONE) for row in rows)
    lines = []
    for _, key, name in communes:
        by_group = [counts[key, group] for group, _ in groups]
        lines.append(CommuneLine(key=key, name=name, by_group=by_group, total=sum(by_group)))
    totals = [sum(one.by_group[place] for one in lines) for place in range(len(groups))]
    return QuarterTable(line=line, groups=groups, communes=lines, totals=totals)
