"""Supervision after recognition: inspections and what follows, complaints, demands (QĐ 26/2026, Điều 8 to 10)."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from registry.rules.refusal import Refusal
from registry.rules.working_days import Calendar, DayKind, Limit, last_day


class InspectionKind(StrEnum):
    """Why a producer is visited (Điều 9)."""

    PERIODIC = "periodic"
    AD_HOC = "ad_hoc"


class InspectionState(StrEnum):
    """How far an inspection has come."""

    PLANNED = "planned"
    VISITED = "visited"
    FOLLOWING = "following"
    """What follows is under way."""

    CLOSED = "closed"
    CANCELLED = "cancelled"


class InspectionMove(StrEnum):
    """What is done with an inspection."""

    REPLAN = "replan"
    VISIT = "visit"
    FIND = "find"
    """Write down a finding or keep a photo."""

    CONCLUDE = "conclude"
    FOLLOW = "follow"
    """Write down how what the conclusion asked for was answered."""

    CANCEL = "cancel"


class FindingTopic(StrEnum):
    """What is looked at (Điều 9): that the criteria are kept, and how the mark is used."""

    CRITERIA = "criteria"
    MARK = "mark"
    LABEL = "label"
    FOOD_SAFETY = "food_safety"
    PRODUCTION = "production"
    OTHER = "other"


class Conclusion(StrEnum):
    """What an inspection comes to."""

    IN_ORDER = "in_order"
    WARNING = "warning"
    REASSESSMENT = "reassessment"
    REVOCATION = "revocation"


class CaseKind(StrEnum):
    """What a case came from."""

    COMPLAINT = "complaint"
    MINISTRY_DEMAND = "ministry_demand"
    """The Ministry asks that a product be assessed again (Điều 10)."""


class CaseState(StrEnum):
    """How far a case has come."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class StampMove(StrEnum):
    """What happened to stamps."""

    HANDED_OUT = "handed_out"
    GIVEN_BACK = "given_back"
    DESTROYED = "destroyed"


class MoveNotOpen(Refusal):
    """The inspection or case stands so that this cannot be done."""


_OPEN: Mapping[InspectionMove, frozenset[InspectionState]] = MappingProxyType(
    {
        InspectionMove.REPLAN: frozenset({InspectionState.PLANNED}),
        InspectionMove.VISIT: frozenset({InspectionState.PLANNED}),
        InspectionMove.FIND: frozenset({InspectionState.VISITED}),
        InspectionMove.CONCLUDE: frozenset({InspectionState.VISITED}),
        InspectionMove.FOLLOW: frozenset({InspectionState.FOLLOWING}),
        InspectionMove.CANCEL: frozenset({InspectionState.PLANNED}),
    }
)

REVOCATION = Limit(days=15, kind=DayKind.CALENDAR, ground="Quyết định số 26/2026/QĐ-TTg, Điều 8")
"""From the conclusion that there is a breach to the decision that revokes."""


class Term(StrEnum):
    """A time limit that no instrument fixes; the province's setting does."""

    COMPLAINT = "complaint"
    MINISTRY_DEMAND = "ministry_demand"
    WARNING = "warning"
    REASSESSMENT = "reassessment"


DEFAULT_TERMS: Mapping[Term, int] = MappingProxyType(
    {Term.COMPLAINT: 30, Term.MINISTRY_DEMAND: 45, Term.WARNING: 30, Term.REASSESSMENT: 45}
)
"""Calendar days; 45 as a re-assessment may take (Điều 7 khoản 6)."""

TERM_DAYS = range(1, 366)
_TERM_OF = {Conclusion.WARNING: Term.WARNING, Conclusion.REASSESSMENT: Term.REASSESSMENT}
_TERM_OF_CASE = {CaseKind.COMPLAINT: Term.COMPLAINT, CaseKind.MINISTRY_DEMAND: Term.MINISTRY_DEMAND}


def check_terms(days: Mapping[str, int]) -> None:
    """Let the province's time limits pass or refuse them.

    :raises Refusal: naming a limit that does not exist or is no number of days from 1 to 365.
    """
    for code, number in days.items():
        if code not in set(Term):
            raise Refusal(f"Không có thời hạn “{code}”.", field=code)
        if type(number) is not int or number not in TERM_DAYS:
            raise Refusal(f"Thời hạn phải từ {TERM_DAYS[0]} đến {TERM_DAYS[-1]} ngày.", field=code)


def check_move(move: InspectionMove, state: InspectionState) -> None:
    """Let what is to be done with an inspection pass or refuse it.

    :raises MoveNotOpen: when the inspection stands so that it cannot be done.
    """
    if state not in _OPEN[move]:
        raise MoveNotOpen(f"Cuộc kiểm tra {_STANDS[state]}, không thể {_TO[move]}.")


def open_moves(state: InspectionState) -> frozenset[InspectionMove]:
    """Return what can be done with an inspection as it stands."""
    return frozenset(move for move, states in _OPEN.items() if state in states)


def check_conclusion(conclusion: Conclusion, *, breaches: int) -> None:
    """Let a conclusion pass or refuse it: who is to lose or mend something must be told what was found.

    :raises Refusal: when a breach was found and all is said to be in order, or none was and something is to follow.
    """
    if conclusion is Conclusion.IN_ORDER and breaches:
        raise Refusal(f"Biên bản ghi {breaches} vi phạm: kết luận không thể là “bảo đảm yêu cầu”.", field="conclusion")
    if conclusion is not Conclusion.IN_ORDER and not breaches:
        raise Refusal("Hãy ghi ít nhất một vi phạm trước khi kết luận như vậy.", field="conclusion")


def follow_up_by(
    conclusion: Conclusion, *, concluded_on: date, days: Mapping[str, int], calendar: Calendar
) -> date | None:
    """Give the last day of what a conclusion asks for; None where nothing follows.

    :param days: the province's time limits, by Term; DEFAULT_TERMS where it has none.
    """
    if conclusion is Conclusion.IN_ORDER:
        return None
    if conclusion is Conclusion.REVOCATION:
        return last_day(concluded_on, REVOCATION, calendar)
    return last_day(concluded_on, _limit(_TERM_OF[conclusion], days), calendar)


def answer_by(kind: CaseKind, *, received_on: date, days: Mapping[str, int], calendar: Calendar) -> date:
    """Give the last day on which a case is to be answered.

    :param days: the province's time limits, by Term; DEFAULT_TERMS where it has none.
    """
    return last_day(received_on, _limit(_TERM_OF_CASE[kind], days), calendar)


def check_case(state: CaseState, *, allowed: Collection[CaseState]) -> None:
    """Let a step of a case pass or refuse it.

    :raises MoveNotOpen: when the case is not in one of the states the step is allowed from.
    """
    if state not in allowed:
        raise MoveNotOpen(f"Vụ việc {_CASE_STANDS[state]}, không làm được việc này nữa.")


def _limit(term: Term, days: Mapping[str, int]) -> Limit:
    return Limit(days=days.get(term, DEFAULT_TERMS[term]), kind=DayKind.CALENDAR, ground="Thiết lập của tỉnh")


_STANDS: Mapping[InspectionState, str] = MappingProxyType(
    {
        InspectionState.PLANNED: "chưa được tiến hành",
        InspectionState.VISITED: "chưa có kết luận",
        InspectionState.FOLLOWING: "đã có kết luận",
        InspectionState.CLOSED: "đã kết thúc",
        InspectionState.CANCELLED: "đã hủy",
    }
)
_TO: Mapping[InspectionMove, str] = MappingProxyType(
    {
        InspectionMove.REPLAN: "sửa kế hoạch",
        InspectionMove.VISIT: "ghi buổi kiểm tra",
        InspectionMove.FIND: "ghi nhận định",
        InspectionMove.CONCLUDE: "kết luận",
        InspectionMove.FOLLOW: "ghi kết quả thực hiện kết luận",
        InspectionMove.CANCEL: "hủy",
    }
)
_CASE_STANDS: Mapping[CaseState, str] = MappingProxyType(
    {CaseState.OPEN: "chưa được trả lời", CaseState.ANSWERED: "đã được trả lời", CaseState.CLOSED: "đã kết thúc"}
)
