"""The papers of one decision: which were printed on which blank, and recording those still to print in one go."""

from dataclasses import dataclass
from datetime import date

from flask import flash, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import decisions as decision_queries
from registry.queries import print_ledger as ledger
from registry.queries.decisions import DecisionDetail
from registry.queries.print_ledger import PrintablePaper
from registry.rules.blank_numbers import LONGEST, mark_of_run, successive
from registry.rules.decision_life import DecisionState
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases import print_ledger
from registry.web.dates import read_day, short_day
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.prints.blueprint import may_print, pages
from registry.web.staff.prints.forms import PrintAllForm


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would be recorded if the papers were printed from one blank on."""

    first: str
    day: date
    papers: tuple[tuple[PrintablePaper, str], ...]
    """Each paper with its blank."""
    complaint: str = ""
    """Why it cannot be so."""

    @property
    def mark(self) -> str:
        """What the run is known by when it is recorded."""
        return mark_of_run((paper.public_id, number) for paper, number in self.papers)


@pages.route("/quyet-dinh/<id:public_id>", methods=["GET", "POST"])
def decision(public_id: str) -> ResponseReturnValue:
    """Show which papers of a decision were printed; record that the others were, after looking at the plan."""
    detail = decision_queries.decision(reading_session(), public_id)
    if detail is None:
        raise NotFound("Không có quyết định này.")
    form = PrintAllForm()
    if form.validate_on_submit():
        with refused_into(form):
            count = print_ledger.record_all(
                actor=current_actor(),
                decision=public_id,
                first_blank=form.first_blank.data or "",
                done_on=_day(form.day.data),
                as_seen=form.run.data or None,
            )
            flash(f"Đã ghi {count} giấy đã in.", "success")
            return see_other("staff_prints.decision", public_id=public_id)
    return _answer(detail, form)


def _day(written: str | None) -> date:
    day = read_day(clean(written or ""))
    if day is None:
        raise Refusal("Hãy nhập ngày in dạng ngày/tháng/năm.")
    return day


def _answer(detail: DecisionDetail, form: PrintAllForm) -> ResponseReturnValue:
    session = reading_session()
    papers = ledger.papers_of_decision(session, detail.decision, on=clock.today())
    return answer_form(
        "staff/prints/decision.html",
        form=form,
        detail=detail,
        papers=papers,
        left=[one for one in papers if one.printed is None and one.is_ours],
        plan=_plan(detail, form) if may_print() else None,
        may_print=may_print() and detail.decision.state is DecisionState.IN_EFFECT,
        today=short_day(clock.today()),
    )


def _plan(detail: DecisionDetail, form: PrintAllForm) -> Plan | None:
    """Work out the plan that the address asks for, or the form that was refused."""
    first = clean(request.args.get("phoi", "") or form.first_blank.data or "")[: 2 * LONGEST]
    if not first:
        return None
    try:
        day = _day(request.args.get("ngay", "") or form.day.data)
        session = reading_session()
        waiting = ledger.to_print(ledger.papers_of_decision(session, detail.decision, on=day))
        numbers = successive(first, len(waiting), spoiled=ledger.spoiled_blanks(session))
        taken = ledger.blanks(session, numbers)
    except Refusal as refusal:
        return Plan(first=first, day=clock.today(), papers=(), complaint=refusal.text)
    complaint = ""
    if not waiting:
        complaint = "Vào ngày này không có giấy nào cần in: mọi giấy đã in hoặc không còn giá trị."
    elif taken:
        complaint = f"Phôi số {taken[0].blank_number} đã dùng in giấy {taken[0].number} ({taken[0].subject})."
    return Plan(first=first, day=day, papers=tuple(zip(waiting, numbers, strict=True)), complaint=complaint)
