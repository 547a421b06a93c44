"""What lies on a council member's table: the dossiers of a round, and how far the member is with each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.assessment import Assessment, ScoreSheet, SheetDraft
from registry.models.assessment_round import AssessmentRound, RoundState, Seat
from registry.models.dossier import Dossier, DossierFile, DossierItem
from registry.models.recognition import Recognition
from registry.queries import assessment_rounds as rounds
from registry.queries.criteria import as_kept
from registry.rules import council_seats
from registry.rules.council import CouncilRules
from registry.rules.criteria import CriteriaSet
from registry.rules.dossier_life import DossierState
from registry.rules.scoring_sheet import Sheet, sheet_score


class OwnSheet(StrEnum):
    """How a member stands to one dossier."""

    REOPENED = "reopened"
    """Signed, and opened again by the chair."""
    STARTED = "started"
    UNTOUCHED = "untouched"
    SIGNED = "signed"
    TIED = "tied"
    """Has a tie with the producer, and does not score."""
    NO_SCORER = "no_scorer"
    """The role does not score."""
    NO_CRITERIA = "no_criteria"
    """The register has no criteria for it: the result is recorded without sheets."""
    REPLACED = "replaced"
    """Somebody else has the seat's voice: a substitute since, or whom the member stands in for."""
    CLOSED = "closed"
    """The result was concluded without a sheet of this member."""


TO_DO = frozenset({OwnSheet.REOPENED, OwnSheet.STARTED, OwnSheet.UNTOUCHED})


@dataclass(frozen=True, kw_only=True)
class Line:
    """One dossier as a member sees it in the list of a round."""

    dossier: Dossier
    own: OwnSheet
    answered: int
    """How many criteria the member has answered in the sheet under the pen."""
    asked: int
    sheet: ScoreSheet | None
    """The member's own sheet that counts."""
    signed: int
    scorers: int
    result: Assessment | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """A member before one dossier."""

    seat: Seat
    dossier: Dossier
    round: AssessmentRound
    rules: CouncilRules

    @property
    def is_tied(self) -> bool:
        """Say whether the member has a tie with the producer."""
        return any(tie.producer_id == self.dossier.producer_id for tie in self.seat.ties)

    @property
    def is_concluded(self) -> bool:
        """Say whether the council has its result."""
        return self.dossier.state is not DossierState.IN_ROUND

    @property
    def is_open(self) -> bool:
        """Say whether the council scores it now."""
        return self.round.state is RoundState.SCORING and not self.is_concluded

    @property
    def opens_sheets(self) -> bool:
        """Say whether the member opens signed sheets of this dossier again."""
        return council_seats.may_reopen(
            self.rules, rounds.council(self.round), by=self.seat.id, producer_id=self.dossier.producer_id
        )


def lines_of(session: Session, seat: Seat) -> list[Line]:
    """Return the dossiers of a member's round: what waits for the member first, else in Vietnamese order."""
    dossiers = rounds.dossiers_of(session, seat.round_id)
    keys = [one.id for one in dossiers]
    states, results = rounds.sheet_states(session, keys), rounds.latest_results(session, keys)
    asked = select(SheetDraft).where(SheetDraft.seat_id == seat.id, SheetDraft.dossier_id.in_(keys))
    drafts = {row.dossier_id: row for row in session.scalars(asked)}
    signed = {
        key: {seat_id for (of, seat_id), state in states.items() if of == key and not state.may_sign} for key in keys
    }
    rules, council = rounds.rules_of(seat.round), council_of(session, seat.round_id)
    seats = [rounds.as_rules_see(one) for one in council]
    sets = _sets_of(dossiers)  # of 61 dossiers many share one
    lines = []
    for one in dossiers:
        own = states.get((one.id, seat.id), rounds.NOTHING_SIGNED)
        criteria, draft = sets.get(one.criteria_id), drafts.get(one.id)
        answered, to_answer = _progress(criteria, draft)
        lines.append(
            Line(
                dossier=one,
                own=_own(one, seat=seat, criteria=criteria, state=own, draft=draft, signed=signed[one.id]),
                answered=answered,
                asked=to_answer,
                sheet=None if own.may_sign else own.sheet,
                signed=len(signed[one.id]),
                scorers=len(council_seats.scorers(rules, seats, producer_id=one.producer_id, signed=signed[one.id])),
                result=results.get(one.id),
            )
        )
    return sorted(lines, key=lambda line: line.own not in TO_DO)


def next_to_score(session: Session, seat: Seat) -> Dossier | None:
    """Return the dossier that waits for a member next."""
    return next((line.dossier for line in lines_of(session, seat) if line.own in TO_DO), None)


def place_at(session: Session, *, account_id: int | None, dossier: Dossier) -> Place | None:
    """Return the place of somebody before a dossier, in a round that is scored or was; None for everybody else."""
    seat = rounds.seat_in(session, account_id=account_id, round_id=dossier.round_id)
    if seat is None or dossier.round is None or dossier.round.state is RoundState.PREPARING:
        return None
    return Place(seat=seat, dossier=dossier, round=dossier.round, rules=rounds.rules_of(dossier.round))


def own_state(session: Session, place: Place) -> OwnSheet:
    """Say how a member stands to a dossier."""
    states = rounds.sheet_states(session, [place.dossier.id])
    return _own(
        place.dossier,
        seat=place.seat,
        criteria=_sets_of([place.dossier]).get(place.dossier.criteria_id),
        state=states.get((place.dossier.id, place.seat.id), rounds.NOTHING_SIGNED),
        draft=rounds.draft(session, seat_id=place.seat.id, dossier_id=place.dossier.id),
        signed={seat_id for (_, seat_id), state in states.items() if not state.may_sign},
    )


def file(session: Session, public_id: str) -> DossierFile | None:
    """Return one file of a dossier's evidence with the dossier."""
    return session.scalar(
        select(DossierFile)
        .where(DossierFile.public_id == public_id)
        .options(joinedload(DossierFile.item).joinedload(DossierItem.dossier).joinedload(Dossier.round))
    )


def earlier_recognitions(session: Session, dossier: Dossier) -> Sequence[Recognition]:
    """Return what a product was recognised as before, the newest first."""
    return session.scalars(
        select(Recognition)
        .where(Recognition.product_id == dossier.product_id)
        .options(joinedload(Recognition.decision))
        .order_by(Recognition.id.desc())
    ).all()


def council_of(session: Session, round_id: int) -> Sequence[Seat]:
    """Return the council of a round with its people and their ties."""
    return (
        session.scalars(
            select(Seat)
            .where(Seat.round_id == round_id)
            .options(joinedload(Seat.account), joinedload(Seat.ties), joinedload(Seat.round))
            .order_by(Seat.position)
        )
        .unique()
        .all()
    )


def scorers_of(council: Sequence[Seat], dossier: Dossier, *, signed: Collection[int] = ()) -> set[int]:
    """Return the ids of the seats that score a dossier.

    :param signed: the seats whose sheets of it count.
    """
    if not council:
        return set()
    rules = rounds.rules_of(council[0].round)
    seats = [rounds.as_rules_see(one) for one in council]
    return {one.id for one in council_seats.scorers(rules, seats, producer_id=dossier.producer_id, signed=signed)}


def _sets_of(dossiers: Sequence[Dossier]) -> Mapping[int | None, CriteriaSet]:
    """Return the criteria that can be scored with, by their id."""
    wordings = {one.criteria_id: one.criteria for one in dossiers if one.criteria}
    sets = {key: as_kept(row) for key, row in wordings.items()}
    return {key: one for key, one in sets.items() if one.can_be_scored}


def _own(
    dossier: Dossier,
    *,
    seat: Seat,
    criteria: CriteriaSet | None,
    state: rounds.SheetState,
    draft: SheetDraft | None,
    signed: Collection[int],
) -> OwnSheet:
    if not state.may_sign:
        return OwnSheet.SIGNED
    seen = rounds.as_rules_see(seat)
    if seen.left or seen.before & set(signed):
        return OwnSheet.REPLACED
    if (barred := _barred(dossier, seat, criteria)) is not None:
        return barred
    if state.sheet is not None:
        return OwnSheet.REOPENED
    return OwnSheet.UNTOUCHED if draft is None else OwnSheet.STARTED


def _barred(dossier: Dossier, seat: Seat, criteria: CriteriaSet | None) -> OwnSheet | None:
    """Say why a member writes no sheet now; None where he does."""
    if any(tie.producer_id == dossier.producer_id for tie in seat.ties):
        return OwnSheet.TIED
    if seat.id not in scorers_of([seat], dossier):
        return OwnSheet.NO_SCORER
    if criteria is None:
        return OwnSheet.NO_CRITERIA
    is_open = seat.round.state is RoundState.SCORING and dossier.state is DossierState.IN_ROUND
    return None if is_open else OwnSheet.CLOSED


def _progress(criteria: CriteriaSet | None, draft: SheetDraft | None) -> tuple[int, int]:
    if criteria is None or draft is None:
        return 0, 0
    score = sheet_score(criteria=criteria, sheet=Sheet(ticks=draft.ticks))
    return len(score.points), len(score.points) + len(score.unanswered)
