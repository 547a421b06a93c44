"""Handing out OCOP stamps, and what comes back: a ledger that is only added to."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry.models.certificate import Certificate
from registry.models.supervision import StampEntry
from registry.queries import stamps
from registry.rules.certificate_life import Standing, stands
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.stamps import Stamps, check
from registry.rules.supervision import StampMove
from registry.usecases.journal import Act, acting
from registry.usecases.succession import standing_on
from registry.usecases.typed import day_typed, line_needed, line_typed


def record(
    *,
    actor: Actor,
    move: StampMove,
    certificate: str,
    series: str,
    first_number: int,
    last_number: int,
    person: str,
    done_on: date,
    reason: str | None = None,
) -> int:
    """Write down that stamps were handed out, given back or destroyed; return how many.

    :param certificate: public id of the certificate of the product whose stars they bear.
    :param person: to whom, or by whom.
    :raises NotFound: if there is no such certificate.
    :raises Refusal: if the certificate is not in force on the day of handing out, the numbers are taken or not with
        this certificate, the day is before what happened to them last, nobody is named, or stamps are destroyed
        without a reason.
    """
    hearing = Hearing()
    day = hearing.ask(day_typed, done_on, field="done_on")
    name = hearing.ask(line_needed, series, field="series", missing="Hãy ghi ký hiệu (sê-ri) của tem.")
    who = hearing.ask(line_needed, person, field="person", missing="Hãy ghi người nhận hoặc người giao.")
    why = hearing.ask(line_typed, reason, field="reason")
    if move is StampMove.DESTROYED and not (reason or "").strip():
        hearing.ask(_refuse_no_reason)
    hearing.settle(True)
    with acting(actor, "stamp.record", Permission.SUPERVISE, reason=why) as act:
        row = _find(act, certificate)
        if move is StampMove.HANDED_OUT:
            _check_in_force(row, hearing.settle(day))
        entry = Stamps(
            move=move,
            series=stamps.series_as_written(act.session, hearing.settle(name)),
            first=first_number,
            last=last_number,
            certificate=row.id,
            day=hearing.settle(day),
        )
        check(entry, ledger=stamps.ledger(act.session, series=entry.series))
        act.add(
            StampEntry(
                move=move,
                series=entry.series,
                first_number=entry.first,
                last_number=entry.last,
                certificate_id=row.id,
                person=who,
                done_on=day,
                reason=why,
                recorded_at=act.at,
                by_id=actor.account_id,
            )
        )
        return entry.count


def _find(act: Act, public_id: str) -> Certificate:
    row = act.session.scalar(
        select(Certificate).where(Certificate.public_id == public_id).options(selectinload(Certificate.moves))
    )
    if row is None:
        raise NotFound("Không tìm thấy giấy chứng nhận này.")
    return row


def _check_in_force(row: Certificate, day: date) -> None:
    found = standing_on(row, day)
    if found is not Standing.IN_FORCE:
        raise Refusal(f"Giấy chứng nhận {stands(found)} vào ngày cấp tem.", field="certificate")


def _refuse_no_reason() -> None:
    raise Refusal("Hãy ghi lý do hủy tem.", field="reason")
