"""What a dossier must be so that the council of a round can take it up, and when it can."""

from collections.abc import Sequence
from datetime import date, timedelta

from registry.models.assessment_round import AssessmentRound, RoundMethod, RoundState
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds as questions
from registry.rules import council_seats
from registry.rules.council import CouncilRules, Seat
from registry.rules.governing import governing
from registry.rules.instruments import Instruments, RecognitionKind
from registry.rules.refusal import Refusal, naming
from registry.rules.rounds import RoundRules, check_admitted

LATEST_AFTER_THE_END = timedelta(days=365)
"""A council that is late is written down as it was; a day later than this is a slip of the pen."""


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


def check_instrument(dossier: Dossier, instruments: Instruments, *, held_on: date | None) -> None:
    """Let a dossier be assessed on a day, which may call for another instrument than the day of filing did.

    :raises Refusal: if it does (QĐ 26/2026, Điều 12, and what newer ones say of transition).
    """
    asked = governing(instruments, filed_on=dossier.filed_on, assessed_on=held_on, kind=dossier.kind)
    if dossier.instrument not in asked.allowed:
        with naming(dossier.product.name):
            raise Refusal(f"Hồ sơ được lập theo văn bản khác với văn bản áp dụng cho ngày đánh giá. {asked.reason}")


def check_held_on(row: AssessmentRound, dossiers: Sequence[Dossier], *, held_on: date) -> None:
    """Let a council assess on a day.

    :raises Refusal: if a dossier was not with the province yet, or the round should have ended a year before.
    """
    last = max((one.forwarded_on for one in dossiers if one.forwarded_on), default=None)
    if last is not None and held_on < last:
        raise Refusal(
            f"Ngày đánh giá không được trước ngày {last:%d/%m/%Y}, khi xã chuyển hồ sơ cuối cùng của đợt.",
            field="held_on",
        )
    if held_on > row.finish_before + LATEST_AFTER_THE_END:
        raise Refusal(
            f"Ngày đánh giá sau thời hạn kết thúc của đợt ({row.finish_before:%d/%m/%Y}) hơn một năm; hãy xem lại.",
            field="held_on",
        )
