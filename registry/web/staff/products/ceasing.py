"""Confirmations of communes that a product is made no longer."""

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import Length

from registry.usecases import ceasing
from registry.usecases.typed import LONGEST_LINE
from registry.web.doors import current_actor
from registry.web.forms.fields import DayField, Required
from registry.web.forms.form import OurForm
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.products.blueprint import found, pages


class CeasedForm(OurForm):
    """What the commune's document says."""

    confirmed_on = DayField(
        "Ngày xác nhận", [Required()], description="Thời hạn 15 ngày để ra quyết định thu hồi tính từ ngày này."
    )
    confirmed_by = StringField(
        "Nơi xác nhận", [Required(), Length(max=LONGEST_LINE)], description="Ví dụ: UBND xã Bản Bo."
    )
    document = StringField(
        "Văn bản xác nhận", [Required(), Length(max=LONGEST_LINE)], description="Ví dụ: 45/XN-UBND ngày 03/11/2026."
    )


class ResumedForm(OurForm):
    """Why a confirmation does not hold."""

    reason = StringField(
        "Lý do", [Required(), Length(max=LONGEST_LINE)], description="Ví dụ: ghi nhầm sản phẩm; chủ thể sản xuất lại."
    )


@pages.route("/<id:public_id>/thoi-san-xuat", methods=["GET", "POST"])
def ceased(public_id: str) -> ResponseReturnValue:
    """Write down that the commune confirmed that a product is made no longer."""
    row = found(public_id)
    form = CeasedForm(
        data={
            "confirmed_on": row.ceased_confirmed_on,
            "confirmed_by": row.ceased_confirmed_by,
            "document": row.ceased_document,
        }
    )
    if form.validate_on_submit():
        with refused_into(form):
            ceasing.confirm(
                actor=current_actor(), product=public_id, **form.said("confirmed_on", "confirmed_by", "document")
            )
            flash("Đã ghi xác nhận thôi sản xuất. Giấy chỉ hết hiệu lực khi có quyết định thu hồi.", "success")
            return see_other("staff_products.show", public_id=public_id)
    return answer_form("staff/products/ceased.html", form=form, product=row)


@pages.route("/<id:public_id>/san-xuat-lai", methods=["GET", "POST"])
def made_again(public_id: str) -> ResponseReturnValue:
    """Take such a confirmation back."""
    row, form = found(public_id), ResumedForm()
    if form.validate_on_submit():
        with refused_into(form):
            ceasing.take_back(actor=current_actor(), product=public_id, reason=form.reason.data or "")
            flash("Đã rút xác nhận thôi sản xuất.", "success")
            return see_other("staff_products.show", public_id=public_id)
    return answer_form("staff/products/made_again.html", form=form, product=row)
