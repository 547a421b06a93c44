"""The signed sheets beside a dossier: who has signed, whose sheet a member may see, and how far they lie apart."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.assessment import Reopening, ScoreSheet
from registry.models.assessment_round import Seat
from registry.queries import assessment_rounds as rounds
from registry.queries.council_table import Place, council_of, scorers_of
from registry.rules import council_seats
from registry.rules.council import Spread, spread
from registry.rules.criteria import CriteriaSet
from registry.rules.scoring_sheet import Sheet, SheetScore, sheet_score


@dataclass(frozen=True, kw_only=True)
class Member:
    """One member beside a dossier, as every other member may know of it."""

    seat: Seat
    scores: bool
    is_tied: bool
    sheet: ScoreSheet | None
    """The signed sheet that counts; nobody's draft is ever here."""
    may_see: bool
    """Whether the viewer may open it."""


def members_at(session: Session, place: Place) -> list[Member]:
    """Return the council beside a dossier: who has signed, and whose sheet the viewer may see."""
    signed = rounds.signed_sheets(session, place.dossier.id)
    entitled = _entitled(session, place)
    return [
        Member(
            seat=seat,
            scores=seat.id in entitled,
            is_tied=any(tie.producer_id == place.dossier.producer_id for tie in seat.ties),
            sheet=signed.get(seat.id),
            may_see=seat.id in signed and _may_see(place, owner=seat.id, signed=signed, entitled=entitled),
        )
        for seat in council_of(session, place.round.id)
    ]


def signed_here(session: Session, place: Place) -> Mapping[int, ScoreSheet]:
    """Return the sheets that count at a place, by seat, whoever may see them."""
    return rounds.signed_sheets(session, place.dossier.id)


def sheet_of_member(session: Session, public_id: str) -> ScoreSheet | None:
    """Return a signed sheet with its member and dossier, whoever asks."""
    return session.scalar(
        select(ScoreSheet)
        .where(ScoreSheet.public_id == public_id)
        .options(joinedload(ScoreSheet.seat).joinedload(Seat.account), joinedload(ScoreSheet.dossier))
    )


def may_see(session: Session, place: Place, sheet: ScoreSheet) -> bool:
    """Say whether a member may see a signed sheet; an earlier version is as open as the one that counts."""
    signed = rounds.signed_sheets(session, place.dossier.id)
    return _may_see(place, owner=sheet.seat_id, signed=signed, entitled=_entitled(session, place))


@dataclass(frozen=True, kw_only=True)
class Version:
    """One signed version of a member's sheet, and why another followed it."""

    sheet: ScoreSheet
    reopened: Reopening | None


def versions(session: Session, *, dossier_id: int, seat_id: int) -> list[Version]:
    """Return every signed version of a member's sheet of a dossier, the first one first."""
    sheets = session.scalars(
        select(ScoreSheet)
        .where(ScoreSheet.dossier_id == dossier_id, ScoreSheet.seat_id == seat_id)
        .order_by(ScoreSheet.turn)
    ).all()
    opened = {
        row.turn: row
        for row in session.scalars(
            select(Reopening)
            .where(Reopening.dossier_id == dossier_id, Reopening.seat_id == seat_id)
            .options(joinedload(Reopening.by))
        )
    }
    return [Version(sheet=sheet, reopened=opened.get(sheet.turn + 1)) for sheet in sheets]


def score_of(criteria: CriteriaSet, sheet: ScoreSheet) -> SheetScore:
    """Add up a signed sheet."""
    return sheet_score(criteria=criteria, sheet=Sheet(ticks=sheet.ticks, grounds=frozenset(sheet.eliminated_by)))


def spread_at(place: Place, criteria: CriteriaSet, sheets: Mapping[int, ScoreSheet]) -> Spread | None:
    """Measure how far the signed sheets of a dossier lie apart."""
    points: dict[int, dict[str, Decimal]] = {}
    for seat_id, sheet in sheets.items():
        nodes = score_of(criteria, sheet).nodes
        points[seat_id] = {code: nodes[code] for code in criteria.leaf_codes}
    return spread(place.rules, points)


def _entitled(session: Session, place: Place) -> set[int]:
    signed = rounds.signed_sheets(session, place.dossier.id)
    return scorers_of(council_of(session, place.round.id), place.dossier, signed=signed.keys())


def _may_see(place: Place, *, owner: int, signed: Collection[int], entitled: Collection[int]) -> bool:
    if place.is_tied and not place.is_concluded:
        return False  # who may not judge a producer does not look into its judging
    return council_seats.may_see_sheet(
        place.rules,
        owner=owner,
        viewer=place.seat.id,
        signed=signed,
        entitled=entitled,
        concluded=place.is_concluded,
    )
