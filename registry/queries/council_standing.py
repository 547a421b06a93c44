"""How far a council is with a dossier: who scores it, who has signed, and what stands in the way of a result.

Only signed sheets are looked at: what a member ticks before that is nobody else's to see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.models.assessment import Assessment, Discussion, ScoreSheet
from registry.models.assessment_round import AssessmentRound, Seat
from registry.models.dossier import Dossier, DossierStep
from registry.queries import assessment_rounds as rounds
from registry.queries.criteria import as_kept
from registry.rules import council_seats
from registry.rules.council import CouncilRules, Quorum, Spread, check_conclusion, quorum, spread
from registry.rules.criteria import CriteriaSet
from registry.rules.dossier_life import DossierMove, DossierState
from registry.rules.hearing import each_of
from registry.rules.refusal import Refusal
from registry.rules.scoring_sheet import Sheet, sheet_score
from registry.rules.stars import hundredths


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One dossier before its council."""

    dossier: Dossier
    rules: CouncilRules
    entitled: tuple[Seat, ...]
    """Who scores it."""
    tied: tuple[Seat, ...]
    """Who would, but for a tie with its producer."""
    signed: Mapping[int, ScoreSheet]
    """The sheets that count, by seat."""
    reopened: frozenset[int]
    """The seats whose signed sheet is open again."""
    present: Quorum
    scored: Quorum
    between: Spread | None
    """How far the totals lie apart; None without two sheets, and in lists also where they are close enough."""
    discussions: int
    result: Assessment | None

    @property
    def is_open(self) -> bool:
        """Say whether the council still scores it."""
        return self.dossier.state is DossierState.IN_ROUND

    @property
    def waiting_for(self) -> list[Seat]:
        """List who scores it and has not signed."""
        return [seat for seat in self.entitled if seat.id not in self.signed]

    @property
    def open_again(self) -> list[str]:
        """Name who is there and has a signed sheet open again: no result is worked out without it."""
        return [seat.account.name for seat in self.entitled if seat.id in self.reopened and seat.is_present]

    @property
    def needs_discussion(self) -> bool:
        """Say whether totals lie too far apart, once enough are there to judge it."""
        return self.is_open and self.scored.reached and self.between is not None and self.between.beyond

    @property
    def in_the_way(self) -> list[str]:
        """Return a sentence for everything that keeps the council from its result."""
        if self.dossier.criteria is None:
            return ["Bộ tiêu chí chưa có trong sổ: ghi kết quả kèm nguồn."]
        try:
            check_conclusion(
                self.rules,
                present=self.present,
                scored=self.scored,
                between=self.between,
                discussions=self.discussions,
                open_again=self.open_again,
            )
        except Refusal as refusal:
            return [one.text for one in each_of(refusal)]
        return []

    @property
    def is_ready(self) -> bool:
        """Say whether its result can be concluded."""
        return self.is_open and not self.in_the_way


def standings(session: Session, round_: AssessmentRound) -> list[Standing]:
    """Return how far the council of a round is with each of its dossiers."""
    dossiers = rounds.dossiers_of(session, round_.id)
    keys = [one.id for one in dossiers]
    states = rounds.sheet_states(session, keys)
    results = rounds.latest_results(session, keys)
    discussed = _discussions(session, keys)
    return [
        _standing(
            round_,
            one,
            {seat: state for (dossier, seat), state in states.items() if dossier == one.id},
            discussions=discussed.get(one.id, 0),
            result=results.get(one.id),
            only_beyond=True,
        )
        for one in dossiers
    ]


def standing(session: Session, round_: AssessmentRound, dossier: Dossier) -> Standing:
    """Return how far the council of a round is with one dossier."""
    states = rounds.sheet_states(session, [dossier.id])
    return _standing(
        round_,
        dossier,
        {seat: state for (_, seat), state in states.items()},
        discussions=_discussions(session, [dossier.id]).get(dossier.id, 0),
        result=rounds.latest_results(session, [dossier.id]).get(dossier.id),
    )


def points_of(criteria: CriteriaSet, sheet: ScoreSheet) -> dict[str, Decimal]:
    """Return the points of a signed sheet by criterion."""
    score = sheet_score(criteria=criteria, sheet=Sheet(ticks=sheet.ticks, grounds=frozenset(sheet.eliminated_by)))
    return {leaf: score.nodes[leaf] for leaf in criteria.leaf_codes}


def seats_seen(standing_: Standing) -> list[Seat]:
    """List the members whose signed sheets staff without a seat may see by the rules of procedure."""
    entitled = [seat.id for seat in standing_.entitled]
    return [
        seat
        for seat in standing_.entitled
        if council_seats.may_see_sheet(
            standing_.rules,
            owner=seat.id,
            viewer=None,
            signed=standing_.signed.keys(),
            entitled=entitled,
            concluded=not standing_.is_open,
        )
    ]


def _standing(
    round_: AssessmentRound,
    dossier: Dossier,
    states: Mapping[int, rounds.SheetState],
    *,
    discussions: int,
    result: Assessment | None,
    only_beyond: bool = False,
) -> Standing:
    rules, seats = rounds.rules_of(round_), rounds.council(round_)
    signed = {seat: state.sheet for seat, state in states.items() if state.sheet is not None and not state.may_sign}
    # Without criteria nobody has a sheet to sign: the result is recorded with its source.
    scoring = (
        council_seats.scorers(rules, seats, producer_id=dossier.producer_id, signed=signed) if dossier.criteria else []
    )
    ids = {seat.id for seat in scoring}
    return Standing(
        dossier=dossier,
        rules=rules,
        entitled=tuple(seat for seat in round_.seats if seat.id in ids),
        tied=tuple(seat for seat in round_.seats if any(tie.producer_id == dossier.producer_id for tie in seat.ties)),
        signed=signed,
        reopened=frozenset(seat for seat, state in states.items() if state.may_sign),
        present=quorum(
            rules, of=council_seats.sitting(seats), present=[one.id for one in round_.seats if one.is_present]
        ),
        scored=quorum(rules, of=scoring, present=list(signed)),
        between=_between(rules, dossier, signed, only_beyond=only_beyond),
        discussions=discussions,
        result=result,
    )


def _between(
    rules: CouncilRules, dossier: Dossier, signed: Mapping[int, ScoreSheet], *, only_beyond: bool
) -> Spread | None:
    totals = [sheet.total for sheet in signed.values()]
    if dossier.criteria is None or len(totals) < 2:
        return None
    if only_beyond and max(totals) - min(totals) <= hundredths(rules.spread_limit):
        return None  # of a whole round, the sheets of many dossiers would be read for nothing
    criteria = as_kept(dossier.criteria)
    return spread(rules, {seat: points_of(criteria, sheet) for seat, sheet in signed.items()})


def _discussions(session: Session, dossier_ids: Sequence[int]) -> Mapping[int, int]:
    """Count what was spoken since the council of now has the dossier, or has it again."""
    since = (
        select(func.max(DossierStep.at))
        .where(
            DossierStep.dossier_id == Discussion.dossier_id,
            DossierStep.move.in_((DossierMove.ADMIT, DossierMove.REOPEN)),
        )
        .scalar_subquery()
    )
    counted = session.execute(
        select(Discussion.dossier_id, func.count())
        .where(Discussion.dossier_id.in_(dossier_ids), Discussion.at >= since)
        .group_by(Discussion.dossier_id)
    )
    return {row[0]: row[1] for row in counted}
