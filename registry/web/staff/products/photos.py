"""Pictures of products: added, described, put first, taken away."""

from flask import current_app, flash, make_response
from flask.typing import ResponseReturnValue

from registry.models.product import Photo
from registry.queries import product_record
from registry.rules.refusal import NotFound
from registry.usecases import photos
from registry.vault import Vault
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.kept_files import intact
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.products.blueprint import found, pages
from registry.web.staff.products.forms import CaptionForm, PhotoForm


@pages.get("/anh/<id:photo_id>")
def photo(photo_id: str) -> ResponseReturnValue:
    """Send a picture for the page that shows it."""
    row = _photo(photo_id)
    vault: Vault = current_app.config["VAULT"]
    with intact():
        response = make_response(vault.read(row.sha256))
    response.headers["Content-Type"] = "image/jpeg"
    return response


@pages.route("/<id:public_id>/anh/moi", methods=["GET", "POST"])
def add_photo(public_id: str) -> ResponseReturnValue:
    """Give a product a picture."""
    row, form = found(public_id), PhotoForm()
    if form.validate_on_submit():
        with refused_into(form):
            photos.add(
                actor=current_actor(),
                product=public_id,
                content=form.photo.data.read(),
                caption=form.caption.data,
            )
            flash("Đã thêm ảnh.", "success")
            return see_other("staff_products.show", public_id=public_id)
    return answer_form("staff/products/add_photo.html", form=form, product=row)


@pages.route("/anh/<id:photo_id>/chu-thich", methods=["GET", "POST"])
def caption_photo(photo_id: str) -> ResponseReturnValue:
    """Say what a picture shows."""
    row = _photo(photo_id)
    form = CaptionForm(data={"caption": row.caption})
    if form.validate_on_submit():
        with refused_into(form):
            photos.caption(actor=current_actor(), photo=photo_id, words=form.caption.data)
            flash("Đã lưu chú thích.", "success")
            return see_other("staff_products.show", public_id=row.product.public_id)
    return answer_form("staff/products/caption_photo.html", form=form, photo=row, product=row.product)


@pages.route("/anh/<id:photo_id>/dau", methods=["GET", "POST"])
def put_photo_first(photo_id: str) -> ResponseReturnValue:
    """Make a picture the one that stands for its product, asking first."""
    row, form = _photo(photo_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            photos.put_first(actor=current_actor(), photo=photo_id)
            flash("Đã đặt làm ảnh đại diện.", "success")
            return see_other("staff_products.show", public_id=row.product.public_id)
    return answer_form("staff/products/put_photo_first.html", form=form, photo=row, product=row.product)


@pages.route("/anh/<id:photo_id>/bo", methods=["GET", "POST"])
def remove_photo(photo_id: str) -> ResponseReturnValue:
    """Take a picture away from its product, asking first."""
    row, form = _photo(photo_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            photos.remove(actor=current_actor(), photo=photo_id)
            flash("Đã bỏ ảnh.", "success")
            return see_other("staff_products.show", public_id=row.product.public_id)
    return answer_form("staff/products/remove_photo.html", form=form, photo=row, product=row.product)


def _photo(photo_id: str) -> Photo:
    row = product_record.photo(reading_session(), photo_id)
    if row is None:
        raise NotFound("Không có ảnh này.")
    return row
