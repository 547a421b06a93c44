"""How long each step of a dossier may take, took, and still has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from registry.rules.dossier_life import DossierState
from registry.rules.instruments import RecognitionKind
from registry.rules.rounds import REASSESSMENT
from registry.rules.working_days import Calendar, DayKind, Limit, days_left, days_used, is_foreseeable, last_day


class Step(StrEnum):
    """What somebody has to do with a dossier, in the order of its life."""

    COMPLETING = "completing"
    """The producer mends what was returned."""

    SCREENING = "screening"
    """The commune looks at it."""

    RECEIVING = "receiving"
    """The province checks it and takes it into a round."""

    COUNCIL = "council"
    DECIDING = "deciding"
    """From the council's result to the decision."""

    REASSESSING = "reassessing"
    """The whole way of a re-assessment at the province."""


STATES: Mapping[Step, frozenset[DossierState]] = MappingProxyType(
    {
        Step.COMPLETING: frozenset({DossierState.RETURNED}),
        Step.SCREENING: frozenset({DossierState.SUBMITTED}),
        Step.RECEIVING: frozenset({DossierState.FORWARDED}),
        Step.COUNCIL: frozenset({DossierState.IN_ROUND}),
        Step.DECIDING: frozenset({DossierState.SCORED}),
        Step.REASSESSING: frozenset({DossierState.FORWARDED, DossierState.IN_ROUND, DossierState.SCORED}),
    }
)
"""In which states a step is under way."""

LEGAL_LIMITS: Mapping[Step, Limit] = MappingProxyType(
    {
        Step.SCREENING: Limit(days=15, kind=DayKind.WORKING, ground="Quyết định số 26/2026/QĐ-TTg, Điều 7"),
        Step.REASSESSING: REASSESSMENT,
    }
)
"""What the instrument fixes; limits of other steps are the province's to set."""

_OF_KIND: Mapping[Step, frozenset[RecognitionKind]] = MappingProxyType(
    {Step.REASSESSING: frozenset({RecognitionKind.REASSESSED})}
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A dossier came into a state on a day."""

    state: DossierState
    on: date


@dataclass(frozen=True, kw_only=True)
class Stay:
    """One time that a step was under way, without a break."""

    step: Step
    since: date
    until: date | None
    """None while it is still under way."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Where a step stands to its time limit."""

    step: Step
    since: date
    due: date | None
    """Its last day; None where nobody set a limit."""

    kind: DayKind
    used: int
    left: int | None
    """Days still to come, up to the last one; below zero: days over."""

    ground: str
    is_certain: bool
    """Whether every day off in between is known; where not, the last day may come later."""

    @property
    def is_over(self) -> bool:
        """Say whether the last day has passed."""
        return self.left is not None and self.left < 0


@dataclass(frozen=True, kw_only=True)
class Took:
    """A step that ended: how long it took, at which office, and whether within its limit."""

    step: Step
    office: str
    ended_on: date
    days: int
    kind: DayKind
    over: bool


@dataclass(frozen=True, kw_only=True)
class StepFigure:
    """How long a step took at an office in a month."""

    step: Step
    office: str
    kind: DayKind
    ended: int
    mean: Fraction
    longest: int
    over: int


def stays(entries: Sequence[Entry], *, kind: RecognitionKind, notified_on: date | None = None) -> list[Stay]:
    """List the steps of a dossier from its states in order: each began when it came in and ended when it left.

    ``notified_on`` ends what is still under way: a result below three stars is notified, and no decision follows.
    """
    whole = _without_undone_decisions(entries)
    return [
        stay if stay.until is not None else replace(stay, until=notified_on)
        for step in Step
        if kind in _OF_KIND.get(step, frozenset(RecognitionKind))
        for stay in _stays_of(step, whole)
    ]


def clocks(
    entries: Sequence[Entry],
    *,
    kind: RecognitionKind,
    on: date,
    limits: Mapping[Step, Limit],
    calendar: Calendar,
    finish_before: date | None = None,
    notified_on: date | None = None,
) -> list[Clock]:
    """Give the clocks that run for a dossier on a day, the most urgent first.

    ``limits`` are LEGAL_LIMITS and what the province set besides. ``finish_before`` is the day of the dossier's round
    before which the council is done: the day before it is the council's last.
    """
    running = [
        _clock(stay, on=on, limit=limits.get(stay.step), calendar=calendar, finish_before=finish_before)
        for stay in stays(entries, kind=kind, notified_on=notified_on)
        if stay.until is None
    ]
    return sorted(running, key=urgency)


def urgency(clock: Clock) -> tuple[bool, date, date]:
    """Give the place of a clock in a work list: by its last day, without one behind all others, the older first."""
    return clock.due is None, clock.due or clock.since, clock.since


def took(
    entries: Sequence[Entry],
    *,
    kind: RecognitionKind,
    office_of: Mapping[Step, str],
    limits: Mapping[Step, Limit],
    calendar: Calendar,
    notified_on: date | None = None,
) -> list[Took]:
    """List how long the steps of a dossier took that have ended."""
    return [
        _took(
            stay, until=stay.until, office=office_of.get(stay.step, ""), limit=limits.get(stay.step), calendar=calendar
        )
        for stay in stays(entries, kind=kind, notified_on=notified_on)
        if stay.until is not None
    ]


def monthly(all_took: Iterable[Took], *, year: int, month: int) -> list[StepFigure]:
    """Give how long steps took that ended in a month, by step and office."""
    ended: dict[tuple[Step, str, DayKind], list[Took]] = {}
    for one in all_took:
        if (one.ended_on.year, one.ended_on.month) == (year, month):
            ended.setdefault((one.step, one.office, one.kind), []).append(one)
    order = list(Step)
    return [
        StepFigure(
            step=step,
            office=office,
            kind=kind,
            ended=len(of_it),
            mean=Fraction(sum(one.days for one in of_it), len(of_it)),
            longest=max(one.days for one in of_it),
            over=sum(one.over for one in of_it),
        )
        for (step, office, kind), of_it in sorted(
            ended.items(), key=lambda item: (order.index(item[0][0]), item[0][1], item[0][2])
        )
    ]


def _without_undone_decisions(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out decisions that let go of the result again: they decided nothing, and the clock never stood."""
    kept: list[Entry] = []
    for entry in entries:
        if entry.state is DossierState.SCORED and kept and kept[-1].state is DossierState.DECIDED:
            kept.pop()
        else:
            kept.append(entry)
    return kept


def _stays_of(step: Step, entries: Sequence[Entry]) -> list[Stay]:
    found: list[Stay] = []
    since: date | None = None
    for entry in entries:
        inside = entry.state in STATES[step]
        if inside and since is None:
            since = entry.on
        elif not inside and since is not None:
            found.append(Stay(step=step, since=since, until=entry.on))
            since = None
    if since is not None:
        found.append(Stay(step=step, since=since, until=None))
    return found


def _clock(stay: Stay, *, on: date, limit: Limit | None, calendar: Calendar, finish_before: date | None) -> Clock:
    kind = limit.kind if limit is not None else DayKind.CALENDAR
    due, ground = _due(stay, limit=limit, calendar=calendar, finish_before=finish_before)
    return Clock(
        step=stay.step,
        since=stay.since,
        due=due,
        kind=kind,
        used=days_used(stay.since, on, kind, calendar),
        left=days_left(due, on, kind, calendar) if due is not None else None,
        ground=ground,
        is_certain=due is None or is_foreseeable(stay.since if kind is DayKind.WORKING else due, due, calendar),
    )


def _due(stay: Stay, *, limit: Limit | None, calendar: Calendar, finish_before: date | None) -> tuple[date | None, str]:
    if stay.step is Step.COUNCIL and finish_before is not None:
        # Counted back to a last day of its own: the round ends before the day named.
        return date.fromordinal(finish_before.toordinal() - 1), "Thời hạn hoàn thành của đợt"
    if limit is None:
        return None, ""
    return last_day(stay.since, limit, calendar), limit.ground


def _took(stay: Stay, *, until: date, office: str, limit: Limit | None, calendar: Calendar) -> Took:
    kind = limit.kind if limit is not None else DayKind.CALENDAR
    return Took(
        step=stay.step,
        office=office,
        ended_on=until,
        days=days_used(stay.since, until, kind, calendar),
        kind=kind,
        over=limit is not None and until > last_day(stay.since, limit, calendar),
    )
