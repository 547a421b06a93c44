"""The council of a round: who sits in it, who is there, and who has a tie with whom."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.assessment_round import RoundState
from registry.queries import assessment_rounds, rounds_at_work
from registry.usecases import rounds, substitutes
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.rounds.blueprint import found, found_seat, pages
from registry.web.staff.rounds.forms import PresenceForm, SeatForm, SubstituteForm, TieForm


@pages.route("/<id:public_id>/hoi-dong", methods=["GET", "POST"])
def seat(public_id: str) -> ResponseReturnValue:
    """Give somebody a seat in the council."""
    row, form = found(public_id), SeatForm()
    if form.validate_on_submit():
        with refused_into(form):
            rounds.seat(
                actor=current_actor(),
                round_=public_id,
                **form.said("account", "role", "agency", "office", "substitute_for"),
            )
            flash("Đã thêm thành viên.", "success")
            return see_other("staff_rounds.seat", public_id=public_id)
    return answer_form(
        "staff/rounds/seat.html",
        form=form,
        round=row,
        is_preparing=row.state is RoundState.PREPARING,
        has_people=bool(rounds_at_work.members_to_seat(reading_session())),
    )


@pages.route("/<id:public_id>/hoi-dong/<id:seat_id>/bo", methods=["GET", "POST"])
def unseat(public_id: str, seat_id: str) -> ResponseReturnValue:
    """Take a seat away before scoring begins, asking first."""
    row = found(public_id)
    member, form = found_seat(row, seat_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            rounds.unseat(actor=current_actor(), seat=seat_id)
            flash(f"Đã bỏ {member.account.name} khỏi Hội đồng.", "success")
            return see_other("staff_rounds.show", public_id=public_id)
    return answer_form("staff/rounds/unseat.html", form=form, round=row, seat=member)


@pages.route("/<id:public_id>/hoi-dong/<id:seat_id>/du-thay", methods=["GET", "POST"])
def substitute(public_id: str, seat_id: str) -> ResponseReturnValue:
    """Let somebody take a seat over."""
    row = found(public_id)
    member = found_seat(row, seat_id)
    form = SubstituteForm(data={"agency": member.agency, "on": clock.today()})
    seated = {one.account.public_id for one in row.seats}
    people = [(one.public_id, one.name) for one in rounds_at_work.members_to_seat(reading_session())]
    form.account.choices = [("", "Chọn"), *(one for one in people if one[0] not in seated)]
    form.ties.choices = [
        (one.producer.public_id, one.producer.name)
        for one in {
            dossier.producer_id: dossier for dossier in assessment_rounds.dossiers_of(reading_session(), row.id)
        }.values()
    ]
    if form.validate_on_submit():
        with refused_into(form):
            substitutes.substitute(
                actor=current_actor(),
                seat=seat_id,
                ties=dict.fromkeys(form.ties.data or [], str(form.tie.data or "")),
                **form.said("account", "agency", "office", "on", "reason"),
            )
            flash(f"Đã cử người dự thay {member.account.name}. Phiếu đã ký trước đó vẫn được tính.", "success")
            return see_other("staff_rounds.show", public_id=public_id)
    return answer_form(
        "staff/rounds/substitute.html",
        form=form,
        round=row,
        seat=member,
        has_people=len(form.account.choices) > 1,
        is_possible=row.state is not RoundState.CONCLUDED and member in assessment_rounds.sitting(row),
    )


@pages.route("/<id:public_id>/hoi-dong/co-mat", methods=["GET", "POST"])
def mark_present(public_id: str) -> ResponseReturnValue:
    """Write down who is there."""
    row = found(public_id)
    form = PresenceForm(data={"present": [one.public_id for one in row.seats if one.is_present]})
    form.present.choices = [
        (one.public_id, f"{one.account.name} – {one.agency}") for one in assessment_rounds.sitting(row)
    ]
    if form.validate_on_submit():
        with refused_into(form):
            rounds.mark_present(actor=current_actor(), round_=public_id, present=form.present.data or [])
            flash("Đã ghi thành viên có mặt.", "success")
            return see_other("staff_rounds.show", public_id=public_id)
    return answer_form("staff/rounds/mark_present.html", form=form, round=row)


@pages.route("/<id:public_id>/hoi-dong/<id:seat_id>/quan-he", methods=["GET", "POST"])
def tie(public_id: str, seat_id: str) -> ResponseReturnValue:
    """Write down a tie between a member and a producer of the round."""
    row = found(public_id)
    member, form = found_seat(row, seat_id), TieForm()
    producers = {
        one.producer.public_id: one.producer for one in assessment_rounds.dossiers_of(reading_session(), row.id)
    }
    tied = {one.producer_id for one in member.ties}
    form.producer.choices = [
        ("", "Chọn"),
        *((key, one.name) for key, one in producers.items() if one.id not in tied),
    ]
    if form.validate_on_submit():
        with refused_into(form):
            rounds.tie(
                actor=current_actor(), seat=seat_id, producer=form.producer.data or "", reason=form.reason.data or ""
            )
            flash(f"Đã ghi: {member.account.name} không chấm hồ sơ của chủ thể này.", "success")
            return see_other("staff_rounds.show", public_id=public_id)
    return answer_form(
        "staff/rounds/tie.html", form=form, round=row, seat=member, has_producers=len(form.producer.choices) > 1
    )
