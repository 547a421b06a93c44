"""A decision from complete draft to signed: check sheet, second person, signed facts."""

from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry import clock
from registry.documents import letterhead
from registry.models.decision import Decision, DecisionLine, FindingAcknowledged
from registry.queries import check_sheet
from registry.queries.settings import is_demonstration, settings
from registry.rules import decision_life, numbering
from registry.rules.decision_life import DecisionAct
from registry.rules.finding import Finding, unsettled
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.transaction import reading
from registry.usecases.drafting import ChangedMeanwhile, find, open_draft
from registry.usecases.journal import Act, acting
from registry.usecases.scans import check_scan, scan_file
from registry.usecases.signed_annexes import refuse_differing
from registry.vault import Vault

SIGNED_FACTS = ("number", "signed_on", "year", "signatory", "signatory_office", "authority_lines")
"""What is known only once a decision is signed; a reopening takes them away."""


class FindingsStandInTheWay(Refusal):
    """The check sheet has findings that block or that nobody acknowledged."""


def acknowledge(*, actor: Actor, decision: str, finding_key: str) -> None:
    """Let a finding of the check sheet stand, under the actor's own name.

    :raises NotFound: if the check sheet has no such finding now.
    """
    with acting(actor, "decision.acknowledge", Permission.DRAFT_DECISION) as act:
        row = open_draft(act, decision)
        finding = next((one for one in check_sheet.findings(act.session, row) if one.key == finding_key), None)
        if finding is None:
            raise NotFound("Phát hiện này không còn trong bảng kiểm tra. Hãy tải lại trang.")
        known = act.session.scalar(
            select(FindingAcknowledged.id).where(
                FindingAcknowledged.decision_id == row.id, FindingAcknowledged.finding_key == finding_key
            )
        )
        if known is None:
            act.add(
                FindingAcknowledged(
                    decision_id=row.id, finding_key=finding_key, text=finding.text, by_id=actor.account_id, at=act.at
                )
            )


def open_findings(decision: str) -> list[Finding]:
    """Return what the check sheet of a decision finds now and nobody has acknowledged."""
    with reading() as session:
        row = _read(session, decision)
        acknowledged = check_sheet.acknowledged(session, row)
        return unsettled(check_sheet.findings(session, row), acknowledged=acknowledged)


def _read(session: Session, public_id: str) -> Decision:
    row = session.scalar(select(Decision).where(Decision.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy quyết định này.")
    return row


def refuse_unsettled(act: Act, decision: Decision) -> None:
    """Let a decision pass whose check sheet is settled as of now.

    :raises FindingsStandInTheWay: naming what still stands in the way.
    """
    acknowledged = check_sheet.acknowledged(act.session, decision)
    left = unsettled(check_sheet.findings(act.session, decision), acknowledged=acknowledged)
    if left:
        shown = " ".join(finding.text for finding in left[:3])
        more = f" Và {len(left) - 3} điều khác." if len(left) > 3 else ""
        raise FindingsStandInTheWay(f"Bảng kiểm tra còn {len(left)} điều chưa xử lý. {shown}{more}")


def check(*, actor: Actor, decision: str) -> None:
    """Declare a draft complete: its check sheet is settled.

    :raises FindingsStandInTheWay: if it is not.
    """
    with acting(actor, "decision.check", Permission.DRAFT_DECISION) as act:
        row = find(act, decision, lock=True)
        row.state = decision_life.move(row.state, DecisionAct.CHECK)
        refuse_unsettled(act, row)
        row.checked_at = act.at


def reopen(*, actor: Actor, decision: str, reason: str) -> None:
    """Take a decision that is not in effect back to a draft; signed facts are to be entered again.

    :raises Refusal: if no reason is given, or it is in effect.
    """
    why = clean(reason)
    decision_life.check_reason(DecisionAct.REOPEN, why)
    with acting(actor, "decision.reopen", None, reason=why) as act:
        row = find(act, decision, lock=True)
        if not (actor.may(Permission.DRAFT_DECISION) or actor.may(Permission.APPROVE_DECISION)):
            raise Refusal("Tài khoản này không được đưa quyết định về dự thảo.")
        row.state = decision_life.move(row.state, DecisionAct.REOPEN)
        row.checked_at = None
        row.approved_by_id = None
        row.approved_at = None
        for fact in SIGNED_FACTS:
            setattr(row, fact, None)


def refuse_unseen(decision: Decision, *, seen: int | None, then: str) -> None:
    """Let somebody act who saw the decision as it is.

    Every change of the annex passes through the state of a draft, and each change of state makes a new version: that
    of the decision stands for its lines and recipients too, once the annex is closed.

    :param seen: the version the person saw; None for somebody who has looked at nothing.
    :param then: the act, as a sentence says what to do after looking again.
    :raises ChangedMeanwhile: if it is another one by now.
    """
    if seen is not None and seen != decision.version:
        raise ChangedMeanwhile(f"Phụ lục đã thay đổi từ khi bạn mở trang này. Hãy xem lại rồi {then}.")


def approve(*, actor: Actor, decision: str, seen: int | None = None) -> None:
    """Approve a checked decision as the second person; its annex is frozen and goes for signature.

    :param seen: as for refuse_unseen().
    :raises ChangedMeanwhile: if it is another one than the approver saw.
    :raises SamePerson: if the actor drafted it.
    :raises FindingsStandInTheWay: if the register has moved so that the check sheet no longer holds.
    :raises AnnexDiffers: if an annex was held against it already and differs, and nobody has let that pass.
    """
    with acting(actor, "decision.approve", Permission.APPROVE_DECISION) as act:
        row = find(act, decision, lock=True)
        state = decision_life.move(row.state, DecisionAct.APPROVE)
        decision_life.check_second_person(row.drafter_ids, actor)
        refuse_unseen(row, seen=seen, then="duyệt")
        refuse_unsettled(act, row)
        refuse_differing(act.session, row)
        row.state = state
        row.approved_by_id = actor.account_id
        row.approved_at = act.at


def sign(
    *,
    actor: Actor,
    decision: str,
    number: str,
    signed_on: date,
    signatory: str,
    signatory_office: str | None = None,
    authority_lines: str | None = None,
    scan: bytes | None = None,
    scan_name: str = "quyet-dinh-da-ky.pdf",
    seen: int | None = None,
) -> None:
    """Enter the facts of the signed decision: number, date, signatory, scan.

    :param seen: as for refuse_unseen().
    :raises ChangedMeanwhile: if it is another one than the person saw.
    :raises AnnexDiffers: if the signed annex was compared and differs, and nobody has let that pass.
    :raises Refusal: if a fact cannot be: a date in the future or before the last assessment, a number already used,
        a demonstration's number in a real register, lines of authority that name another office than the signatory's,
        a scan that is no readable PDF.
    """
    authorise(actor, Permission.ENTER_SIGNATURE)
    facts: dict[str, Any] = {
        "number": number,
        "signed_on": signed_on,
        "signatory": signatory,
        "signatory_office": signatory_office,
        "authority_lines": authority_lines,
    }
    sha256 = None
    if scan is not None:
        with reading() as session:
            held = _read(session, decision)
            judge_signature(session, held, **facts, scan=scan)
        vault: Vault = current_app.config["VAULT"]
        sha256 = vault.keep(scan)
    with acting(actor, "decision.sign", Permission.ENTER_SIGNATURE) as act:
        row = find(act, decision, lock=True)
        state = decision_life.move(row.state, DecisionAct.SIGN)
        refuse_unseen(row, seen=seen, then="nhập số, ngày ký")
        refuse_differing(act.session, row)
        in_order = judge_signature(act.session, row, **facts)
        row.state = state
        row.number = in_order
        row.signed_on = signed_on
        row.year = signed_on.year
        row.signatory = clean(signatory)
        row.signatory_office = clean(signatory_office or "") or None
        row.authority_lines = authority_lines
        if sha256 is not None and scan is not None:
            act.add(scan_file(act, sha256=sha256, size=len(scan), filename=scan_name, decision_id=row.id))


def judge_signature(
    session: Session,
    decision: Decision,
    *,
    number: str | None,
    signed_on: date | None,
    signatory: str | None,
    signatory_office: str | None = None,
    authority_lines: str | None = None,
    scan: bytes | None = None,
) -> str:
    """Return the number of a signed decision, in order.

    :raises Refusal: at every signed fact that is missing or cannot be; see sign().
    """
    hearing = Hearing()
    assessed = session.scalar(select(func.max(DecisionLine.assessed_on)).where(DecisionLine.decision_id == decision.id))
    in_order = hearing.ask(
        decision_life.check_signed_facts,
        number=number or "",
        signed_on=signed_on,
        today=clock.today(),
        last_assessed_on=assessed,
    )
    hearing.ask(_refuse_foreign_number, session, decision, number or "", signed_on)
    hearing.ask(_refuse_nobody, signatory)
    printed = letterhead.authority_lines(authority_lines, settings(session), by_the_chairman=False)
    hearing.ask(decision_life.check_authority, printed, office=signatory_office)
    if scan is not None:
        hearing.ask(check_scan, scan)
    return hearing.settle(in_order)


def _refuse_nobody(signatory: str | None) -> None:
    if not clean(signatory or ""):
        raise Refusal("Hãy nhập họ tên người ký.", field="signatory")


def _refuse_foreign_number(session: Session, decision: Decision, typed: str, signed_on: date | None) -> None:
    number = numbering.check_decision_number(typed)
    numbering.check_number_belongs(number, demonstration=is_demonstration(session))
    if signed_on is None:
        return
    taken = session.scalar(
        select(Decision.id).where(
            Decision.body_id == decision.body_id,
            Decision.number == number,
            Decision.year == signed_on.year,
            Decision.id != decision.id,
        )
    )
    if taken is not None:
        raise Refusal(f"Số {number} năm {signed_on.year} đã có trong sổ.", field="number")


def cancel(*, actor: Actor, decision: str, reason: str) -> None:
    """Give up a decision that was not signed.

    :raises Refusal: if no reason is given, or it is signed.
    """
    why = clean(reason)
    decision_life.check_reason(DecisionAct.CANCEL, why)
    with acting(actor, "decision.cancel", Permission.DRAFT_DECISION, reason=why) as act:
        row = find(act, decision, lock=True)
        row.state = decision_life.move(row.state, DecisionAct.CANCEL)
