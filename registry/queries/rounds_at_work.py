"""What somebody who runs a round looks for: people to seat, dossiers that wait, drafts to fill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from registry.models.account import Account, RoleRow
from registry.models.assessment import Assessment
from registry.models.assessment_round import AssessmentRound, RoundMethod
from registry.models.decision import Decision, DecisionLine, LineAssessment, Origin
from registry.models.dossier import Dossier
from registry.models.product import Product
from registry.queries import dossier_clocks
from registry.queries.assessment_rounds import latest_results
from registry.rules.decision_life import ANNEX_OPEN, DecisionKind
from registry.rules.dossier_life import DossierState
from registry.rules.hearing import each_of
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Role
from registry.rules.refusal import Refusal
from registry.rules.rounds import RoundDays, check_admitted, is_in_time, rounds_of

YEARS_AHEAD = 3
"""Nobody plans rounds further ahead."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A dossier that waits at the province, and why it does not belong to a round."""

    dossier: Dossier
    why_not: str | None
    is_in_time: bool
    """Whether it was forwarded before the cut-off; a re-assessment may come in without."""


def members_to_seat(session: Session) -> Sequence[Account]:
    """Return the accounts of council members, by name."""
    return session.scalars(
        select(Account)
        .where(Account.active.is_(True), Account.roles.any(RoleRow.name == Role.COUNCIL.value))
        .order_by(Account.name, Account.id)
    ).all()


def candidates(session: Session, round_: AssessmentRound) -> list[Candidate]:
    """Return the dossiers that communes have forwarded and no round has, those that fall in this one first."""
    rules = dossier_clocks.round_rules(session)
    rows = session.scalars(
        select(Dossier)
        .join(Dossier.product)
        .where(Dossier.state == DossierState.FORWARDED)
        .options(joinedload(Dossier.product), joinedload(Dossier.producer), joinedload(Dossier.commune))
        .order_by(Product.sort_key, Dossier.id)
    ).all()
    found = []
    for row in rows:
        why_not = None
        if round_.method is RoundMethod.WRITTEN and row.kind is not RecognitionKind.REASSESSED:
            why_not = "Đợt lấy ý kiến bằng văn bản chỉ nhận đánh giá lại."
        elif row.forwarded_on is not None:
            try:
                check_admitted(
                    kind=row.kind, forwarded_on=row.forwarded_on, filed_before=round_.filed_before, rules=rules
                )
            except Refusal as refusal:
                why_not = each_of(refusal)[0].text
        in_time = row.forwarded_on is None or is_in_time(
            row.forwarded_on, filed_before=round_.filed_before, rules=rules
        )
        found.append(Candidate(dossier=row, why_not=why_not, is_in_time=in_time))
    return sorted(found, key=lambda one: one.why_not is not None)


def next_round(session: Session, *, today: date) -> RoundDays:
    """Return the next round of the province that nobody has opened yet, under a number that its year has free."""
    rules = dossier_clocks.round_rules(session)
    opened = session.execute(select(AssessmentRound.year, AssessmentRound.number, AssessmentRound.filed_before)).all()
    cut_offs = {one.filed_before for one in opened}
    numbers = {(one.year, one.number) for one in opened}
    coming = [one for year in range(today.year, today.year + YEARS_AHEAD) for one in rounds_of(year, rules)]
    still = [one for one in coming if is_in_time(today, filed_before=one.filed_before, rules=rules)]
    fresh = [one for one in still if one.filed_before not in cut_offs and (one.year, one.number) not in numbers]
    proposed = (fresh or still)[0]
    free = (number for number in chain((proposed.number,), count(1)) if (proposed.year, number) not in numbers)
    return replace(proposed, number=next(free))


def councils_words(session: Session, products: Mapping[int, str]) -> dict[str, str]:
    """Say of products what a council has of them or has said, that is in no decision yet.

    :param products: database key → public id.
    """
    found = {}
    rows = session.scalars(
        select(Dossier)
        .where(
            Dossier.product_id.in_(products),
            Dossier.state.in_((DossierState.IN_ROUND, DossierState.SCORED)),
            Dossier.round_id.is_not(None),
        )
        .options(joinedload(Dossier.round))
    ).all()
    results = latest_results(session, [row.id for row in rows])
    for row in rows:
        round_ = row.round
        if round_ is None:
            continue
        of = f"Hội đồng đợt {round_.number} năm {round_.year}"
        result = results.get(row.id) if row.state is DossierState.SCORED else None
        if result is None:
            said = f"{of} đang chấm sản phẩm này."
        else:
            said = f"{of} đã có kết quả của sản phẩm này, chưa vào quyết định nào."
        found[products[row.product_id]] = said
    return found


def drafts_to_fill(session: Session, kind: DecisionKind) -> Sequence[Decision]:
    """Return our own drafts of a kind whose annex is open, the newest first."""
    return session.scalars(
        select(Decision)
        .where(
            Decision.origin == Origin.ISSUED,
            Decision.kind == kind,
            Decision.state.in_(ANNEX_OPEN),
        )
        .order_by(Decision.id.desc())
    ).all()


def sizes(session: Session) -> dict[int, int]:
    """Return how many dossiers each round has."""
    counted = session.execute(
        select(Dossier.round_id, func.count()).where(Dossier.round_id.is_not(None)).group_by(Dossier.round_id)
    )
    return {key: number for key, number in ((row[0], row[1]) for row in counted) if key is not None}


def decisions_of(session: Session, round_id: int) -> Sequence[Decision]:
    """Return the decisions in whose annex results of a round stand."""
    lines = (
        select(DecisionLine.decision_id)
        .join(LineAssessment, LineAssessment.line_id == DecisionLine.id)
        .join(Assessment, Assessment.id == LineAssessment.assessment_id)
        .where(Assessment.round_id == round_id)
    )
    return session.scalars(select(Decision).where(Decision.id.in_(lines)).order_by(Decision.id)).all()


def rounds_of_decision(session: Session, decision_id: int) -> Sequence[AssessmentRound]:
    """Return the rounds whose results stand in the annex of a decision, the oldest first."""
    behind = (
        select(Assessment.round_id)
        .join(LineAssessment, LineAssessment.assessment_id == Assessment.id)
        .join(DecisionLine, DecisionLine.id == LineAssessment.line_id)
        .where(DecisionLine.decision_id == decision_id)
    )
    return session.scalars(
        select(AssessmentRound)
        .where(AssessmentRound.id.in_(behind))
        .order_by(AssessmentRound.year, AssessmentRound.number)
    ).all()
