"""The clocks of dossiers: by which calendar and limits they run, where each stands, how long the steps took."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry import clock
from registry.law.holidays import known_calendar
from registry.models.dossier import Dossier
from registry.queries.settings import Settings
from registry.queries.settings import settings as settings_now
from registry.rules import clock_settings
from registry.rules import clocks as rules
from registry.rules.clocks import Clock, Entry, Step, Took
from registry.rules.dossier_life import ENDED, DossierState
from registry.rules.round_settings import from_settings as rounds_from_settings
from registry.rules.rounds import RoundRules
from registry.rules.working_days import Calendar, Limit
from registry.rules.working_days import from_settings as calendar_from_settings

PROVINCE = "Cấp tỉnh"
SOON_DAYS = 3
"""A step with no more days left stands on the work list."""
OF_COMMUNE = frozenset({Step.SCREENING})
OF_PRODUCER = frozenset({Step.COMPLETING})


@cache
def _known() -> Calendar:
    return known_calendar()


def calendar_of(settings: Settings) -> Calendar:
    """Return the days that offices work: what the law's files know, and what the province added."""
    added = calendar_from_settings(settings.working_calendar)
    return _known().with_days(off=added.off, worked=added.worked, announced=added.announced)


def limits_of(settings: Settings) -> Mapping[Step, Limit]:
    """Return the time limit of each step that has one."""
    return clock_settings.limits_of(settings.step_limits)


def round_rules(session: Session) -> RoundRules:
    """Return the rounds of a year by which dossiers are taken in."""
    return rounds_from_settings(settings_now(session).round_rules)


def entries(row: Dossier) -> list[Entry]:
    """Return the states a dossier came into, with their days; its steps are loaded."""
    opened = Entry(state=DossierState.DRAFTING, on=_day(row.opened_at))
    return [opened, *(Entry(state=step.state, on=_day(step.at)) for step in row.steps)]


def running(settings: Settings, row: Dossier, *, on: date) -> list[Clock]:
    """Return the clocks that run for a dossier, the most urgent first; its steps and round are loaded."""
    return rules.clocks(
        entries(row),
        kind=row.kind,
        on=on,
        limits=limits_of(settings),
        calendar=calendar_of(settings),
        finish_before=row.round.finish_before if row.round else None,
    )


def by_urgency(settings: Settings, rows: Iterable[Dossier], *, on: date) -> list[tuple[Dossier, Clock]]:
    """Return the dossiers for which a clock runs, each with its most urgent one, the most urgent dossier first."""
    found = [(row, clocks_[0]) for row in rows if (clocks_ := running(settings, row, on=on))]
    return sorted(found, key=lambda one: rules.urgency(one[1]))


def is_soon(clock_: Clock) -> bool:
    """Say whether few days of a clock are left."""
    return clock_.left is not None and 0 <= clock_.left <= SOON_DAYS


def office_of(row: Dossier, step: Step) -> str:
    """Name who has a step of a dossier in hand."""
    return _offices(row)[step]


def load_steps(session: Session, rows: Sequence[Dossier]) -> None:
    """Load what the clocks of some dossiers look at, all at once."""
    session.scalars(
        select(Dossier).where(Dossier.id.in_([row.id for row in rows])).options(selectinload(Dossier.steps))
    ).all()


def took(settings: Settings, rows: Iterable[Dossier]) -> list[Took]:
    """Return how long every ended step of dossiers took; their steps, producers and communes are loaded."""
    limits, calendar = limits_of(settings), calendar_of(settings)
    return [
        one
        for row in rows
        for one in rules.took(entries(row), kind=row.kind, office_of=_offices(row), limits=limits, calendar=calendar)
    ]


def with_steps(session: Session, *, under_way: bool = False) -> Sequence[Dossier]:
    """Return dossiers with all that their clocks look at; with under_way only those somebody waits for."""
    statement = select(Dossier).options(
        selectinload(Dossier.steps),
        joinedload(Dossier.round),
        joinedload(Dossier.product),
        joinedload(Dossier.producer),
        joinedload(Dossier.commune),
    )
    if under_way:
        statement = statement.where(Dossier.state.not_in(ENDED))
    return session.scalars(statement.order_by(Dossier.id)).all()


def _offices(row: Dossier) -> Mapping[Step, str]:
    commune = row.commune.name if row.commune else "Không rõ xã"
    names = {**dict.fromkeys(OF_COMMUNE, commune), **dict.fromkeys(OF_PRODUCER, "Chủ thể")}
    return {step: names.get(step, PROVINCE) for step in Step}


def _day(instant: datetime) -> date:
    return instant.astimezone(clock.VIETNAM).date()
