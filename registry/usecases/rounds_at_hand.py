"""The round, seat or dossier that an act of a round is about, and whether it still takes changes."""

from registry.models.assessment_round import AssessmentRound, RoundState, Seat
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds as questions
from registry.queries import dossiers as dossier_questions
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.journal import Act


def find(act: Act, public_id: str) -> AssessmentRound:
    """Return a round.

    :raises NotFound: if there is none.
    """
    row = questions.round_(act.session, public_id)
    if row is None:
        raise NotFound("Không tìm thấy đợt đánh giá này.")
    return row


def preparing(act: Act, public_id: str) -> AssessmentRound:
    """Return a round that nobody scores in yet.

    :raises NotFound: if there is none.
    :raises Refusal: if scoring has begun.
    """
    row = find(act, public_id)
    check_preparing(row)
    return row


def check_preparing(row: AssessmentRound) -> None:
    """Let the council of a round be changed.

    :raises Refusal: if scoring has begun.
    """
    if row.state is not RoundState.PREPARING:
        raise Refusal("Đợt đã bắt đầu chấm; thành phần Hội đồng không thay đổi được nữa, chỉ cử được người dự thay.")


def refuse_concluded(row: AssessmentRound) -> None:
    """Let a round be worked at.

    :raises Refusal: if it is concluded.
    """
    if row.state is RoundState.CONCLUDED:
        raise Refusal("Đợt đánh giá đã kết thúc.")


def seat_at_hand(act: Act, public_id: str) -> Seat:
    """Return a seat of a council.

    :raises NotFound: if there is none.
    """
    row = questions.seat(act.session, public_id)
    if row is None:
        raise NotFound("Không tìm thấy thành viên này.")
    return row


def dossier_at_hand(act: Act, public_id: str) -> Dossier:
    """Return a dossier, whosever it is.

    :raises NotFound: if there is none.
    """
    row = dossier_questions.dossier(act.session, public_id)
    if row is None:
        raise NotFound("Không tìm thấy hồ sơ này.")
    return row
