"""The second person looks at everything and approves; later the signed facts are entered."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry.documents import decision_annex, draft_papers, letterhead
from registry.queries import signed_annexes
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionAct, open_acts
from registry.usecases import deciding
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.decisions.blueprint import found, pages
from registry.web.staff.decisions.check_sheet import sheet_of
from registry.web.staff.decisions.forms import SeenForm, SignatureForm, shown_now
from registry.web.staff.decisions.steps import may_be_second

FACTS = ("number", "signed_on", "signatory", "signatory_office", "authority_lines")


@pages.route("/<id:public_id>/duyet", methods=["GET", "POST"])
def approve(public_id: str) -> ResponseReturnValue:
    """Approve a checked decision as the second person."""
    detail = found(public_id)
    form = SeenForm(data={"version": str(detail.decision.version)})
    if form.validate_on_submit():
        with refused_into(form), shown_now(form, detail):
            deciding.approve(actor=current_actor(), decision=public_id, seen=form.seen)
            flash("Đã duyệt. Phụ lục đã chốt; quyết định chờ ký.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    return answer_form(
        "staff/decisions/approve.html",
        form=form,
        detail=detail,
        sheet=sheet_of(detail),
        giving=draft_papers.lines_with_papers(detail),
        is_possible=DecisionAct.APPROVE in open_acts(detail.decision.state),
        is_second=may_be_second(detail.decision, current_actor()),
    )


@pages.route("/<id:public_id>/ky", methods=["GET", "POST"])
def sign(public_id: str) -> ResponseReturnValue:
    """Enter the facts of the signed decision."""
    detail = found(public_id)
    form = SignatureForm(data={"authority_lines": _authority_lines(detail), "version": str(detail.decision.version)})
    if form.validate_on_submit():
        upload = form.scan.data
        with refused_into(form), shown_now(form, detail):
            deciding.sign(
                actor=current_actor(),
                decision=public_id,
                seen=form.seen,
                **form.said(*FACTS),
                **({"scan": upload.read(), "scan_name": upload.filename} if upload else {}),
            )
            flash("Đã ghi số, ngày ký.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    if form.errors:
        _judge(form, detail)
    is_possible = DecisionAct.SIGN in open_acts(detail.decision.state)
    annex = signed_annexes.latest(reading_session(), detail.decision)
    return answer_form("staff/decisions/sign.html", form=form, detail=detail, is_possible=is_possible, annex=annex)


def _judge(form: SignatureForm, detail: DecisionDetail) -> None:
    """Say of what could be read what the act would say, where something else could not be."""
    upload = None if form.scan.errors else form.scan.data
    if upload:
        upload.stream.seek(0)
    with refused_into(form):
        deciding.judge_signature(
            reading_session(),
            detail.decision,
            scan=upload.read() if upload else None,
            **form.said(*FACTS),
        )


def _authority_lines(detail: DecisionDetail) -> str:
    wishes = settings(reading_session())
    by_the_chairman = decision_annex.is_by_the_chairman(detail)
    return "\n".join(letterhead.proposed_authority_lines(wishes, by_the_chairman=by_the_chairman))
