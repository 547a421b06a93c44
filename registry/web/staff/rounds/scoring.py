"""Scoring in a round: begun, watched by the secretary, and talked over where members differ too much."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.assessment_round import RoundState
from registry.queries import assessment_rounds, council_standing
from registry.queries.criteria import as_kept
from registry.usecases import rounds, scoring
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.rounds.blueprint import found, found_dossier, may_run, pages
from registry.web.staff.rounds.forms import BeginForm, DiscussionForm


@pages.route("/<id:public_id>/bat-dau", methods=["GET", "POST"])
def begin(public_id: str) -> ResponseReturnValue:
    """Constitute the council and let it score; everything that is missing is said at once."""
    row, form = found(public_id), BeginForm(data={"held_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            rounds.begin(actor=current_actor(), round_=public_id, **form.said("held_on"))
            flash("Hội đồng bắt đầu chấm. Thành viên thấy hồ sơ ở trang của mình.", "success")
            if form.said("held_on")["held_on"] >= row.finish_before:
                flash(f"Ngày đánh giá không trước thời hạn kết thúc của đợt ({short_day(row.finish_before)}).", "info")
            return see_other("staff_rounds.board", public_id=public_id)
    return answer_form(
        "staff/rounds/begin.html",
        form=form,
        round=row,
        is_possible=row.state is RoundState.PREPARING,
        dossiers=assessment_rounds.dossiers_of(reading_session(), row.id),
    )


@pages.get("/<id:public_id>/tien-do")
def board(public_id: str) -> ResponseReturnValue:
    """Show who has signed which sheet; never what a member has ticked before that."""
    row = found(public_id)
    at = council_standing.standings(reading_session(), row)
    return render_template(
        "staff/rounds/board.html",
        round=row,
        standings=at,
        signed=sum(len(one.signed) for one in at),
        wanted=sum(len(one.entitled) for one in at),
        owing=[(seat, sum(seat in one.waiting_for for one in at if one.is_open)) for seat in row.seats],
        is_scoring=row.state is RoundState.SCORING,
        now=clock.now(),
        may_run=may_run(),
    )


@pages.route("/<id:public_id>/ho-so/<id:dossier_id>/thao-luan", methods=["GET", "POST"])
def discuss(public_id: str, dossier_id: str) -> ResponseReturnValue:
    """Write down what the council said of a dossier on which it differs too much; all score it again."""
    row = found(public_id)
    dossier, form = found_dossier(row, dossier_id), DiscussionForm()
    if form.validate_on_submit():
        with refused_into(form):
            scoring.discuss(actor=current_actor(), dossier=dossier_id, said=str(form.words.data or ""))
            flash(
                "Đã ghi nội dung thảo luận. Các phiếu của hồ sơ này mở lại để chấm; phiếu cũ vẫn được giữ.", "success"
            )
            return see_other("staff_rounds.result", public_id=public_id, dossier_id=dossier_id)
    at = council_standing.standing(reading_session(), row, dossier)
    return answer_form(
        "staff/rounds/discuss.html",
        form=form,
        round=row,
        dossier=dossier,
        at=at,
        criteria=as_kept(dossier.criteria) if dossier.criteria else None,
    )
