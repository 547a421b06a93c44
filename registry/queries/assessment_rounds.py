"""Rounds of assessment, their councils and their dossiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.assessment import Assessment, Discussion, Reopening, ScoreSheet, SheetDraft
from registry.models.assessment_round import AssessmentRound, RoundState, Seat
from registry.models.dossier import Dossier
from registry.models.product import Product
from registry.rules.council import CouncilRules
from registry.rules.council import Seat as RuleSeat
from registry.rules.council_settings import from_settings


def round_(session: Session, public_id: str) -> AssessmentRound | None:
    """Return a round with its council."""
    return session.scalar(
        select(AssessmentRound)
        .where(AssessmentRound.public_id == public_id)
        .options(
            selectinload(AssessmentRound.seats).options(
                joinedload(Seat.account), selectinload(Seat.ties), joinedload(Seat.round)
            )
        )
    )


def rounds(session: Session) -> Sequence[AssessmentRound]:
    """Return every round, the newest first."""
    return session.scalars(
        select(AssessmentRound)
        .options(selectinload(AssessmentRound.seats))
        .order_by(AssessmentRound.year.desc(), AssessmentRound.number.desc())
    ).all()


def seat(session: Session, public_id: str) -> Seat | None:
    """Return a seat with its round and person."""
    return session.scalar(
        select(Seat)
        .where(Seat.public_id == public_id)
        .options(joinedload(Seat.round), joinedload(Seat.account), selectinload(Seat.ties))
    )


def seats_of_account(session: Session, account_id: int | None) -> Sequence[Seat]:
    """Return the seats somebody has in rounds that are scored or were, the newest round first."""
    return session.scalars(
        select(Seat)
        .join(Seat.round)
        .where(Seat.account_id == account_id, AssessmentRound.state != RoundState.PREPARING)
        .options(joinedload(Seat.round), selectinload(Seat.ties))
        .order_by(AssessmentRound.year.desc(), AssessmentRound.number.desc())
    ).all()


def seat_in(session: Session, *, account_id: int | None, round_id: int | None) -> Seat | None:
    """Return the seat somebody has in a round."""
    return session.scalar(
        select(Seat)
        .where(Seat.account_id == account_id, Seat.round_id == round_id)
        .options(joinedload(Seat.round), selectinload(Seat.ties))
    )


def council(row: AssessmentRound) -> list[RuleSeat]:
    """Return the council of a round as the rules look at it."""
    return [as_rules_see(one) for one in row.seats]


def as_rules_see(seat: Seat) -> RuleSeat:
    """Return a seat as the rules look at it."""
    took = {one.id: one.replaces_id for one in seat.round.seats if one.replaces_id is not None}
    before: set[int] = set()
    earlier = took.get(seat.id)
    while earlier is not None:
        before.add(earlier)
        earlier = took.get(earlier)
    return RuleSeat(
        id=seat.id,
        role=seat.role,
        tied_to=frozenset(tie.producer_id for tie in seat.ties),
        left=seat.id in took.values(),
        before=frozenset(before),
    )


def sitting(row: AssessmentRound) -> list[Seat]:
    """Return who sits in the council now: not those whose seats substitutes have taken."""
    return row.sitting


def rules_of(row: AssessmentRound) -> CouncilRules:
    """Return the rules of procedure that a round's scoring began with."""
    return from_settings(row.rules or {})


def dossiers_of(session: Session, round_id: int) -> Sequence[Dossier]:
    """Return the dossiers of a round in Vietnamese order of products."""
    return session.scalars(
        select(Dossier)
        .join(Dossier.product)
        .where(Dossier.round_id == round_id)
        .options(
            joinedload(Dossier.product),
            joinedload(Dossier.producer),
            joinedload(Dossier.criteria),
            joinedload(Dossier.commune),
        )
        .order_by(Product.sort_key, Dossier.id)
    ).all()


def has_signed_for(session: Session, *, seat_id: int, producer_id: int) -> bool:
    """Say whether a sheet counts that a member signed for a dossier of a producer."""
    signed = (
        select(ScoreSheet.dossier_id)
        .join(ScoreSheet.dossier)
        .where(ScoreSheet.seat_id == seat_id, Dossier.producer_id == producer_id)
    )
    return any(seat_id in signed_sheets(session, dossier_id) for dossier_id in session.scalars(signed.distinct()).all())


@dataclass(frozen=True, kw_only=True)
class SheetState:
    """How far one member is with one dossier."""

    sheet: ScoreSheet | None
    """The latest that was signed."""
    may_sign: bool
    """Whether a sheet may be written now: none is signed, or the chair reopened it."""
    turn: int
    """Of the sheet that is signed next, or was signed last."""


def sheet_states(session: Session, dossier_ids: Sequence[int]) -> Mapping[tuple[int, int], SheetState]:
    """Return how far members are, by dossier and seat; who is not in it has signed nothing and may sign.

    What a council signed before a dossier was postponed is no part of the round that it is in now.
    """
    latest: dict[tuple[int, int], ScoreSheet] = {}
    for sheet in session.scalars(
        select(ScoreSheet)
        .join(ScoreSheet.dossier)
        .join(ScoreSheet.seat)
        .where(ScoreSheet.dossier_id.in_(dossier_ids), Seat.round_id == Dossier.round_id)
        .order_by(ScoreSheet.turn)
    ):
        latest[sheet.dossier_id, sheet.seat_id] = sheet
    opened = {
        (row.dossier_id, row.seat_id): row.turn
        for row in session.scalars(
            select(Reopening).where(Reopening.dossier_id.in_(dossier_ids)).order_by(Reopening.turn)
        )
    }
    return {
        key: SheetState(
            sheet=sheet,
            may_sign=opened.get(key, 0) > sheet.turn,
            turn=max(sheet.turn, opened.get(key, 0)),
        )
        for key, sheet in latest.items()
    }


def replaced_sheets(session: Session, dossier: Dossier) -> Mapping[int, Sequence[ScoreSheet]]:
    """Return, by seat, the sheets of a dossier in its round that a later turn of the same member replaced."""
    by_seat: dict[int, list[ScoreSheet]] = {}
    for sheet in session.scalars(
        select(ScoreSheet)
        .join(ScoreSheet.seat)
        .where(ScoreSheet.dossier_id == dossier.id, Seat.round_id == dossier.round_id)
        .order_by(ScoreSheet.turn)
    ):
        by_seat.setdefault(sheet.seat_id, []).append(sheet)
    return {seat: sheets[:-1] for seat, sheets in by_seat.items()}


NOTHING_SIGNED = SheetState(sheet=None, may_sign=True, turn=1)


def signed_sheets(session: Session, dossier_id: int) -> Mapping[int, ScoreSheet]:
    """Return the sheets that count for a dossier, by seat: the latest of each member, unless it is open again."""
    states = sheet_states(session, [dossier_id])
    return {
        seat_id: state.sheet for (_, seat_id), state in states.items() if state.sheet is not None and not state.may_sign
    }


def draft(session: Session, *, seat_id: int, dossier_id: int) -> SheetDraft | None:
    """Return what a member has ticked so far; for that member's own eyes."""
    return session.get(SheetDraft, (seat_id, dossier_id))


def discussions(session: Session, dossier_id: int) -> Sequence[Discussion]:
    """Return the council's discussions of a dossier, in their order."""
    return session.scalars(
        select(Discussion)
        .where(Discussion.dossier_id == dossier_id)
        .options(joinedload(Discussion.by))
        .order_by(Discussion.id)
    ).all()


def latest_results(session: Session, dossier_ids: Sequence[int]) -> Mapping[int, Assessment]:
    """Return the result that counts of each dossier that has one."""
    return {
        row.dossier_id: row
        for row in session.scalars(
            select(Assessment).where(Assessment.dossier_id.in_(dossier_ids)).order_by(Assessment.turn)
        )
    }
