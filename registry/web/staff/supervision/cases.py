"""Complaints and demands: taken in, shown, answered, closed."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.producer import Producer
from registry.queries import producer_record, supervision
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound
from registry.rules.supervision import CaseState
from registry.usecases import complainer_erasure, supervision_cases
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.supervision.blueprint import found_case, may_supervise, pages
from registry.web.staff.supervision.forms import AnswerForm, CloseForm, EraseForm, ReceiveForm


@pages.route("/vu-viec/tiep-nhan", methods=["GET", "POST"])
def receive() -> ResponseReturnValue:
    """Take in a complaint or a demand: about a producer whose page one came from, or about nobody known."""
    producer = _producer(request.args.get("chu-the"))
    form = ReceiveForm(data={"received_on": clock.today()})
    asked = ["kind", "received_on", "document", "from_whom", "about"]
    if producer:
        goods = supervision.products_of(reading_session(), producer.id)
        form.product.choices = [("", "Không rõ hoặc nhiều sản phẩm"), *goods]
        asked.append("product")
    else:
        del form.product
    if form.validate_on_submit():
        with refused_into(form):
            made = supervision_cases.receive(
                actor=current_actor(),
                producer=producer.public_id if producer else None,
                **form.said(*asked),
            )
            flash("Đã tiếp nhận vụ việc.", "success")
            return see_other("staff_supervision.case", public_id=made)
    return answer_form("staff/supervision/receive.html", form=form, producer=producer)


@pages.get("/vu-viec/<id:public_id>")
def case(public_id: str) -> ResponseReturnValue:
    """Show a case; who wrote is shown to those who supervise."""
    row = found_case(public_id)
    return render_template(
        "staff/supervision/case.html",
        case=row,
        today=clock.today(),
        inspections=supervision.inspections_of_case(reading_session(), row.id),
        may_supervise=may_supervise(),
        may_answer=may_supervise() and row.state is CaseState.OPEN,
        may_close=may_supervise() and row.state is not CaseState.CLOSED,
        may_erase=current_actor().may(Permission.ERASE_PERSONAL_DATA) and row.state is not CaseState.OPEN,
    )


@pages.route("/vu-viec/<id:public_id>/tra-loi", methods=["GET", "POST"])
def answer(public_id: str) -> ResponseReturnValue:
    """Write down what a case was answered."""
    row, form = found_case(public_id), AnswerForm(data={"answered_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            supervision_cases.answer(actor=current_actor(), case=public_id, **form.said("words", "answered_on"))
            flash("Đã ghi câu trả lời.", "success")
            return see_other("staff_supervision.case", public_id=public_id)
    return answer_form("staff/supervision/answer.html", form=form, case=row)


@pages.route("/vu-viec/<id:public_id>/ket-thuc", methods=["GET", "POST"])
def close(public_id: str) -> ResponseReturnValue:
    """Close a case."""
    row, form = found_case(public_id), CloseForm(data={"closed_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            supervision_cases.close(actor=current_actor(), case=public_id, **form.said("closed_on", "reason"))
            flash("Đã kết thúc vụ việc.", "success")
            return see_other("staff_supervision.case", public_id=public_id)
    return answer_form("staff/supervision/close.html", form=form, case=row)


@pages.route("/vu-viec/<id:public_id>/xoa-du-lieu", methods=["GET", "POST"])
def erase(public_id: str) -> ResponseReturnValue:
    """Erase who brought a case, and what its words say of that person."""
    row = found_case(public_id)
    form = EraseForm(data={"about": row.about, "answer": row.answer})
    if row.answer is None:
        del form.answer
    if form.validate_on_submit():
        with refused_into(form):
            asked = ["ground", "about", *(["answer"] if "answer" in form else [])]
            complainer_erasure.erase_complainer(actor=current_actor(), case=public_id, **form.said(*asked))
            flash("Đã xóa dữ liệu người phản ánh, cả ở các bản cũ. Việc xóa được ghi vào nhật ký.", "success")
            return see_other("staff_supervision.case", public_id=public_id)
    return answer_form("staff/supervision/erase.html", form=form, case=row)


def _producer(public_id: str | None) -> Producer | None:
    if not public_id:
        return None
    row = producer_record.producer(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có chủ thể này.")
    return row
