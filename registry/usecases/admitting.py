"""What a dossier must be so that the council of a round can take it up."""

from collections.abc import Sequence

from registry.models.assessment_round import AssessmentRound, RoundMethod, RoundState
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds as questions
from registry.rules import council_seats
from registry.rules.council import CouncilRules, Seat
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import Refusal, naming
from registry.rules.rounds import RoundRules, check_admitted


def check_suits(row: AssessmentRound, dossier: Dossier, rules: RoundRules) -> None:
    """Let a dossier into a round, or refuse it.

    :param rules: of the province, about its rounds.
    :raises Refusal: if it came after the cut-off, needs a meeting, or nobody there may score it.
    """
    with naming(dossier.product.name):
        if row.method is RoundMethod.WRITTEN and dossier.kind is not RecognitionKind.REASSESSED:
            raise Refusal("Chỉ đánh giá lại mới lấy ý kiến bằng văn bản (Quyết định số 26/2026/QĐ-TTg, Điều 7).")
        if dossier.forwarded_on is not None:
            check_admitted(
                kind=dossier.kind, forwarded_on=dossier.forwarded_on, filed_before=row.filed_before, rules=rules
            )
    if row.state is RoundState.SCORING:
        check_scorers(questions.rules_of(row), questions.council(row), dossier)


def check_scorers(rules: CouncilRules, seats: Sequence[Seat], dossier: Dossier) -> None:
    """Let a dossier before a council of which somebody may score it.

    :raises ConflictOfInterest: if every member has a tie with its producer.
    """
    with naming(dossier.product.name):
        council_seats.check_somebody_scores(rules, seats, producer_id=dossier.producer_id)
