"""Moves that no article names: suspending, reinstating, withdrawing; they exist only where a setting names a ground."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry import clock
from registry.models.certificate import Certificate, CertificateMove
from registry.queries.settings import settings
from registry.rules.certificate_life import MOVES_WITHOUT_AN_ARTICLE, MoveKind, check_move
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases.journal import Act, acting
from registry.usecases.succession import standing_on

GROUND_SETTING = {
    MoveKind.SUSPENDED: "suspend_ground",
    MoveKind.REINSTATED: "reinstate_ground",
    MoveKind.WITHDRAWN: "withdraw_ground",
}
"""Move → the setting that names its ground."""

_ACT_OF = {
    MoveKind.SUSPENDED: "certificate.suspend",
    MoveKind.REINSTATED: "certificate.reinstate",
    MoveKind.WITHDRAWN: "certificate.withdraw",
}


def move(*, actor: Actor, certificate: str, kind: MoveKind, effective_on: date, document: str, reason: str) -> None:
    """Suspend, reinstate or withdraw a certificate on the ground that the department's setting names.

    :param certificate: public id.
    :param document: the decision, letter or application that it follows, by number and day.
    :raises MoveNotOpen: if the certificate stands so that the move cannot be made.
    :raises Refusal: if no setting names a ground, no document or reason is given, or the day lies in the future.
    """
    if kind not in MOVES_WITHOUT_AN_ARTICLE:
        raise Refusal("Việc này chỉ làm được bằng một quyết định.")
    why, follows = clean(reason), clean(document)
    if not follows:
        raise Refusal("Hãy nêu số và ngày của quyết định, văn bản hoặc đơn làm căn cứ.", field="document")
    if not why:
        raise Refusal("Hãy nêu lý do.", field="reason")
    if effective_on > clock.today():
        raise Refusal("Ngày có hiệu lực không được sau ngày hôm nay.", field="effective_on")
    with acting(actor, _ACT_OF[kind], Permission.PUT_IN_EFFECT, reason=why) as act:
        row = _find(act, certificate)
        ground = getattr(settings(act.session), GROUND_SETTING[kind])
        check_move(kind, standing_on(row, effective_on), ground=ground)
        act.add(
            CertificateMove(
                certificate_id=row.id,
                kind=kind,
                effective_on=effective_on,
                recorded_at=act.at,
                ground=f"{ground}: {why}",
                document=follows,
                by_id=actor.account_id,
            )
        )


def _find(act: Act, public_id: str) -> Certificate:
    row = act.session.scalar(
        select(Certificate).where(Certificate.public_id == public_id).options(selectinload(Certificate.moves))
    )
    if row is None:
        raise NotFound("Không tìm thấy giấy chứng nhận này.")
    return row
