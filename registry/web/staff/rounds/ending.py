"""The end of a round: closed, and its results put into the annex of a decision."""

from flask import flash, request
from flask.typing import ResponseReturnValue

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
from registry.web.staff.rounds.forms import AnnexForm, HighAnnexForm


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
    """Put the results into the annex of a draft, in one step; those for the Ministry go into one of their own."""
    row = found(public_id)
    kind = DecisionKind.RESULT_APPROVAL if request.args.get("loai") == HIGH else DecisionKind.RECOGNITION
    form = _FORMS[kind](data={"title": _TITLES[kind].format(number=row.number, year=row.year)})
    at = council_standing.standings(reading_session(), row)
    ready = [one for one in at if goes_into(kind, one)]
    if form.validate_on_submit():
        with refused_into(form):
            decision = form.decision.data or _draft(row, kind, form.title.data, ready=ready)
            filled = concluding.fill_annex(actor=current_actor(), round_=public_id, decision=decision)
            flash(f"Đã đưa {filled.lines} dòng vào phụ lục.", "success")
            return see_other("staff_decisions.show", public_id=decision)
    return answer_form(
        "staff/rounds/annex.html",
        form=form,
        round=row,
        ready=ready,
        is_high=kind is DecisionKind.RESULT_APPROVAL,
        high=HIGH,
        others=sum(any(goes_into(one, each) for one in concluding.TAKES if one is not kind) for each in at),
        left_out=[one for one in at if one.dossier.state is DossierState.SCORED and not _goes_anywhere(one)],
        is_possible=row.state is RoundState.CONCLUDED and bool(ready),
    )


HIGH = "tu-90-diem"
"""Word of the address for results that the Ministry decides."""

_FORMS = {DecisionKind.RECOGNITION: AnnexForm, DecisionKind.RESULT_APPROVAL: HighAnnexForm}
_TITLES = {
    DecisionKind.RECOGNITION: "Công nhận kết quả đánh giá, phân hạng sản phẩm OCOP đợt {number} năm {year}",
    DecisionKind.RESULT_APPROVAL: "Phê duyệt kết quả đánh giá sản phẩm đạt từ 90 điểm trở lên đợt {number} năm {year}",
}


def goes_into(kind: DecisionKind, at: Standing) -> bool:
    """Say whether a decision of a kind takes a result, and none has it yet."""
    is_wanted = at.result is not None and at.result.outcome is concluding.TAKES[kind]
    return is_wanted and at.dossier.state is DossierState.SCORED


def _goes_anywhere(at: Standing) -> bool:
    return any(goes_into(kind, at) for kind in concluding.TAKES)


def _draft(round_: AssessmentRound, kind: DecisionKind, title: str | None, *, ready: list[Standing]) -> str:
    """Begin a draft for the results, once there are some to put in."""
    if round_.state is not RoundState.CONCLUDED or not ready:
        raise Refusal("Chưa có kết quả nào để đưa vào phụ lục.")
    return drafting.draft(
        actor=current_actor(),
        kind=kind,
        title=title or "",
        round_no=round_.number,
        round_year=round_.year,
    )
