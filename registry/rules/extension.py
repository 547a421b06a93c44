"""Keeping a certificate in force while its late re-assessment runs (QĐ 26/2026, Điều 12)."""

from collections.abc import Iterable
from datetime import date, timedelta

from registry.rules.certificate_life import Life, Move, MoveKind, as_known
from registry.rules.dossier_life import DossierState
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import Refusal
from registry.rules.rounds import Keeping, Kept, RoundRules, kept_until
from registry.rules.term import term

GROUND = "Điều 12 Quyết định số 26/2026/QĐ-TTg"
NOTHING_GRANTED = frozenset({DossierState.CLOSED, DossierState.WITHDRAWN, DossierState.REJECTED})
"""The states in which a re-assessment has ended without a new certificate."""


class NotKept(Refusal):
    """Nothing keeps the certificate in force past its last day."""


def own_last_day(life: Life) -> date:
    """Give the last day of a certificate's own term.

    :raises NotKept: when it is not known.
    """
    run = term(life)
    if run.earliest_end is None or not run.is_exact:
        raise NotKept("Chưa biết ngày hết hạn của giấy chứng nhận nên không tính được thời gian kéo dài.")
    return run.earliest_end


def extended_until(moves: Iterable[Move]) -> date | None:
    """Give the last day that the extension recorded last gives, its re-assessment's result counted; None: none."""
    given = [move for move in moves if move.kind is MoveKind.EXTENDED and move.extended_until]
    latest = sorted(given, key=lambda move: (move.recorded_at, move.effective_on))[-1:]
    return as_known(latest[0]).extended_until if latest else None


def is_pending(*, kind: RecognitionKind, filed_on: date | None, state: DossierState) -> bool:
    """Say whether a dossier is a re-assessment that was filed and has no result yet."""
    return kind is RecognitionKind.REASSESSED and filed_on is not None and state not in NOTHING_GRANTED


def check_until(until: date | None, *, kept: Kept, last_day: date) -> date:
    """Let the last day of an extension pass or refuse it, and give it; the longest where none is named.

    :raises NotKept: when nothing keeps the certificate.
    :raises Refusal: when the day does not lengthen the term, or by more than Điều 12 allows.
    """
    if kept.keeping in _WHY_NOT:
        raise NotKept(_WHY_NOT[kept.keeping])
    chosen = until or kept.until
    if not last_day < chosen <= kept.until:
        raise Refusal(
            f"Ngày cuối của thời gian kéo dài phải sau ngày {last_day:%d/%m/%Y} và không sau ngày "
            f"{kept.until:%d/%m/%Y} ({GROUND}: không quá 180 ngày sau ngày hết hạn).",
            field="until",
        )
    return chosen


def longest(*, life: Life, filed_on: date, rules: RoundRules) -> Kept:
    """Work out how long a re-assessment filed on a day may keep a certificate.

    :raises NotKept: when its last day is not known.
    """
    return kept_until(last_day_of_certificate=own_last_day(life), filed_on=filed_on, result_on=None, rules=rules)


def check_end(result_on: date, *, life: Life, moves: Iterable[Move], today: date) -> date:
    """Let the end of an extension pass or refuse it, and give the last day that then remains.

    :raises Refusal: when the result lies in the future, or no extension reaches past it.
    """
    own = own_last_day(life)
    until = extended_until(moves)
    if until is None or until <= own:
        raise Refusal("Giấy chứng nhận này không được kéo dài hiệu lực.")
    if result_on > today:
        raise Refusal("Ngày có kết quả không được sau ngày hôm nay.", field="result_on")
    if result_on >= until:
        raise Refusal(f"Thời gian kéo dài đã hết ngày {until:%d/%m/%Y}, không cần kết thúc sớm.", field="result_on")
    return max(own, result_on)


def counts_from(last_day: date, *, today: date) -> date:
    """Give the day from which a change of the last day counts: at once, or from the first day it is about."""
    return min(today, last_day + timedelta(days=1))


_WHY_NOT = {
    Keeping.AFTER_EXPIRY: "Hồ sơ đánh giá lại nộp sau ngày hết hạn: không còn hiệu lực nào để kéo dài.",
    Keeping.NOT_BY_SETTING: (
        f"Hồ sơ đánh giá lại nộp trong thời hạn từ 180 đến 120 ngày trước ngày hết hạn; {GROUND} chỉ nói đến hồ sơ "
        "nộp ngoài thời hạn ấy. Nếu tỉnh cho kéo dài cả hồ sơ nộp đúng hạn, quản trị viên đặt trong thiết lập về đợt "
        "đánh giá."
    ),
}
