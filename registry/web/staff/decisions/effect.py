"""Putting a signed decision in effect: a job of the worker, watched from here."""

from flask.typing import ResponseReturnValue

from registry.jobs import issuing, progress
from registry.jobs.progress import JobState
from registry.jobs.queue import put_in_effect_later
from registry.queries import signed_annexes
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import is_demonstration, settings
from registry.rules.decision_life import DecisionAct, DecisionState, check_second_person, move
from registry.rules.refusal import Refusal
from registry.usecases.deciding import refuse_unseen
from registry.usecases.issue_plan import Plan, plan
from registry.usecases.signed_annexes import refuse_unreconciled, stands_in_the_way
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.decisions.blueprint import found, pages
from registry.web.staff.decisions.forms import SeenForm, shown_now
from registry.web.staff.decisions.steps import may_be_second


@pages.route("/<id:public_id>/hieu-luc", methods=["GET", "POST"])
def put_in_effect(public_id: str) -> ResponseReturnValue:
    """Say what putting the decision in effect will do, order it, and show how far it has come."""
    job = progress.latest(public_id, kind=issuing.KIND)
    detail = found(public_id)
    decision, actor = detail.decision, current_actor()
    form = SeenForm(data={"version": str(decision.version)})
    if decision.state is DecisionState.IN_EFFECT:
        return see_other("staff_decisions.papers", public_id=public_id)
    if form.validate_on_submit():
        with refused_into(form), shown_now(form, detail):
            move(decision.state, DecisionAct.PUT_IN_EFFECT)
            check_second_person(decision.drafter_ids, actor)
            refuse_unseen(decision, seen=form.seen, then="đưa vào hiệu lực")
            refuse_unreconciled(reading_session(), decision)
            put_in_effect_later(actor=actor, decision=public_id, seen=form.seen or decision.version)
            return see_other("staff_decisions.put_in_effect", public_id=public_id)
    planned, refusal = _planned(detail)
    annex = signed_annexes.latest(reading_session(), decision)
    return answer_form(
        "staff/decisions/put_in_effect.html",
        form=form,
        detail=detail,
        # A job that is done was done after this page began to read: the next look finds the decision in effect.
        job=job if job is not None and job.state is not JobState.FAILED else None,
        failure=job.text if job is not None and job.state is JobState.FAILED else None,
        planned=planned,
        refusal=refusal,
        is_second=may_be_second(decision, actor),
        annex=annex,
        waits_for_annex=stands_in_the_way(reading_session(), decision, annex),
    )


def _planned(detail: DecisionDetail) -> tuple[Plan | None, str | None]:
    if detail.decision.state is not DecisionState.SIGNED:
        return None, "Quyết định chưa ký, chưa thể đưa vào hiệu lực."
    session = reading_session()
    try:
        return plan(session, detail.decision, settings(session), is_demonstration=is_demonstration(session)), None
    except Refusal as refusal:
        return None, refusal.text
