"""The dossiers of a round: taken in, and put off to a later one."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry.queries import rounds_at_work
from registry.queries.rounds_at_work import Candidate
from registry.usecases import rounds
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.rounds.blueprint import found, found_dossier, pages
from registry.web.staff.rounds.forms import AdmitForm, ReasonForm

WITHOUT_CUTOFF = "Xã chuyển sau ngày chốt; đánh giá lại không chờ ngày chốt, cả thủ tục trong 45 ngày."
"""QĐ 26/2026, Điều 7 khoản 6."""


@pages.route("/<id:public_id>/ho-so", methods=["GET", "POST"])
def admit(public_id: str) -> ResponseReturnValue:
    """Take dossiers into the round; those that fall in it are ticked already."""
    row = found(public_id)
    waiting = rounds_at_work.candidates(reading_session(), row)
    form = AdmitForm(data={"dossiers": [one.dossier.public_id for one in waiting if one.why_not is None]})
    form.dossiers.choices = [(one.dossier.public_id, _said(one)) for one in waiting]
    if form.validate_on_submit():
        chosen = form.dossiers.data or []
        with refused_into(form):
            rounds.admit(actor=current_actor(), round_=public_id, dossiers=chosen)
            flash(f"Đã đưa {len(chosen)} hồ sơ vào đợt.", "success")
            return see_other("staff_rounds.show", public_id=public_id)
    return answer_form("staff/rounds/admit.html", form=form, round=row, waiting=waiting)


@pages.route("/<id:public_id>/ho-so/<id:dossier_id>/dua-ra", methods=["GET", "POST"])
def postpone(public_id: str, dossier_id: str) -> ResponseReturnValue:
    """Take a dossier out of the round, with a reason."""
    row = found(public_id)
    dossier, form = found_dossier(row, dossier_id), ReasonForm()
    if form.validate_on_submit():
        with refused_into(form):
            rounds.postpone(actor=current_actor(), dossier=dossier_id, reason=form.reason.data or "")
            flash(f"Đã đưa {dossier.product.name} ra khỏi đợt.", "success")
            return see_other("staff_rounds.show", public_id=public_id)
    return answer_form("staff/rounds/postpone.html", form=form, round=row, dossier=dossier)


def _said(one: Candidate) -> str:
    about = f"{one.dossier.product.name} – {one.dossier.producer.name}"
    if one.why_not:
        return f"{about}. {one.why_not}"
    return about if one.is_in_time else f"{about}. {WITHOUT_CUTOFF}"
