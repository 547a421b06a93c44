"""Erasing a person's data: the page says what goes and what stays before it asks."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry.usecases import erasure
from registry.web.doors import current_actor
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.producers.blueprint import found, pages
from registry.web.staff.producers.forms import EraseForm


@pages.route("/<id:public_id>/xoa-du-lieu", methods=["GET", "POST"])
def erase(public_id: str) -> ResponseReturnValue:
    """Erase what the register holds of a producer's representative."""
    row, form = found(public_id), EraseForm()
    if form.validate_on_submit():
        with refused_into(form):
            erasure.erase_person(
                actor=current_actor(),
                producer=public_id,
                ground=form.ground.data or "",
                with_public_contacts=form.with_public_contacts.data,
            )
            flash("Đã xóa dữ liệu cá nhân, cả ở các bản cũ. Việc xóa được ghi vào nhật ký.", "success")
            return see_other("staff_producers.show", public_id=public_id)
    return answer_form("staff/producers/erase.html", form=form, producer=row)
