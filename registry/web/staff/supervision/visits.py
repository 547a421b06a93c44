"""What is written on the spot and after: the visit, findings, photos, the conclusion, what came of it."""

from flask import Response, current_app, flash, make_response
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import supervision
from registry.rules.refusal import NotFound
from registry.usecases import inspections
from registry.vault import Vault
from registry.web.doors import current_actor
from registry.web.kept_files import intact
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.supervision.blueprint import found, pages
from registry.web.staff.supervision.forms import ConclusionForm, FindingForm, FollowForm, PhotoForm, VisitForm


@pages.route("/<id:public_id>/di-kiem-tra", methods=["GET", "POST"])
def visit(public_id: str) -> ResponseReturnValue:
    """Write down that the visit was made."""
    row, form = found(public_id), VisitForm(data={"visited_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            inspections.visit(actor=current_actor(), inspection=public_id, **form.said("visited_on", "present"))
            flash("Đã ghi buổi kiểm tra. Ghi từng nhận định và ảnh ở dưới.", "success")
            return see_other("staff_supervision.show", public_id=public_id)
    return answer_form("staff/supervision/visit.html", form=form, inspection=row)


@pages.route("/<id:public_id>/nhan-dinh", methods=["GET", "POST"])
def find(public_id: str) -> ResponseReturnValue:
    """Write down one finding."""
    row = found(public_id)
    form = FindingForm()
    form.product.choices = [("", "Chủ thể nói chung"), *supervision.products_of(reading_session(), row.producer_id)]
    if form.validate_on_submit():
        with refused_into(form):
            said = form.said("topic", "is_breach", "words", "product")
            inspections.find(actor=current_actor(), inspection=public_id, **said)
            flash("Đã ghi nhận định.", "success")
            return see_other("staff_supervision.show", public_id=public_id, _anchor="nhan-dinh")
    return answer_form("staff/supervision/find.html", form=form, inspection=row)


@pages.route("/<id:public_id>/anh", methods=["GET", "POST"])
def add_photo(public_id: str) -> ResponseReturnValue:
    """Keep a photo of the visit."""
    row, form = found(public_id), PhotoForm()
    if form.validate_on_submit():
        with refused_into(form):
            inspections.keep_photo(
                actor=current_actor(),
                inspection=public_id,
                content=form.photo.data.read(),
                **form.said("caption"),
            )
            flash("Đã lưu ảnh.", "success")
            return see_other("staff_supervision.show", public_id=public_id, _anchor="anh")
    return answer_form("staff/supervision/add_photo.html", form=form, inspection=row)


@pages.get("/<id:public_id>/anh/<id:photo_id>")
def photo(public_id: str, photo_id: str) -> ResponseReturnValue:
    """Send a photo of the visit."""
    row = supervision.photo(reading_session(), found(public_id).id, photo_id)
    if row is None:
        raise NotFound("Không có ảnh này.")
    vault: Vault = current_app.config["VAULT"]
    with intact():
        response: Response = make_response(vault.read(row.sha256))
    response.headers["Content-Type"] = row.media_type
    return response


@pages.route("/<id:public_id>/ket-luan", methods=["GET", "POST"])
def conclude(public_id: str) -> ResponseReturnValue:
    """Conclude the inspection."""
    row, form = found(public_id), ConclusionForm(data={"concluded_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            said = form.said("conclusion", "concluded_on", "words")
            inspections.conclude(actor=current_actor(), inspection=public_id, **said)
            flash("Đã ghi kết luận.", "success")
            return see_other("staff_supervision.show", public_id=public_id)
    return answer_form("staff/supervision/conclude.html", form=form, inspection=row)


@pages.route("/<id:public_id>/ket-qua", methods=["GET", "POST"])
def follow(public_id: str) -> ResponseReturnValue:
    """Write down what came of the conclusion."""
    row, form = found(public_id), FollowForm(data={"followed_on": clock.today()})
    form.decision.choices = [
        ("", "Không có"),
        *supervision.revoking_decisions(reading_session(), row.producer_id),
    ]
    if form.validate_on_submit():
        with refused_into(form):
            said = form.said("followed_on", "words", "decision")
            inspections.follow(actor=current_actor(), inspection=public_id, **said)
            flash("Đã ghi kết quả, cuộc kiểm tra kết thúc.", "success")
            return see_other("staff_supervision.show", public_id=public_id)
    return answer_form("staff/supervision/follow.html", form=form, inspection=row)
