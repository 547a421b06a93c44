"""Handing papers over: who was handed what, when. An entry stands for ever; a wrong one is answered by a later."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import clock
from registry.models.award import AwardEvent, AwardRecipient, Handover, MeritCertificate
from registry.models.certificate import Certificate
from registry.models.recognition import Recognition
from registry.queries import announcements, awards, fallen_papers
from registry.queries.announcements import EventMerit, EventProduct
from registry.queries.awards import EventDetail
from registry.rules.handing import check_hand_over
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases import award_events
from registry.usecases.journal import Act, acting

Paper = EventProduct | EventMerit


class AlreadyHandedOver(Refusal):
    """Every paper asked for was handed over, to somebody else or on another day."""


def record(
    *,
    actor: Actor,
    event: str,
    producer: str,
    handed_to: str,
    handed_on: date,
    note: str | None = None,
    papers: Collection[str] | None = None,
) -> int:
    """Record that a producer's papers of an event were handed over, all at once; return how many.

    What is entered already is not entered again. Entering another person or day over an earlier entry needs a note
    that says why.

    :param papers: public ids of the certificates handed over, where it was not all of them.
    :raises NotFound: if the event does not call this producer, or it has no such paper.
    :raises AlreadyHandedOver: if the papers were handed over otherwise and no note says why that is wrong.
    :raises NoLongerStands: naming a certificate that is not good on the day.
    :raises Refusal: if nobody is named, or the day cannot be.
    """
    with acting(actor, "handover.record", Permission.MANAGE_EVENTS) as act:
        row = award_events.find(act, event)
        chosen = _chosen(_papers_of(act.session, row, producer), papers)
        return _record(act, row, chosen, handed_to=handed_to, handed_on=handed_on, note=note)


def record_merit(
    *, actor: Actor, event: str, certificate: str, handed_to: str, handed_on: date, note: str | None = None
) -> int:
    """Record that a merit certificate was handed over to a recipient who is no producer.

    :param certificate: public id of the merit certificate.
    :raises NotFound: if the event confers no such merit certificate.
    :raises AlreadyHandedOver: as for record().
    :raises Refusal: as for record().
    """
    with acting(actor, "handover.record_merit", Permission.MANAGE_EVENTS) as act:
        row = award_events.find(act, event)
        chosen = _chosen(awards.detail(act.session, row).merits, [certificate])
        return _record(act, row, chosen, handed_to=handed_to, handed_on=handed_on, note=note)


def record_later(*, actor: Actor, paper: str, handed_to: str, handed_on: date, note: str | None = None) -> int:
    """Record that one paper was handed over outside any event: at the counter, by post; return how many, 1 or 0.

    :param paper: public id of a certificate or merit certificate.
    :raises NotFound: if there is no such paper.
    :raises AlreadyHandedOver: as for record().
    :raises NoLongerStands: as for record().
    :raises Refusal: as for record().
    """
    with acting(actor, "handover.record", Permission.MANAGE_EVENTS) as act:
        chosen = [_of_any_decision(act.session, paper)]
        return _record(act, None, chosen, handed_to=handed_to, handed_on=handed_on, note=note)


def take_back_later(*, actor: Actor, paper: str, note: str) -> int:
    """Record that a paper entered as handed over was not, whether at an event or outside; return how many.

    :param paper: public id of a certificate or merit certificate.
    :raises NotFound: if there is no such paper.
    :raises Refusal: as for take_back().
    """
    with acting(actor, "handover.take_back", Permission.MANAGE_EVENTS) as act:
        return _take_back(act, None, [_of_any_decision(act.session, paper)], note=note)


def take_back(*, actor: Actor, event: str, papers: Collection[str], note: str) -> int:
    """Record that papers entered as handed over were not; return how many.

    :param papers: public ids of the certificates.
    :raises NotFound: if the event has no such paper.
    :raises Refusal: if no note says why, or none of them was entered as handed over.
    """
    with acting(actor, "handover.take_back", Permission.MANAGE_EVENTS) as act:
        row = award_events.find(act, event)
        detail = awards.detail(act.session, row)
        everything: list[Paper] = [*detail.products, *detail.merits]
        return _take_back(act, row, _chosen(everything, papers), note=note)


def _take_back(act: Act, event: AwardEvent | None, papers: list[Paper], *, note: str) -> int:
    why = clean(note)
    if not why:
        raise Refusal("Hãy ghi lý do: vì sao giấy chưa được trao.", field="note")
    entered = [paper for paper in papers if paper.is_collected]
    if not entered:
        raise Refusal("Các giấy này chưa được ghi là đã trao.", field="papers")
    _write(act, event, entered, handed_to="", handed_on=clock.today(), note=why)
    return len(entered)


def _of_any_decision(session: Session, paper: str) -> Paper:
    """Find a paper as an event would announce it, whether an event announces it or not."""
    star = select(Recognition.decision_id).join(Certificate, Certificate.recognition_id == Recognition.id)
    merit = select(AwardRecipient.decision_id).join(
        MeritCertificate, MeritCertificate.recipient_id == AwardRecipient.id
    )
    decision = session.scalar(star.where(Certificate.public_id == paper))
    decision = decision or session.scalar(merit.where(MeritCertificate.public_id == paper))
    keys = [] if decision is None else [decision]
    everything: list[Paper] = [*announcements.products(session, keys), *announcements.merits(session, keys)]
    for one in everything:
        if one.certificate == paper:
            return one
    raise NotFound("Không tìm thấy giấy này.")


def _papers_of(session: Session, event: AwardEvent, producer: str) -> list[Paper]:
    detail: EventDetail = awards.detail(session, event)
    for call in detail.calls:
        if call.producer == producer:
            return [*call.products, *call.merits]
    raise NotFound("Hội nghị không gọi tên chủ thể này.")


def _chosen(papers: Iterable[Paper], public_ids: Collection[str] | None) -> list[Paper]:
    issued = {paper.certificate: paper for paper in papers if paper.certificate is not None}
    if public_ids is None:
        return list(issued.values())
    if set(public_ids) - set(issued):
        raise NotFound("Không tìm thấy giấy này trong hội nghị.", field="papers")
    return [paper for public_id, paper in issued.items() if public_id in public_ids]


def _record(
    act: Act, event: AwardEvent | None, papers: list[Paper], *, handed_to: str, handed_on: date, note: str | None
) -> int:
    to, why = clean(handed_to), clean(note or "") or None
    if not papers:
        raise Refusal("Không có giấy nào để trao.", field="papers")
    if not to:
        raise Refusal("Hãy ghi họ tên người nhận.", field="handed_to")
    _check_day(papers, handed_on)
    _refuse_fallen(act.session, papers, handed_on)
    waiting = [paper for paper in papers if not paper.is_collected]
    if not waiting:
        waiting = _answered(papers, to=to, on=handed_on, why=why)
    _write(act, event, waiting, handed_to=to, handed_on=handed_on, note=why)
    return len(waiting)


def _check_day(papers: list[Paper], handed_on: date) -> None:
    if handed_on > clock.today():
        raise Refusal("Ngày trao không được sau ngày hôm nay.", field="handed_on")
    signed = max((paper.decision.signed_on for paper in papers if paper.decision.signed_on), default=None)
    if signed is not None and handed_on < signed:
        raise Refusal(f"Ngày trao không được trước ngày quyết định ({signed:%d/%m/%Y}).", field="handed_on")


def _refuse_fallen(session: Session, papers: list[Paper], handed_on: date) -> None:
    products = [paper for paper in papers if isinstance(paper, EventProduct)]
    for one in fallen_papers.fallen(session, products, on=handed_on):
        check_hand_over(one.standing, paper=one.name)


def _answered(papers: list[Paper], *, to: str, on: date, why: str | None) -> list[Paper]:
    """Find the entries that a new one answers; none where it says the same."""
    otherwise = [
        paper for paper in papers if paper.handed_over and (paper.handed_over.to, paper.handed_over.on) != (to, on)
    ]
    if otherwise and why is None:
        entered = otherwise[0].handed_over
        said = f"{entered.to} ngày {entered.on:%d/%m/%Y}" if entered else ""
        raise AlreadyHandedOver(f"Đã ghi trao cho {said}. Nếu ghi nhầm, hãy nêu lý do để ghi lại.", field="note")
    return otherwise


def _write(
    act: Act, event: AwardEvent | None, papers: Iterable[Paper], *, handed_to: str, handed_on: date, note: str | None
) -> None:
    for paper in papers:
        is_star = isinstance(paper, EventProduct)
        act.add(
            Handover(
                event_id=event.id if event else None,
                certificate_id=paper.certificate_id if is_star else None,
                merit_certificate_id=None if is_star else paper.certificate_id,
                handed_to=handed_to,
                handed_on=handed_on,
                recorded_at=act.at,
                by_id=act.actor.account_id,
                note=note,
            )
        )
