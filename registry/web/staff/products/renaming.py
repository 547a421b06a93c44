"""New names of products, and new producers."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry.queries import product_record
from registry.usecases import renaming
from registry.usecases.lookalikes import refuse_products_alike
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.products.blueprint import found, pages
from registry.web.staff.products.forms import RenameForm, TransferForm
from registry.web.staff.products.recording import choose_producer, chosen_producer
from registry.web.staff.records import Told, refused_record

TO = "den"


@pages.route("/<id:public_id>/doi-ten", methods=["GET", "POST"])
def rename(public_id: str) -> ResponseReturnValue:
    """Give a product another name since a day."""
    row, form, told = found(public_id), RenameForm(), Told()
    if form.validate_on_submit():
        with refused_record(form, told):
            renaming.rename_product(
                actor=current_actor(),
                product=public_id,
                confirmed_distinct=form.confirmed_distinct.data,
                **form.said("name", "on", "reason"),
            )
            flash("Đã ghi tên mới. Giấy đã cấp vẫn mang tên của ngày ký.", "success")
            return see_other("staff_products.show", public_id=public_id)
    if form.errors and form.name.data and not form.confirmed_distinct.data:
        with refused_record(form, told):
            refuse_products_alike(reading_session(), form.name.data, producer_id=row.producer_id, besides=row)
    alike = product_record.products(reading_session(), told.existing)
    return answer_form("staff/products/rename.html", form=form, product=row, alike=alike)


@pages.route("/<id:public_id>/chuyen", methods=["GET", "POST"])
def transfer(public_id: str) -> ResponseReturnValue:
    """Give a product to another producer since a day: the other is chosen first."""
    row, to = found(public_id), chosen_producer(TO)
    if to is None:
        return choose_producer("staff/products/choose_holder.html", product=row)
    form = TransferForm()
    if form.validate_on_submit():
        with refused_into(form):
            renaming.transfer_product(
                actor=current_actor(), product=public_id, to=to.public_id, **form.said("on", "reason")
            )
            flash(f"Đã ghi chuyển sang {to.name}.", "success")
            return see_other("staff_products.show", public_id=public_id)
    return answer_form("staff/products/transfer.html", form=form, product=row, to=to)
