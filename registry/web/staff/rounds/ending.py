"""The end of a round: closed, and its results put into the annex of a decision."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry.models.assessment import Outcome
from registry.models.assessment_round import AssessmentRound, RoundState
from registry.queries import council_standing
from registry.queries.council_standing import Standing
from registry.rules.decision_life import DecisionKind
from registry.rules.dossier_life import DossierState
from registry.rules.refusal import Refusal
from registry.usecases import concluding, drafting, rounds
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.rounds.blueprint import found, pages
from registry.web.staff.rounds.forms import AnnexForm


@pages.route("/<id:public_id>/ket-thuc", methods=["GET", "POST"])
def conclude(public_id: str) -> ResponseReturnValue:
    """Close a round whose every dossier has its result, asking first."""
    row, form = found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            rounds.conclude(actor=current_actor(), round_=public_id)
            flash("Đã kết thúc đợt đánh giá. Bước tiếp theo: đưa kết quả vào dự thảo quyết định.", "success")
            return see_other("staff_rounds.show", public_id=public_id)
    at = council_standing.standings(reading_session(), row)
    return answer_form(
        "staff/rounds/conclude.html",
        form=form,
        round=row,
        standings=at,
        waiting=[one for one in at if one.is_open],
        is_possible=row.state is RoundState.SCORING,
    )


@pages.route("/<id:public_id>/phu-luc", methods=["GET", "POST"])
def annex(public_id: str) -> ResponseReturnValue:
    """Put every recognised result into the annex of a draft, in one step."""
    row = found(public_id)
    form = AnnexForm(
        data={"title": f"Công nhận kết quả đánh giá, phân hạng sản phẩm OCOP đợt {row.number} năm {row.year}"}
    )
    at = council_standing.standings(reading_session(), row)
    ready = [one for one in at if goes_into_annex(one)]
    if form.validate_on_submit():
        with refused_into(form):
            decision = form.decision.data or _draft(row, form.title.data, ready=ready)
            filled = concluding.fill_annex(actor=current_actor(), round_=public_id, decision=decision)
            flash(f"Đã đưa {filled.lines} dòng vào phụ lục.", "success")
            return see_other("staff_decisions.show", public_id=decision)
    return answer_form(
        "staff/rounds/annex.html",
        form=form,
        round=row,
        ready=ready,
        left_out=[one for one in at if one.dossier.state is DossierState.SCORED and one not in ready],
        is_possible=row.state is RoundState.CONCLUDED and bool(ready),
    )


def goes_into_annex(at: Standing) -> bool:
    """Say whether a result is recognised and stands in no decision yet."""
    is_recognised = at.result is not None and at.result.outcome is Outcome.RECOGNISE
    return is_recognised and at.dossier.state is DossierState.SCORED


def _draft(round_: AssessmentRound, title: str | None, *, ready: list[Standing]) -> str:
    """Begin a draft for the results, once there are some to put in."""
    if round_.state is not RoundState.CONCLUDED or not ready:
        raise Refusal("Chưa có kết quả nào để đưa vào phụ lục.")
    return drafting.draft(
        actor=current_actor(),
        kind=DecisionKind.RECOGNITION,
        title=title or "",
        round_no=round_.number,
        round_year=round_.year,
    )
