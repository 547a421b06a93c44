"""One inspection: planned, shown, planned anew, cancelled."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.producer import Producer
from registry.queries import producer_record
from registry.rules.refusal import NotFound
from registry.rules.supervision import FindingTopic, InspectionMove, open_moves
from registry.usecases import inspections
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.supervision.blueprint import found, found_case, may_supervise, pages
from registry.web.staff.supervision.forms import PlanForm, ReasonForm, ReplanForm
from registry.web.words import word


@pages.route("/chu-the/<id:producer_id>/lap", methods=["GET", "POST"])
def plan(producer_id: str) -> ResponseReturnValue:
    """Plan a visit to a producer, of its own or for the sake of a case."""
    producer, form = _producer(producer_id), PlanForm()
    named = request.args.get("vu-viec")
    led_by = found_case(named) if named else None
    if form.validate_on_submit():
        with refused_into(form):
            made = inspections.plan(
                actor=current_actor(),
                producer=producer_id,
                **form.said("kind", "planned_on", "team"),
                case=led_by.public_id if led_by else None,
            )
            flash("Đã ghi kế hoạch kiểm tra.", "success")
            return see_other("staff_supervision.show", public_id=made)
    return answer_form("staff/supervision/plan.html", form=form, producer=producer, case=led_by)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show an inspection with all that was found, and what can be done next."""
    row = found(public_id)
    moves = open_moves(row.state) if may_supervise() else frozenset()
    return render_template(
        "staff/supervision/show.html",
        inspection=row,
        today=clock.today(),
        topics={topic.value: word(topic) for topic in FindingTopic},
        breaches=sum(one.is_breach for one in row.findings),
        may={move.value: move in moves for move in InspectionMove},
    )


@pages.route("/<id:public_id>/ke-hoach", methods=["GET", "POST"])
def replan(public_id: str) -> ResponseReturnValue:
    """Change day or people of a visit to come."""
    row = found(public_id)
    form = ReplanForm(data={"planned_on": row.planned_on, "team": row.team})
    if form.validate_on_submit():
        with refused_into(form):
            inspections.replan(actor=current_actor(), inspection=public_id, **form.said("planned_on", "team"))
            flash("Đã sửa kế hoạch.", "success")
            return see_other("staff_supervision.show", public_id=public_id)
    return answer_form("staff/supervision/replan.html", form=form, inspection=row)


@pages.route("/<id:public_id>/huy", methods=["GET", "POST"])
def cancel(public_id: str) -> ResponseReturnValue:
    """Cancel a visit that was not made."""
    row, form = found(public_id), ReasonForm()
    if form.validate_on_submit():
        with refused_into(form):
            inspections.cancel(actor=current_actor(), inspection=public_id, **form.said("reason"))
            flash("Đã hủy cuộc kiểm tra.", "success")
            return see_other("staff_supervision.show", public_id=public_id)
    return answer_form("staff/supervision/cancel.html", form=form, inspection=row)


def _producer(public_id: str) -> Producer:
    row = producer_record.producer(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có chủ thể này.")
    return row
