"""The life of a dossier: from a producer's draft over commune, round and council into a decision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from registry.rules.hearing import Hearing
from registry.rules.refusal import NotFound, Refusal


class DossierState(StrEnum):
    """How far a dossier has come."""

    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    """Waits for the commune."""

    RETURNED = "returned"
    """Back with the producer, with reasons item by item."""

    FORWARDED = "forwarded"
    """The commune sent it on to the province."""

    IN_ROUND = "in_round"
    SCORED = "scored"
    """The council's result is concluded."""

    DECIDED = "decided"
    """Its result stands in the annex of a decision."""

    CLOSED = "closed"
    """Its result leads to no decision of the province, and producer and commune were told."""

    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    """Eliminated by the council, on one of the grounds printed above the criteria."""


class Party(StrEnum):
    """As whom a person acts on a dossier."""

    PRODUCER = "producer"
    COMMUNE = "commune"
    OFFICER = "officer"
    """Staff of the province; enters what arrives on paper from producers and communes, too."""

    SECRETARY = "secretary"
    """The secretary of the round's council."""


class DossierMove(StrEnum):
    """What is done to a dossier, in the order of its life."""

    SUBMIT = "submit"
    """Also again, in place, after it was returned."""

    RETURN = "return"
    FORWARD = "forward"
    ADMIT = "admit"
    """Takes it into a round."""

    POSTPONE = "postpone"
    """Takes it out of a round, for a later one."""

    CONCLUDE = "conclude"
    REOPEN = "reopen"
    """Sends a concluded result back to the council: a correction is a new sheet, never an override."""

    DECIDE = "decide"
    TAKE_OUT = "take_out"
    """Frees the result of a decision that was never signed."""

    CLOSE = "close"
    """Ends a dossier whose result goes into no annex: too few stars, or the Ministry decides."""

    WITHDRAW = "withdraw"
    REJECT = "reject"


@dataclass(frozen=True, kw_only=True)
class Route:
    """Where a move leads, who may make it, and who of them must give a reason."""

    to: DossierState
    who: frozenset[Party]
    reasoned: frozenset[Party] = frozenset()


_PRODUCER_OR_STAFF = frozenset({Party.PRODUCER, Party.OFFICER})
_COMMUNE_OR_STAFF = frozenset({Party.COMMUNE, Party.OFFICER})
_ROUND = frozenset({Party.OFFICER, Party.SECRETARY})
_OFFICER = frozenset({Party.OFFICER})
_SECRETARY = frozenset({Party.SECRETARY})

_SUBMIT = Route(to=DossierState.SUBMITTED, who=_PRODUCER_OR_STAFF)
# A producer may withdraw without saying why; who does it in a producer's name says on what paper.
_WITHDRAW = Route(to=DossierState.WITHDRAWN, who=_PRODUCER_OR_STAFF, reasoned=_OFFICER)

MOVES: Mapping[tuple[DossierState, DossierMove], Route] = MappingProxyType(
    {
        (DossierState.DRAFTING, DossierMove.SUBMIT): _SUBMIT,
        (DossierState.RETURNED, DossierMove.SUBMIT): _SUBMIT,
        (DossierState.SUBMITTED, DossierMove.RETURN): Route(
            to=DossierState.RETURNED, who=_COMMUNE_OR_STAFF, reasoned=_COMMUNE_OR_STAFF
        ),
        # QĐ 26/2026, Điều 7: the province's advisory body may ask to complete what a commune forwarded.
        (DossierState.FORWARDED, DossierMove.RETURN): Route(to=DossierState.RETURNED, who=_OFFICER, reasoned=_OFFICER),
        (DossierState.SUBMITTED, DossierMove.FORWARD): Route(to=DossierState.FORWARDED, who=_COMMUNE_OR_STAFF),
        (DossierState.FORWARDED, DossierMove.ADMIT): Route(to=DossierState.IN_ROUND, who=_ROUND),
        (DossierState.IN_ROUND, DossierMove.POSTPONE): Route(to=DossierState.FORWARDED, who=_ROUND, reasoned=_ROUND),
        (DossierState.IN_ROUND, DossierMove.CONCLUDE): Route(to=DossierState.SCORED, who=_SECRETARY),
        (DossierState.SCORED, DossierMove.REOPEN): Route(to=DossierState.IN_ROUND, who=_SECRETARY, reasoned=_SECRETARY),
        # What the council eliminated it may look at again.
        (DossierState.REJECTED, DossierMove.REOPEN): Route(
            to=DossierState.IN_ROUND, who=_SECRETARY, reasoned=_SECRETARY
        ),
        (DossierState.SCORED, DossierMove.DECIDE): Route(to=DossierState.DECIDED, who=_OFFICER),
        (DossierState.DECIDED, DossierMove.TAKE_OUT): Route(to=DossierState.SCORED, who=_OFFICER, reasoned=_OFFICER),
        # QĐ 26/2026, Điều 7: the advisory body tells commune and producer of the result in writing.
        (DossierState.SCORED, DossierMove.CLOSE): Route(to=DossierState.CLOSED, who=_OFFICER, reasoned=_OFFICER),
        (DossierState.DRAFTING, DossierMove.WITHDRAW): _WITHDRAW,
        (DossierState.SUBMITTED, DossierMove.WITHDRAW): _WITHDRAW,
        (DossierState.RETURNED, DossierMove.WITHDRAW): _WITHDRAW,
        (DossierState.FORWARDED, DossierMove.WITHDRAW): _WITHDRAW,
        # The council has it: the producer asks the secretary.
        (DossierState.IN_ROUND, DossierMove.WITHDRAW): Route(to=DossierState.WITHDRAWN, who=_ROUND, reasoned=_ROUND),
        # QĐ 26/2026, Phụ lục II: the grounds are printed above the council's table, so they are the council's to find;
        # the desk may only ask to complete (Điều 7).
        (DossierState.IN_ROUND, DossierMove.REJECT): Route(
            to=DossierState.REJECTED, who=_SECRETARY, reasoned=_SECRETARY
        ),
    }
)
"""Every move there is: from which state, whereto, and by whom."""

OPEN_TO_CHANGE = frozenset({DossierState.DRAFTING, DossierState.RETURNED})
"""The states in which forms and evidence may be changed; in every other the submission is frozen."""

OPEN_TO_SUPPLEMENT = frozenset({DossierState.SUBMITTED, DossierState.FORWARDED, DossierState.IN_ROUND})
"""The states in which more may be asked for; it comes beside what was submitted, as a new version."""

ENDED = frozenset({DossierState.DECIDED, DossierState.CLOSED, DossierState.WITHDRAWN, DossierState.REJECTED})
"""The states in which nobody waits for anything any more."""


class MoveNotOpen(Refusal):
    """The dossier stands so that the move cannot be made."""


class NotTheirMove(Refusal):
    """The move is another's to make."""


def move(state: DossierState, act: DossierMove, *, by: Party, reason: str = "") -> DossierState:
    """Give the state a move leads to.

    :raises MoveNotOpen: when the move is not open from that state.
    :raises NotTheirMove: when it is not this party's to make.
    :raises Refusal: when it needs a reason and none is given.
    """
    route = MOVES.get((state, act))
    if route is None:
        raise MoveNotOpen(f"Hồ sơ {_STANDS[state]}, không thể {_TO[act]}.")
    if by not in route.who:
        raise NotTheirMove(f"Hồ sơ {_STANDS[state]}: {_AS[by]} không thể {_TO[act]}.")
    if by in route.reasoned and not reason.strip():
        raise Refusal(f"Cần ghi lý do khi {_TO[act]}.", field="reason")
    return route.to


def open_moves(state: DossierState, *, by: Party) -> list[DossierMove]:
    """List the moves a party may make from a state, in the order of a dossier's life."""
    return [act for act in DossierMove if (state, act) in MOVES and by in MOVES[state, act].who]


def check_open_to_change(state: DossierState) -> None:
    """Let a change of forms or evidence pass or refuse it.

    :raises MoveNotOpen: when the submission is frozen.
    """
    if state not in OPEN_TO_CHANGE:
        raise MoveNotOpen(f"Hồ sơ {_STANDS[state]}, không thể sửa; chỉ bổ sung khi được yêu cầu.")


def check_open_to_supplement(state: DossierState, *, asked: bool) -> None:
    """Let a supplement pass that somebody asked for.

    :raises MoveNotOpen: when nobody asked, or the dossier stands where nothing can be added.
    """
    if state not in OPEN_TO_SUPPLEMENT:
        raise MoveNotOpen(f"Hồ sơ {_STANDS[state]}, không thể bổ sung.")
    if not asked:
        raise MoveNotOpen("Chưa có yêu cầu bổ sung hồ sơ này.")


def check_item_reasons(reasons: Mapping[str, str], *, items: Collection[str]) -> None:
    """Let the reasons of a return pass: at least one item, each with its reason.

    :raises NotFound: when an item is none of the dossier's.
    :raises Refusal: when no item is named, or items are named without a reason, all of them at once.
    """
    if not reasons:
        raise Refusal("Hãy chọn ít nhất một mục cần sửa và ghi lý do.", field="reasons")
    if unknown := sorted(set(reasons) - set(items)):
        raise NotFound(f"Hồ sơ không có mục {', '.join(unknown)}.")
    hearing = Hearing()
    for item, reason in reasons.items():
        hearing.ask(_check_item_reason, item, reason)
    hearing.settle(None)


def _check_item_reason(item: str, reason: str) -> None:
    if not reason.strip():
        raise Refusal("Cần ghi lý do trả lại mục này.", field=f"reasons-{item}")


_STANDS: Mapping[DossierState, str] = MappingProxyType(
    {
        DossierState.DRAFTING: "đang soạn",
        DossierState.SUBMITTED: "đã nộp, chờ Ủy ban nhân dân cấp xã",
        DossierState.RETURNED: "đã trả lại chủ thể để hoàn thiện",
        DossierState.FORWARDED: "đã chuyển cấp tỉnh",
        DossierState.IN_ROUND: "đang trong đợt đánh giá",
        DossierState.SCORED: "đã có kết quả của Hội đồng",
        DossierState.DECIDED: "đã đưa vào quyết định",
        DossierState.CLOSED: "đã kết thúc sau khi thông báo kết quả",
        DossierState.WITHDRAWN: "đã rút",
        DossierState.REJECTED: "đã bị loại",
    }
)

_TO: Mapping[DossierMove, str] = MappingProxyType(
    {
        DossierMove.SUBMIT: "nộp",
        DossierMove.RETURN: "trả lại",
        DossierMove.FORWARD: "chuyển cấp tỉnh",
        DossierMove.ADMIT: "đưa vào đợt đánh giá",
        DossierMove.POSTPONE: "đưa ra khỏi đợt đánh giá",
        DossierMove.CONCLUDE: "kết luận kết quả",
        DossierMove.REOPEN: "mở lại kết quả",
        DossierMove.DECIDE: "đưa vào quyết định",
        DossierMove.TAKE_OUT: "đưa ra khỏi quyết định",
        DossierMove.CLOSE: "kết thúc",
        DossierMove.WITHDRAW: "rút",
        DossierMove.REJECT: "loại hồ sơ",
    }
)

_AS: Mapping[Party, str] = MappingProxyType(
    {
        Party.PRODUCER: "chủ thể",
        Party.COMMUNE: "cấp xã",
        Party.OFFICER: "cán bộ cấp tỉnh",
        Party.SECRETARY: "thư ký Hội đồng",
    }
)
