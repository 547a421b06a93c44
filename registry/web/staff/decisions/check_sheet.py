"""The check sheet of a draft: what blocks, what a person must let stand under his own name."""

from dataclasses import dataclass

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from registry.queries import check_sheet as sheet_queries
from registry.queries import decision_life, signed_annexes
from registry.queries.decision_life import Acknowledgement
from registry.queries.decisions import DecisionDetail
from registry.rules.decision_life import ANNEX_OPEN, DecisionState
from registry.rules.finding import Finding, Severity
from registry.rules.permissions import Permission
from registry.rules.search_key import clean
from registry.usecases import deciding
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm, OurForm
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.decisions.annex import say_errors
from registry.web.staff.decisions.blueprint import found, pages


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the check sheet finds now, by what it asks for."""

    blocking: list[Finding]
    open: list[Finding]
    """To be acknowledged, and not acknowledged by anybody."""
    settled: list[tuple[Finding, Acknowledgement]]

    @property
    def is_settled(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.blocking and not self.open


class AcknowledgeForm(OurForm):
    """A finding that somebody lets stand."""

    finding = HiddenField()


def sheet_of(detail: DecisionDetail) -> Sheet:
    """Return the check sheet of a decision as of now."""
    session = reading_session()
    known = decision_life.acknowledgements(session, detail.decision)
    findings = sheet_queries.findings(session, detail.decision)
    asking = [one for one in findings if one.severity is Severity.ACKNOWLEDGE]
    return Sheet(
        blocking=[one for one in findings if one.severity is Severity.BLOCKS],
        open=[one for one in asking if one.key not in known],
        settled=[(one, known[one.key]) for one in asking if one.key in known],
    )


@pages.get("/<id:public_id>/kiem-tra")
def check_sheet(public_id: str) -> ResponseReturnValue:
    """Show the check sheet."""
    return _page(found(public_id), ConfirmForm())


@pages.post("/<id:public_id>/kiem-tra/xac-nhan")
def acknowledge(public_id: str) -> ResponseReturnValue:
    """Let one finding stand, under one's own name."""
    found(public_id)
    form = AcknowledgeForm()
    if form.validate_on_submit():
        with refused_into(form):
            key = clean(str(form.finding.data or ""))
            deciding.acknowledge(actor=current_actor(), decision=public_id, finding_key=key)
            return see_other("staff_decisions.check_sheet", public_id=public_id, _anchor="can-xac-nhan")
    return say_errors(form, "staff_decisions.check_sheet", public_id=public_id)


@pages.post("/<id:public_id>/kiem-tra/xong")
def check(public_id: str) -> ResponseReturnValue:
    """Declare the draft complete and pass it on to the second person."""
    detail, form = found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            deciding.check(actor=current_actor(), decision=public_id)
            flash("Đã chuyển người thứ hai duyệt. Phụ lục tạm khóa.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    return _page(detail, form)


def _page(detail: DecisionDetail, form: ConfirmForm) -> ResponseReturnValue:
    is_open = detail.decision.state in ANNEX_OPEN
    return answer_form(
        "staff/decisions/check_sheet.html",
        form=form,
        detail=detail,
        sheet=sheet_of(detail),
        annex=signed_annexes.latest(reading_session(), detail.decision),
        annex_matters=detail.decision.state in {DecisionState.SUBMITTED, DecisionState.SIGNED},
        lines={line.public_id: line for line in detail.lines},
        is_open=is_open,
        may_act=is_open and current_actor().may(Permission.DRAFT_DECISION),
    )
