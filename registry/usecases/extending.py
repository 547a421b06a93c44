"""Keeping a certificate in force while its late re-assessment runs, and ending that (QĐ 26/2026, Điều 12)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry import clock
from registry.models.certificate import Certificate, CertificateMove
from registry.models.dossier import Dossier
from registry.models.expiry import Extension
from registry.queries import extensions
from registry.queries.dossier_clocks import round_rules
from registry.rules import extension as rules
from registry.rules.certificate_life import MoveKind, check_move
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases.journal import Act, acting
from registry.usecases.succession import standing_on


def extend(*, actor: Actor, certificate: str, until: date | None = None, reason: str | None = None) -> date:
    """Keep a certificate in force for the sake of its pending re-assessment; return its new last day.

    :param certificate: public id.
    :param until: the last day; None: the longest that is allowed.
    :raises MoveNotOpen: if the certificate stands so that it cannot be lengthened.
    :raises NotKept: if no re-assessment is pending, or it keeps nothing.
    :raises Refusal: if the day is not one that may be chosen, or the certificate reaches it already.
    """
    said = clean(reason or "")
    with acting(actor, "certificate.extend", Permission.PUT_IN_EFFECT, reason=said or None) as act:
        row = _find(act, certificate)
        today = clock.day_of(act.at)
        check_move(MoveKind.EXTENDED, standing_on(row, today))
        dossier = extensions.pending_dossier(act.session, row.recognition.product_id)
        if dossier is None or dossier.filed_on is None:
            raise rules.NotKept("Sản phẩm không có hồ sơ đánh giá lại đã nộp mà chưa có kết quả.")
        own = rules.own_last_day(row.life)
        kept = rules.longest(life=row.life, filed_on=dossier.filed_on, rules=round_rules(act.session))
        chosen = rules.check_until(until, kept=kept, last_day=own)
        if chosen == rules.extended_until(move.as_rule() for move in row.moves):
            raise Refusal(f"Giấy chứng nhận đã được kéo dài đến hết ngày {chosen:%d/%m/%Y}.", field="until")
        why = said or f"hồ sơ đánh giá lại nộp ngày {dossier.filed_on:%d/%m/%Y}, chưa có kết quả"
        _write(act, row, dossier, until=chosen, effective_on=rules.counts_from(own, today=today), why=why)
    return chosen


def end(*, actor: Actor, certificate: str, result_on: date, reason: str) -> date:
    """End an extension earlier than it ends by itself; return the last day that remains.

    A re-assessment that the register knows to have come to nothing has ended it already: this is for a result of an
    earlier day, for one that is not in the register, and for other grounds.

    :param result_on: the last day on which it is to count.
    :raises MoveNotOpen: if the certificate stands so that nothing can be ended.
    :raises Refusal: if no reason is given, the day lies ahead, or there is nothing to end.
    """
    why = clean(reason)
    if not why:
        raise Refusal("Hãy nêu lý do.", field="reason")
    with acting(actor, "certificate.end_extension", Permission.PUT_IN_EFFECT, reason=why) as act:
        row = _find(act, certificate)
        today = clock.day_of(act.at)
        check_move(MoveKind.EXTENDED, standing_on(row, today))
        last = rules.check_end(result_on, life=row.life, moves=[move.as_rule() for move in row.moves], today=today)
        dossier = extensions.dossier_of(act.session, row)
        if dossier is None:
            raise Refusal("Giấy chứng nhận này không được kéo dài hiệu lực.")
        _write(act, row, dossier, until=last, effective_on=rules.counts_from(last, today=today), why=why)
    return last


def _write(act: Act, row: Certificate, dossier: Dossier, *, until: date, effective_on: date, why: str) -> None:
    move = act.add(
        CertificateMove(
            certificate_id=row.id,
            kind=MoveKind.EXTENDED,
            effective_on=effective_on,
            recorded_at=act.at,
            extended_until=until,
            ground=f"{rules.GROUND}: {why}",
            by_id=act.actor.account_id,
        )
    )
    act.session.flush()
    act.add(Extension(move_id=move.id, dossier_id=dossier.id))


def _find(act: Act, public_id: str) -> Certificate:
    row = act.session.scalar(
        select(Certificate)
        .where(Certificate.public_id == public_id)
        .options(selectinload(Certificate.moves), selectinload(Certificate.recognition))
    )
    if row is None:
        raise NotFound("Không tìm thấy giấy chứng nhận này.")
    return row
