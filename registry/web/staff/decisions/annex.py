"""Filling the annex of a draft: products found as one types, one line after the other."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import annex_candidates, revocation_clocks
from registry.queries.annex_candidates import ProductCandidate
from registry.queries.annexes import AnnexLine
from registry.queries.decisions import DecisionDetail
from registry.rules.decision_life import DecisionKind
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import NotFound
from registry.rules.search_key import clean
from registry.usecases import drafting
from registry.usecases.drafting import ChangedMeanwhile
from registry.usecases.lines import judge_line
from registry.web.doors import current_actor
from registry.web.forms.fields import Required, WholeField
from registry.web.forms.form import ConfirmForm, OurForm
from registry.web.listing import LONGEST_TEXT, TEXT
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.decisions.blueprint import open_draft, pages
from registry.web.staff.decisions.line_forms import FORMS, LineForm, values_of

ABOUT_CERTIFICATES = frozenset({DecisionKind.CORRECTION, DecisionKind.REVOCATION})


class MoveForm(OurForm):
    """Where a line is to stand."""

    position = WholeField("Chuyển đến vị trí", [Required()])

    @property
    def place(self) -> int:
        """The place typed."""
        return int(self.position.data or 1)


@pages.get("/<id:public_id>/them")
def choose_product(public_id: str) -> ResponseReturnValue:
    """Find the product of a new line."""
    detail = open_draft(public_id)
    if detail.decision.kind is DecisionKind.AWARD:
        return redirect(url_for("staff_decisions.choose_recipient", public_id=public_id), 303)
    text = clean(request.args.get(TEXT, "")[: LONGEST_TEXT * 2])[:LONGEST_TEXT]
    return render_template(
        "staff/decisions/choose_product.html",
        detail=detail,
        text=text,
        found=annex_candidates.products(reading_session(), text, today=clock.today()),
        at_most=annex_candidates.AT_MOST,
        places={line.product: line.position for line in detail.lines},
        needs_certificate=detail.decision.kind in ABOUT_CERTIFICATES,
    )


@pages.route("/<id:public_id>/them/<id:product_id>", methods=["GET", "POST"])
def add_line(public_id: str, product_id: str) -> ResponseReturnValue:
    """Add a line about a product at the end of the annex."""
    detail, product = open_draft(public_id), _product(product_id)
    form = _form(detail, product, _proposed(detail, product))
    if form.validate_on_submit():
        with refused_into(form):
            drafting.add_lines(actor=current_actor(), decision=public_id, lines=[form.line(product_id)])
            flash(f"Đã thêm dòng {len(detail.lines) + 1}: {product.name}.", "success")
            return see_other("staff_decisions.choose_product", public_id=public_id)
    _judge(form, detail, product_id)
    is_revoking = detail.decision.kind is DecisionKind.REVOCATION
    running = revocation_clocks.of_products(reading_session(), [product_id]) if is_revoking else {}
    return answer_form(
        "staff/decisions/add_line.html",
        form=form,
        detail=detail,
        product=product,
        revocation_clocks=list(running.values()),
        today=clock.today(),
    )


@pages.route("/<id:public_id>/dong/<id:line_id>", methods=["GET", "POST"])
def change_line(public_id: str, line_id: str) -> ResponseReturnValue:
    """Change a line of the annex."""
    detail = open_draft(public_id)
    line = _line(detail, line_id)
    product = _product(line.product)
    form = _form(detail, product, values_of(line))
    is_behind = False
    if form.validate_on_submit():
        with refused_into(form):
            try:
                _amend(public_id, line, form)
            except ChangedMeanwhile:
                is_behind, form.seen.data = True, line.mark
                raise
            flash(f"Đã lưu dòng {line.position}: {line.product_name}.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    _judge(form, detail, line.product)
    return answer_form(
        "staff/decisions/change_line.html",
        form=form,
        detail=detail,
        line=line,
        product=product,
        is_behind=is_behind,
        move_form=MoveForm(formdata=None, data={"position": line.position}),
    )


@pages.route("/<id:public_id>/dong/<id:line_id>/bo", methods=["GET", "POST"])
def remove_line(public_id: str, line_id: str) -> ResponseReturnValue:
    """Take a line out of the annex, asking first."""
    detail = open_draft(public_id)
    line, form = _line(detail, line_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            drafting.remove_line(actor=current_actor(), decision=public_id, line=line_id)
            flash(f"Đã bỏ {line.product_name} khỏi phụ lục.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    return answer_form("staff/decisions/remove_line.html", form=form, detail=detail, line=line)


@pages.post("/<id:public_id>/dong/<id:line_id>/chuyen")
def move_line(public_id: str, line_id: str) -> ResponseReturnValue:
    """Put a line at another place of the annex; those between make room."""
    detail = open_draft(public_id)
    line, form = _line(detail, line_id), MoveForm()
    if form.validate_on_submit():
        order = moved([one.public_id for one in detail.lines], line_id, to=form.place)
        with refused_into(form):
            drafting.reorder_lines(actor=current_actor(), decision=public_id, order=order)
            flash(f"{line.product_name} nay ở dòng {order.index(line_id) + 1}.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    return say_errors(form, "staff_decisions.change_line", public_id=public_id, line_id=line_id)


def moved(order: list[str], one: str, *, to: int) -> list[str]:
    """Return an order with one member at another place, counted from 1."""
    rest = [other for other in order if other != one]
    place = min(max(to, 1), len(order)) - 1
    return [*rest[:place], one, *rest[place:]]


def say_errors(form: OurForm, endpoint: str, **values: Any) -> ResponseReturnValue:
    """Lead back to the page a small form stands on, with what is wrong in it said above."""
    said = [*form.form_errors, *(text for field in form for text in field.errors)]
    for text in dict.fromkeys(said):
        flash(text, "error")
    return see_other(endpoint, **values)


def _amend(decision: str, line: AnnexLine, form: LineForm) -> None:
    drafting.amend_line(
        actor=current_actor(),
        decision=decision,
        line=line.public_id,
        values=form.line(line.product),
        seen=str(form.seen.data or ""),
    )


def _judge(form: LineForm, detail: DecisionDetail, product: str) -> None:
    """Say of what could be read what the act would say, where something else could not be."""
    if form.errors:
        with refused_into(form):
            judge_line(detail.decision, form.line(product), detail.instruments)


def _form(detail: DecisionDetail, product: ProductCandidate, values: dict[str, Any]) -> LineForm:
    if detail.decision.kind not in FORMS:
        raise NotFound("Quyết định khen thưởng không có dòng sản phẩm.")
    form = FORMS[detail.decision.kind](data=values)
    form.take_product(product)
    return form


def _proposed(detail: DecisionDetail, product: ProductCandidate) -> dict[str, Any]:
    """Propose what the line before it says, since the products of one decision were assessed together."""
    last = detail.lines[-1] if detail.lines else None
    certified = RecognitionKind.REASSESSED if product.certificates else RecognitionKind.FIRST
    proposed: dict[str, Any] = {"kind": certified, "instrument": detail.decision.instrument}
    if last is not None:
        proposed |= {"filed_on": last.filed_on, "assessed_on": last.assessed_on, "instrument": last.instrument}
    return proposed


def _product(public_id: str) -> ProductCandidate:
    product = annex_candidates.product(reading_session(), public_id, today=clock.today())
    if product is None:
        raise NotFound("Không có sản phẩm này.")
    return product


def _line(detail: DecisionDetail, public_id: str) -> AnnexLine:
    for line in detail.lines:
        if line.public_id == public_id:
            return line
    raise NotFound("Phụ lục không còn dòng này.")
