"""What the council's sheets come to is written down, once for every dossier, and goes into a decision's annex."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registry.models.assessment import Assessment, Outcome
from registry.models.assessment_round import AssessmentRound, RoundState
from registry.models.decision import Decision, LineAssessment
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds as rounds
from registry.queries import council_standing
from registry.queries import criteria as criteria_questions
from registry.queries import dossiers as dossier_questions
from registry.queries.law_book import known
from registry.rules.council import check_conclusion
from registry.rules.council_settings import to_settings
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.dossier_life import DossierMove, DossierState, Party
from registry.rules.finding import Severity
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal, naming
from registry.rules.scoring import CouncilResult, council_result
from registry.rules.scoring_sheet import Sheet
from registry.rules.stars import (
    FewerStarsGround,
    StarRating,
    certifiable,
    from_hundredths,
    hundredths,
    impossible_stars,
    star_rating,
)
from registry.usecases import drafting
from registry.usecases.admitting import check_instrument
from registry.usecases.dossiers import step
from registry.usecases.journal import Act, acting
from registry.usecases.lines import Line
from registry.usecases.rounds_at_hand import find as find_round
from registry.usecases.scoring import in_round
from registry.usecases.typed import line_typed

TAKES = {DecisionKind.RECOGNITION: Outcome.RECOGNISE, DecisionKind.RESULT_APPROVAL: Outcome.POTENTIAL_FIVE}
"""Which results each kind of decision takes."""

GIVE_NO_LINE = frozenset({DossierState.SCORED, DossierState.REJECTED})
"""Where the dossiers of a concluded round are that have a result and no line, once the annex is filled."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What went into an annex, and what did not."""

    lines: int
    left_out: int
    """Results that give this decision no line: below three stars, eliminated, or for a decision of another kind."""


def conclude(*, actor: Actor, dossier: str) -> str:
    """Write down the result of a dossier as the signed sheets give it, and return its public id.

    Nobody types it: a wrong one is mended by reopening sheets and concluding again.

    :raises NotFound: if there is no such dossier in a round.
    :raises Refusal: with all that is missing: members, sheets, agreement within the limit, another instrument's day.
    """
    with acting(actor, "assessment.conclude", Permission.RUN_ROUNDS) as act:
        row = in_round(act.session, dossier)
        round_ = _scoring(row)
        if row.criteria is None:
            raise Refusal("Bộ tiêu chí chưa có trong sổ: hãy ghi kết quả kèm nguồn, không có phiếu chấm.")
        check_instrument(row, known(act.session), held_on=round_.held_on)
        criteria = criteria_questions.as_kept(row.criteria)
        at = council_standing.standing(act.session, round_, row)
        signed = at.signed
        sheets = {
            seat: Sheet(ticks=sheet.ticks, grounds=frozenset(sheet.eliminated_by)) for seat, sheet in signed.items()
        }
        hearing = Hearing()
        under = known(act.session)[criteria.instrument]
        result = (
            hearing.ask(council_result, criteria=criteria, sheets=sheets, rules=at.rules, under=under)
            if sheets
            else None
        )
        # Sheets that end at a ground of elimination bear only what was scored until then: their totals say nothing.
        between = None if result and result.eliminated_by else at.between
        hearing.ask(
            check_conclusion,
            at.rules,
            present=at.present,
            scored=at.scored,
            between=between,
            discussions=at.discussions,
            open_again=at.open_again,
        )
        result = hearing.settle(result)
        totals = {str(seat): sheet.total for seat, sheet in signed.items()}
        facts = {**facts_of(result), "totals": totals, "spread": str(between.width) if between else None}
        score = None if result.stars is None else result.score
        new = _new(act, row, facts=facts, score=score, stars=result.stars)
        new.sheets = sorted(sheet.public_id for sheet in signed.values())
        reason = "; ".join(ground.text for ground in result.eliminated_by)
        move = DossierMove.REJECT if result.stars is None else DossierMove.CONCLUDE
        step(act, row, move, by=Party.SECRETARY, reason=reason or None)
        act.session.flush()
        return new.public_id


def record(*, actor: Actor, dossier: str, score: Decimal, stars: int, source: str) -> str:
    """Write down a result for which the register has no criteria, and where it is known from.

    :raises NotFound: if there is no such dossier in a round.
    :raises Refusal: if there are criteria to score by, the stars are more than the score gives, or no source is named.
    """
    with acting(actor, "assessment.record", Permission.RUN_ROUNDS) as act:
        row = in_round(act.session, dossier)
        round_ = _scoring(row)
        if row.criteria is not None:
            raise Refusal("Đã có bộ tiêu chí của sản phẩm này: kết quả lấy từ phiếu chấm, không ghi tay.")
        said = line_typed(source, field="source")
        if said is None:
            raise Refusal("Cần ghi nguồn của kết quả.", field="source")
        check_instrument(row, known(act.session), held_on=round_.held_on)
        _check_stars(row, stars=stars, score=score)
        new = _new(act, row, facts={"rules": {}}, score=score, stars=stars)
        new.sheets, new.source = [], said
        step(act, row, DossierMove.CONCLUDE, by=Party.SECRETARY)
        act.session.flush()
        return new.public_id


def reopen(*, actor: Actor, dossier: str, reason: str) -> None:
    """Send a result back to the council; what was concluded stays beside what will be.

    :raises NotFound: if there is no such dossier in a round.
    :raises Refusal: if it has no result, stands in a decision already, the product has another dossier under way,
        or a reason is missing.
    """
    with acting(actor, "assessment.reopen", Permission.RUN_ROUNDS, reason=reason) as act:
        row = in_round(act.session, dossier)
        other = dossier_questions.open_of_product(act.session, row.product_id)
        if other is not None and other.id != row.id:
            raise Refusal("Sản phẩm này đã có một hồ sơ khác đang được xử lý.")
        step(act, row, DossierMove.REOPEN, by=Party.SECRETARY, reason=reason)
        if row.round is not None and row.round.state is RoundState.CONCLUDED:
            row.round.state = RoundState.SCORING


def close(*, actor: Actor, dossier: str, notice: str) -> None:
    """End a dossier whose result leads to no decision of the province, once producer and commune were told.

    :param notice: number and day of the written notice, or what the Ministry decided.
    :raises NotFound: if there is no such dossier in a round.
    :raises Refusal: if it has no result, the result belongs in a decision, or the notice is not named.
    """
    with acting(actor, "dossier.close", Permission.KEEP_DOSSIERS, reason=notice) as act:
        row = in_round(act.session, dossier)
        result = rounds.latest_results(act.session, [row.id]).get(row.id)
        if row.state is DossierState.SCORED and result is not None and result.outcome is Outcome.RECOGNISE:
            raise Refusal("Kết quả này được công nhận: hãy đưa vào phụ lục của quyết định.")
        step(act, row, DossierMove.CLOSE, by=Party.OFFICER, reason=notice)


def fill_annex(*, actor: Actor, round_: str, decision: str) -> Filled:
    """Put the results of a round into the annex of a draft, in one step.

    A recognition takes what is recognised; an approval of results takes those for the Ministry to decide
    (QĐ 26/2026, Điều 7).

    :raises NotFound: if there is no such round or decision.
    :raises Refusal: if the round is not concluded, the annex is closed, or no result is left to put in.
    """
    with acting(actor, "decision.fill_annex", Permission.DRAFT_DECISION) as act:
        row = find_round(act, round_)
        if row.state is not RoundState.CONCLUDED:
            raise Refusal("Đợt đánh giá chưa kết thúc.")
        draft = drafting.open_draft(act, decision)
        dossiers = rounds.dossiers_of(act.session, row.id)
        results = rounds.latest_results(act.session, [one.id for one in dossiers])
        waiting = [one for one in dossiers if one.state is DossierState.SCORED and one.id in results]
        wanted = TAKES.get(draft.kind)
        ready = [one for one in waiting if results[one.id].outcome is wanted]
        if not ready:
            raise Refusal("Không còn kết quả nào để đưa vào phụ lục.")
        _put(act, draft, row, ready, results)
        over = [one for one in dossiers if one.state in GIVE_NO_LINE and one.id in results]
        return Filled(lines=len(ready), left_out=len(over))


def _put(
    act: Act,
    decision: Decision,
    round_: AssessmentRound,
    dossiers: Sequence[Dossier],
    results: Mapping[int, Assessment],
) -> None:
    lines = [line_of(one, round_, results[one.id]) for one in dossiers]
    drafting.refuse_twice(act, decision, lines)
    rows = drafting.put_lines(act, decision, lines)
    for one, line in zip(dossiers, rows, strict=True):
        act.add(LineAssessment(line_id=line.id, assessment_id=results[one.id].id))
        step(act, one, DossierMove.DECIDE, by=Party.OFFICER)


def line_of(dossier: Dossier, round_: AssessmentRound, result: Assessment) -> Line:
    """Return the line of an annex that a result gives."""
    score = from_hundredths(result.score) if result.score is not None else None
    said: dict[str, Any] = {
        "product": dossier.product.public_id,
        "score": score,
        "instrument": dossier.instrument,
        "product_set": dossier.product_set,
        "filed_on": dossier.filed_on,
        "assessed_on": round_.held_on,
    }
    if result.outcome is Outcome.POTENTIAL_FIVE:
        return Line(act=LineAct.APPROVE_RESULT, kind=None, **said)
    band = int(star_rating(score, dossier_questions.governed_by(dossier))) if score is not None else result.stars
    fewer = result.stars is not None and band is not None and result.stars < band
    return Line(
        kind=dossier.kind,
        stars=result.stars,
        stars_ground=FewerStarsGround.MINIMUM_NOT_REACHED if fewer else None,
        **said,
    )


def facts_of(result: CouncilResult) -> dict[str, Any]:
    """Return what a result is made of, as it is kept and shown beside it."""
    return {
        "exact": str(result.exact),
        "parts": {code: str(points) for code, points in result.parts.items()},
        "means": {code: str(points) for code, points in result.means.items()},
        "band": result.band,
        "missed": [
            {"criterion": one.code, "stars": one.stars, "reached_by": one.reached_by, "of": one.sheets}
            for one in result.missed
        ],
        "held_back_by": [{"criterion": one.code, "stars": one.stars} for one in result.held_back_by],
        "eliminated_by": [ground.text for ground in result.eliminated_by],
        "in_printed_gap": result.in_printed_gap,
        "rules": to_settings(result.rules),
    }


def _scoring(dossier: Dossier) -> AssessmentRound:
    round_ = dossier.round
    if round_ is None or round_.state is not RoundState.SCORING:
        raise Refusal("Đợt đánh giá không ở bước chấm điểm.")
    return round_


def _check_stars(dossier: Dossier, *, stars: int, score: Decimal) -> None:
    findings = impossible_stars(stars=stars, score=score, under=dossier_questions.governed_by(dossier), level=None)
    for finding in findings:
        if finding.severity is Severity.BLOCKS:
            raise Refusal(finding.text, field="stars")


def _new(act: Act, dossier: Dossier, *, facts: dict[str, Any], score: Decimal | None, stars: int | None) -> Assessment:
    with naming(dossier.product.name):
        kept = None if score is None else hundredths(score)
    earlier = rounds.latest_results(act.session, [dossier.id]).get(dossier.id)
    new = Assessment(
        dossier_id=dossier.id,
        round_id=dossier.round_id,
        turn=earlier.turn + 1 if earlier else 1,
        outcome=_outcome(stars),
        score=kept,
        stars=stars,
        facts=facts,
        concluded_at=act.at,
        concluded_by_id=act.actor.account_id,
    )
    return act.add(new)


def _outcome(stars: int | None) -> Outcome:
    if stars is None:
        return Outcome.ELIMINATED
    if stars == StarRating.FIVE:  # QĐ 26/2026, Điều 7: the Ministry decides
        return Outcome.POTENTIAL_FIVE
    return Outcome.RECOGNISE if certifiable(stars) else Outcome.NOT_RECOGNISED
