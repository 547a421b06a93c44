"""One decision: begun, looked at, its heading changed, taken back, given up."""

from functools import partial
from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.jobs import issuing, progress
from registry.models.decision import Origin
from registry.queries import decision_life, revocation_clocks, rounds_at_work
from registry.queries.decisions import DecisionDetail
from registry.queries.revocation_clocks import RevocationClock
from registry.rules.decision_life import DecisionAct, DecisionKind, DecisionState, open_acts
from registry.rules.permissions import Permission
from registry.usecases import deciding, drafting
from registry.usecases.drafting import ChangedMeanwhile
from registry.usecases.lines import check_validity
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.decisions import lists
from registry.web.staff.decisions.blueprint import found, open_draft, pages
from registry.web.staff.decisions.forms import HEADING, AmendForm, DraftForm, HeadingForm, ReasonForm
from registry.web.staff.decisions.steps import next_step, steps

KIND = "loai"


@pages.route("/moi", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Begin a decision."""
    known = {kind.value: kind for kind in DecisionKind}
    form = DraftForm(data={"kind": known.get(request.args.get(KIND, ""), DecisionKind.RECOGNITION)})
    if form.validate_on_submit():
        with refused_into(form):
            public_id = drafting.draft(actor=current_actor(), **form.said("kind", "corrects", *HEADING))
            flash("Đã lập dự thảo. Bước tiếp theo: điền phụ lục.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    _judge(form)
    return answer_form("staff/decisions/create.html", form=form)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one decision: how far it has come, what to do next, and its annex."""
    detail, actor = found(public_id), current_actor()
    decision, is_ours = detail.decision, detail.decision.origin is Origin.ISSUED
    life = decision_life.life(reading_session(), decision)
    job = progress.latest(public_id, kind=issuing.KIND)
    context = {
        "detail": detail,
        "decision": decision,
        "steps": steps(decision.state, life) if is_ours else [],
        "next": next_step(decision, actor) if is_ours else None,
        "life": life,
        "acts": open_acts(decision.state) if is_ours else [],
        "may_draft": is_ours and actor.may(Permission.DRAFT_DECISION),
        "may_approve": is_ours and actor.may(Permission.APPROVE_DECISION),
        "may_import": actor.may(Permission.IMPORT),
        "is_open": is_ours and decision.state is DecisionState.DRAFT,
        "is_award": decision.kind is DecisionKind.AWARD,
        "rounds": rounds_at_work.rounds_of_decision(reading_session(), decision.id),
        "may_view_rounds": actor.may(Permission.VIEW_DOSSIERS),
        "today": clock.today(),
        "revocation_clocks": _revocation_clocks(detail),
        "is_under_way": job is not None and job.is_open and decision.state is DecisionState.SIGNED,
    }
    if decision.kind is DecisionKind.AWARD:
        query = partial(lists.RECIPIENTS.page, detail.recipients)
        return lists.recipients(detail).answer("staff/decisions/show.html", query=query, **context)
    lines = partial(lists.LINES.page, detail.lines)
    return lists.annex(detail).answer("staff/decisions/show.html", query=lines, **context)


def _revocation_clocks(detail: DecisionDetail) -> list[RevocationClock]:
    """Return the days in which what the annex revokes is to be decided; none once that is done or given up."""
    decision = detail.decision
    done = {DecisionState.IN_EFFECT, DecisionState.CANCELLED}
    if decision.kind is not DecisionKind.REVOCATION or decision.state in done:
        return []
    found = revocation_clocks.of_products(reading_session(), {line.product for line in detail.lines})
    return sorted(found.values(), key=lambda one: one.due)


@pages.route("/<id:public_id>/sua", methods=["GET", "POST"])
def change(public_id: str) -> ResponseReturnValue:
    """Change the heading of a draft."""
    detail = open_draft(public_id)
    decision = detail.decision
    corrects = decision.corrects.public_id if decision.corrects else ""
    form = AmendForm(data={**_heading(detail), "corrects": corrects, "version": str(decision.version)})
    is_behind = False
    if form.validate_on_submit():
        with refused_into(form):
            try:
                _amend(public_id, form)
            except ChangedMeanwhile:
                is_behind = True
                form.version.data = str(decision.version)
                raise
            flash("Đã lưu.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    _judge(form)
    return answer_form("staff/decisions/change.html", form=form, detail=detail, is_behind=is_behind)


def _judge(form: HeadingForm) -> None:
    """Say of what could be read what the act would say, where something else could not be."""
    if form.errors:
        with refused_into(form):
            check_validity(*form.said("valid_from", "valid_until", "validity_ground").values())


def _amend(public_id: str, form: AmendForm) -> None:
    drafting.amend(actor=current_actor(), decision=public_id, version=form.seen, **form.said("corrects", *HEADING))


def _heading(detail: DecisionDetail) -> dict[str, Any]:
    return {name: getattr(detail.decision, name) for name in HEADING}


def _take_back(public_id: str, act: DecisionAct, template: str, done: str) -> ResponseReturnValue:
    detail, form = found(public_id), ReasonForm()
    acts = {DecisionAct.REOPEN: deciding.reopen, DecisionAct.CANCEL: deciding.cancel}
    if form.validate_on_submit():
        with refused_into(form):
            acts[act](actor=current_actor(), decision=public_id, reason=form.reason.data or "")
            flash(done, "success")
            return see_other("staff_decisions.show", public_id=public_id)
    is_possible = detail.decision.origin is Origin.ISSUED and act in open_acts(detail.decision.state)
    return answer_form(template, form=form, detail=detail, is_possible=is_possible)


@pages.route("/<id:public_id>/mo-lai", methods=["GET", "POST"])
def reopen(public_id: str) -> ResponseReturnValue:
    """Take a decision back to a draft, with a reason."""
    return _take_back(public_id, DecisionAct.REOPEN, "staff/decisions/reopen.html", "Đã đưa về dự thảo.")


@pages.route("/<id:public_id>/tra-lai", methods=["GET", "POST"])
def send_back(public_id: str) -> ResponseReturnValue:
    """Send a decision back to its drafter, as the second person, with a reason."""
    return _take_back(public_id, DecisionAct.REOPEN, "staff/decisions/send_back.html", "Đã trả lại người soạn.")


@pages.route("/<id:public_id>/bo", methods=["GET", "POST"])
def cancel(public_id: str) -> ResponseReturnValue:
    """Give up a decision that was not signed, with a reason."""
    return _take_back(public_id, DecisionAct.CANCEL, "staff/decisions/cancel.html", "Đã bỏ dự thảo.")
