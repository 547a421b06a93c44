"""What is due for staff today, most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from registry.models.assessment_round import RoundState
from registry.models.decision import Decision, Origin
from registry.models.list_import import ListImport
from registry.models.outbox import Letter
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.models.supervision import SupervisionCase
from registry.queries import dossier_clocks, producers, products, register, revocation_clocks, supervision
from registry.queries.settings import settings
from registry.queries.standings import ends_on, standing_on
from registry.rules.certificate_life import Standing
from registry.rules.decision_life import DecisionState
from registry.rules.dossier_life import DossierState
from registry.rules.proposal_life import ProposalState
from registry.rules.reassessment import CLOSES_DAYS as WINDOW_CLOSES_DAYS
from registry.rules.reassessment import OPENS_DAYS as WINDOW_OPENS_DAYS
from registry.rules.supervision import CaseState


class DueKind(StrEnum):
    """One kind of work that waits."""

    DOSSIERS_OVER = "dossiers_over"
    """Dossiers of which a step has passed its last day."""
    DOSSIERS_SOON = "dossiers_soon"
    """Dossiers of which a step has few days left."""
    DOSSIERS_WAITING = "dossiers_waiting"
    """Forwarded by communes, and in no round."""
    RESULTS_WAITING = "results_waiting"
    """Results of concluded rounds that no decision has yet."""
    PUT_IN_EFFECT = "put_in_effect"
    ENTER_SIGNATURE = "enter_signature"
    APPROVE = "approve"
    DRAFTS = "drafts"
    LISTS = "lists"
    LETTERS = "letters"
    PROPOSALS = "proposals"
    """What producers propose, and nobody has answered."""
    INSPECTIONS = "inspections"
    """Visits to make and answers that conclusions ask for within a week, conclusions to write."""
    CASES = "cases"
    """Complaints and demands without an answer."""
    REVOCATIONS = "revocations"
    """Products in revoking decisions that are not in effect, for which the 15 days of Điều 8 run."""
    EXPIRING = "expiring"
    FILING_WINDOW = "filing_window"
    """Inside the window in which a re-assessment is filed."""
    WINDOW_AHEAD = "window_ahead"
    """The window opens soon."""
    HOLDER_ENDED = "holder_ended"
    """In force, though the producer is no more: a decision may have to take it back."""
    PRODUCERS_ALIKE = "producers_alike"
    PRODUCTS_ALIKE = "products_alike"
    UNPLACED = "unplaced"
    """Producers whose commune of today is not known."""
    UNSORTED = "unsorted"
    """Products without an industry."""


_LOOK_AHEAD_DAYS = 210
_SOON = timedelta(days=7)

_WAITING = {
    DecisionState.SIGNED: DueKind.PUT_IN_EFFECT,
    DecisionState.SUBMITTED: DueKind.ENTER_SIGNATURE,
    DecisionState.CHECKED: DueKind.APPROVE,
    DecisionState.DRAFT: DueKind.DRAFTS,
}
STATE_OF = {kind: state for state, kind in _WAITING.items()}


@dataclass(frozen=True, kw_only=True)
class Due:
    """So many pieces of one kind of work."""

    kind: DueKind
    count: int
    first_day: date | None = None
    last_day: date | None = None
    """For certificates: the days of expiry that are meant."""


def due(session: Session, *, today: date) -> list[Due]:
    """Return the work that waits; kinds of which there is none are left out."""
    return [one for one in _all(session, today) if one.count]


def _all(session: Session, today: date) -> Iterator[Due]:
    yield from _dossiers(session, today)
    states = dict.fromkeys(_WAITING, 0)
    counted = session.execute(
        select(Decision.state, func.count()).where(Decision.origin == Origin.ISSUED).group_by(Decision.state)
    )
    for state, count in counted:
        states[state] = count
    for state, kind in _WAITING.items():
        yield Due(kind=kind, count=states[state])
    yield Due(kind=DueKind.LISTS, count=_count(session, ListImport.applied_at.is_(None)))
    yield Due(kind=DueKind.LETTERS, count=_count(session, Letter.sent_at.is_(None), Letter.printed_at.is_(None)))
    yield Due(kind=DueKind.PROPOSALS, count=_count(session, Proposal.state == ProposalState.OPEN))
    yield Due(kind=DueKind.INSPECTIONS, count=_count(session, supervision.inspections_waiting(until=today + _SOON)))
    yield Due(kind=DueKind.CASES, count=_count(session, SupervisionCase.state == CaseState.OPEN))
    yield Due(kind=DueKind.REVOCATIONS, count=len(revocation_clocks.undecided(session)))
    yield from _expiring(session, today)
    in_force = standing_on(today) == Standing.IN_FORCE
    yield Due(kind=DueKind.HOLDER_ENDED, count=_count(session, in_force, register.holder_has_ended()))
    yield Due(kind=DueKind.PRODUCERS_ALIKE, count=_count(session, producers.is_alike()))
    yield Due(kind=DueKind.PRODUCTS_ALIKE, count=_count(session, products.is_alike()))
    yield Due(kind=DueKind.UNPLACED, count=_count(session, producers.lacks("commune")))
    yield Due(kind=DueKind.UNSORTED, count=_count(session, Product.industry.is_(None)))


def _dossiers(session: Session, today: date) -> Iterator[Due]:
    under_way = dossier_clocks.with_steps(session, under_way=True)
    first = [one for _, one in dossier_clocks.by_urgency(settings(session), under_way, on=today)]
    yield Due(kind=DueKind.DOSSIERS_OVER, count=sum(one.is_over for one in first))
    yield Due(kind=DueKind.DOSSIERS_SOON, count=sum(dossier_clocks.is_soon(one) for one in first))
    yield Due(kind=DueKind.DOSSIERS_WAITING, count=sum(row.state is DossierState.FORWARDED for row in under_way))
    done = [row for row in under_way if row.state is DossierState.SCORED]
    waiting = [row for row in done if row.round is not None and row.round.state is RoundState.CONCLUDED]
    yield Due(kind=DueKind.RESULTS_WAITING, count=len(waiting))


def _expiring(session: Session, today: date) -> Iterator[Due]:
    spans = (
        (DueKind.EXPIRING, 0, WINDOW_CLOSES_DAYS - 1),
        (DueKind.FILING_WINDOW, WINDOW_CLOSES_DAYS, WINDOW_OPENS_DAYS),
        (DueKind.WINDOW_AHEAD, WINDOW_OPENS_DAYS + 1, _LOOK_AHEAD_DAYS),
    )
    days = [(kind, today + timedelta(days=after), today + timedelta(days=until)) for kind, after, until in spans]
    end, unrenewed = ends_on(today), register.without_successor(session, on=today)
    by_day = session.execute(
        select(end, func.count())
        # The plain condition first: how a certificate stands is asked only of the few that end in time.
        .where(end.between(today, days[-1][2]), standing_on(today) == Standing.IN_FORCE, unrenewed)
        .group_by(end)
    ).all()
    for kind, first, last in days:
        count = sum(number for day, number in by_day if first <= day <= last)
        yield Due(kind=kind, count=count, first_day=first, last_day=last)


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(*conditions)) or 0
