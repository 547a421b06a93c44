"""More is asked of a dossier that is handed in, and comes beside what was; the advisory team writes what it found."""

from collections.abc import Mapping
from datetime import date

from registry.models.dossier import Review, ReviewKind, SupplementRequest
from registry.queries import dossiers as questions
from registry.queries import supplements
from registry.rules.dossier_life import DossierState, NotTheirMove, check_item_reasons, check_open_to_supplement
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.dossiers import dossier_at_hand
from registry.usecases.journal import acting
from registry.usecases.submission import freeze, with_authority
from registry.usecases.typed import day_typed, text_typed


def ask(*, actor: Actor, dossier: str, item_reasons: Mapping[str, str]) -> None:
    """Ask for more at some items, while the dossier stays where it is.

    :raises NotFound: if there is no such dossier or item, or the actor may not know of it.
    :raises Refusal: if nothing can be added where it stands, it is no more with the actor, something is asked already,
        or a reason is missing.
    """
    with acting(actor, "dossier.ask_supplement", None) as act:
        row = with_authority(act, dossier)
        check_open_to_supplement(row.state, asked=True)
        if row.state is not DossierState.SUBMITTED and not actor.may(Permission.KEEP_DOSSIERS):
            raise NotTheirMove("Hồ sơ đã chuyển cấp tỉnh: cấp xã không yêu cầu bổ sung được nữa.")
        check_item_reasons(item_reasons, items=questions.item_codes(row))
        if supplements.open_request(act.session, row.id) is not None:
            raise Refusal("Hồ sơ này đang có một yêu cầu bổ sung chưa được trả lời.")
        act.add(
            SupplementRequest(
                dossier_id=row.id,
                item_reasons={code: reason.strip() for code, reason in item_reasons.items()},
                asked_at=act.at,
                asked_by_id=actor.account_id,
            )
        )


def hand_in(*, actor: Actor, dossier: str) -> str:
    """Hand in what was asked for, freezing all the dossier says now; return the SHA-256 of that.

    :raises NotFound: if there is no such dossier, or the actor may not know of it.
    :raises Refusal: if nothing is asked, or nothing was added.
    """
    with acting(actor, "dossier.hand_in_supplement", None) as act:
        row = dossier_at_hand(act.session, actor, dossier)
        asked = supplements.open_request(act.session, row.id)
        check_open_to_supplement(row.state, asked=asked is not None)
        if asked is None:
            raise NotFound("Chưa có yêu cầu bổ sung hồ sơ này.")
        last = questions.latest_submission(act.session, row.id)
        new = freeze(act, row)
        if last is not None and new.sha256 == last.sha256:
            raise Refusal("Chưa có gì khác với lần nộp trước. Hãy thêm tệp vào các mục được yêu cầu.")
        asked.answered_at, asked.submission_id = act.at, new.id
        return new.sha256


def review(*, actor: Actor, dossier: str, kind: ReviewKind, done_on: date, said: str) -> None:
    """Write down what the advisory team found at the desk, or on its visit to the producer.

    :raises NotFound: if there is no such dossier.
    :raises Refusal: if nothing is said, or the day is still to come.
    """
    hearing = Hearing()
    day = hearing.ask(day_typed, done_on, field="done_on")
    words = hearing.ask(_said, said)
    hearing.settle(True)
    with acting(actor, "dossier.review", Permission.KEEP_DOSSIERS) as act:
        row = questions.dossier(act.session, dossier)
        if row is None:
            raise NotFound("Không tìm thấy hồ sơ này.")
        act.add(
            Review(
                dossier_id=row.id,
                kind=kind,
                done_on=day or done_on,
                said=words,
                written_at=act.at,
                written_by_id=actor.account_id,
            )
        )


def _said(typed: str) -> str:
    words = text_typed(typed, field="said")
    if words is None:
        raise Refusal("Cần ghi nội dung.", field="said")
    return words
