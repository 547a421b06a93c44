"""The life of a decision: draft → checked → submitted → signed → in effect, and the two people it needs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from registry.rules.hearing import Hearing
from registry.rules.numbering import check_decision_number
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, fold


class DecisionKind(StrEnum):
    """What a decision does."""

    RECOGNITION = "recognition"
    CORRECTION = "correction"
    """Re-issues or annuls what an earlier decision gave, or restores what it ended."""

    REVOCATION = "revocation"
    AWARD = "award"
    RESULT_APPROVAL = "result_approval"
    """Approves a provincial result of 90 points and more, without a certificate (QĐ 26/2026, Điều 7)."""


class LineAct(StrEnum):
    """What a line of an annex does."""

    RECOGNISE = "recognise"

    REISSUE = "reissue"
    """A correcting decision gives a corrected paper for an old certificate."""

    ANNUL = "annul"
    """A correcting decision takes back a certificate that should not have been given."""

    RESTORE = "restore"
    """A correcting decision takes back the ending of a certificate that should not have ended."""

    REVOKE = "revoke"

    APPROVE_RESULT = "approve_result"
    """Approves a result of 90 points and more, on its way to the Ministry; no certificate."""


LINE_ACTS: Mapping[DecisionKind, frozenset[LineAct]] = MappingProxyType(
    {
        DecisionKind.RECOGNITION: frozenset({LineAct.RECOGNISE}),
        DecisionKind.CORRECTION: frozenset({LineAct.REISSUE, LineAct.ANNUL, LineAct.RESTORE}),
        DecisionKind.REVOCATION: frozenset({LineAct.REVOKE}),
        DecisionKind.AWARD: frozenset(),
        DecisionKind.RESULT_APPROVAL: frozenset({LineAct.APPROVE_RESULT}),
    }
)
"""What the lines of each kind of decision may do."""


class DecisionState(StrEnum):
    """How far a decision has come."""

    DRAFT = "draft"
    CHECKED = "checked"
    """Its annex was checked and every finding settled."""

    SUBMITTED = "submitted"
    """A second person approved it; the annex is frozen and goes to be signed."""

    SIGNED = "signed"
    """Number, date and signatory are known."""

    IN_EFFECT = "in_effect"
    """Its papers are issued."""

    CANCELLED = "cancelled"


class DecisionAct(StrEnum):
    """What a person does to a decision."""

    CHECK = "check"
    REOPEN = "reopen"
    APPROVE = "approve"
    SIGN = "sign"
    PUT_IN_EFFECT = "put_in_effect"
    CANCEL = "cancel"


MOVES: Mapping[tuple[DecisionState, DecisionAct], DecisionState] = MappingProxyType(
    {
        (DecisionState.DRAFT, DecisionAct.CHECK): DecisionState.CHECKED,
        (DecisionState.CHECKED, DecisionAct.REOPEN): DecisionState.DRAFT,
        (DecisionState.SUBMITTED, DecisionAct.REOPEN): DecisionState.DRAFT,
        # Signed facts wrongly typed are typed anew, on the whole way and under the second person's eyes.
        (DecisionState.SIGNED, DecisionAct.REOPEN): DecisionState.DRAFT,
        (DecisionState.CHECKED, DecisionAct.APPROVE): DecisionState.SUBMITTED,
        (DecisionState.SUBMITTED, DecisionAct.SIGN): DecisionState.SIGNED,
        (DecisionState.SIGNED, DecisionAct.PUT_IN_EFFECT): DecisionState.IN_EFFECT,
        (DecisionState.DRAFT, DecisionAct.CANCEL): DecisionState.CANCELLED,
        (DecisionState.CHECKED, DecisionAct.CANCEL): DecisionState.CANCELLED,
        (DecisionState.SUBMITTED, DecisionAct.CANCEL): DecisionState.CANCELLED,
    }
)

ACTS_WITH_A_REASON = frozenset({DecisionAct.REOPEN, DecisionAct.CANCEL})
ACTS_OF_THE_SECOND_PERSON = frozenset({DecisionAct.APPROVE, DecisionAct.PUT_IN_EFFECT})

ANNEX_OPEN = frozenset({DecisionState.DRAFT})
"""The states in which lines may be added, changed and removed."""


class ActNotOpen(Refusal):
    """The decision stands so that the act cannot be done."""


class SamePerson(Refusal):
    """Who drafted a decision cannot be its second person."""


def move(state: DecisionState, act: DecisionAct) -> DecisionState:
    """Give the state an act leads to.

    :raises ActNotOpen: when the act is not open from that state.
    """
    if (state, act) not in MOVES:
        raise ActNotOpen(f"Quyết định {_STANDS[state]}, không thể {_TO[act]}.")
    return MOVES[state, act]


def open_acts(state: DecisionState) -> list[DecisionAct]:
    """List the acts open from a state, in the order of a decision's life."""
    return [act for act in DecisionAct if (state, act) in MOVES]


def check_annex_open(state: DecisionState) -> None:
    """Let a change of the annex pass or refuse it.

    :raises ActNotOpen: when the decision is no longer a draft.
    """
    if state not in ANNEX_OPEN:
        raise ActNotOpen(f"Quyết định {_STANDS[state]}, không thể sửa phụ lục.")


def check_reason(act: DecisionAct, reason: str) -> None:
    """Let an act pass or refuse it for want of a reason.

    :raises Refusal: when the act needs a reason and none is given.
    """
    if act in ACTS_WITH_A_REASON and not reason.strip():
        raise Refusal(f"Cần ghi lý do khi {_TO[act]}.", field="reason")


def check_second_person(drafter_ids: Collection[int], actor: Actor) -> None:
    """Let the second person pass or refuse whoever had a hand in the draft.

    :raises SamePerson: when the actor is among the drafters, or is no person at all.
    """
    if actor.account_id is None:
        raise SamePerson("Việc này phải do một người có tài khoản thực hiện.")
    if actor.account_id in drafter_ids:
        raise SamePerson("Người soạn quyết định không được tự duyệt hoặc tự đưa vào hiệu lực.")


def check_signed_facts(
    *, number: str, signed_on: date | None, today: date, last_assessed_on: date | None = None
) -> str:
    """Let the signed facts pass or refuse them; give back the number, in order.

    :raises Refusal: when the number is incomplete or damaged, or the date is missing or cannot be, or both.
    """
    hearing = Hearing()
    in_order = hearing.ask(check_decision_number, number)
    hearing.ask(_check_signed_on, signed_on, today=today, last_assessed_on=last_assessed_on)
    return hearing.settle(in_order)


def check_authority(lines: Sequence[str], *, office: str | None) -> None:
    """Let the printed lines of authority pass that end in the office of the signatory (NĐ 30/2020, Phụ lục I).

    Either may say more than the other: «Chủ tịch UBND tỉnh» signs above «CHỦ TỊCH».

    :raises Refusal: when the office is given and the last line says another.
    """
    held = fold(office or "")
    if not held or not lines:
        return
    printed = fold(lines[-1])
    if f"{held} ".startswith(f"{printed} ") or f"{printed} ".startswith(f"{held} "):
        return
    raise Refusal(
        f"Thẩm quyền ký in trên giấy ghi “{lines[-1]}”, khác chức vụ người ký “{clean(office or '')}”. "
        "Cấp phó ký thay ghi: KT. CHỦ TỊCH, xuống dòng, PHÓ CHỦ TỊCH.",
        field="authority_lines",
    )


def _check_signed_on(signed_on: date | None, *, today: date, last_assessed_on: date | None) -> None:
    if signed_on is None:
        raise Refusal("Hãy nhập ngày ký.", field="signed_on")
    if signed_on > today:
        raise Refusal("Ngày ký không được sau ngày hôm nay.", field="signed_on")
    if last_assessed_on is not None and signed_on < last_assessed_on:
        raise Refusal(
            f"Ngày ký không được trước ngày đánh giá cuối cùng ({last_assessed_on:%d/%m/%Y}).",
            field="signed_on",
        )


_STANDS: Mapping[DecisionState, str] = MappingProxyType(
    {
        DecisionState.DRAFT: "đang soạn thảo",
        DecisionState.CHECKED: "đã kiểm tra, chờ duyệt",
        DecisionState.SUBMITTED: "đã trình ký",
        DecisionState.SIGNED: "đã ký",
        DecisionState.IN_EFFECT: "đã có hiệu lực",
        DecisionState.CANCELLED: "đã hủy",
    }
)

_TO: Mapping[DecisionAct, str] = MappingProxyType(
    {
        DecisionAct.CHECK: "chuyển kiểm tra",
        DecisionAct.REOPEN: "mở lại để sửa",
        DecisionAct.APPROVE: "duyệt",
        DecisionAct.SIGN: "nhập số, ngày ký",
        DecisionAct.PUT_IN_EFFECT: "đưa vào hiệu lực",
        DecisionAct.CANCEL: "hủy",
    }
)
