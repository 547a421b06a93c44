"""Taking a list in, and what a person adds to it."""

from flask import current_app, flash, make_response, request
from flask.typing import ResponseReturnValue

from registry.queries.list_outcome import Choices
from registry.usecases import importing
from registry.vault import Vault
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.kept_files import intact
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.imports.blueprint import found, pages
from registry.web.staff.imports.forms import ChoicesForm, UploadForm, values_of

DECISION = "quyet-dinh"


@pages.route("/moi", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Take a list in; nothing is written to the register but that it came."""
    form = UploadForm(data={"decision": request.args.get(DECISION, "")})
    if form.validate_on_submit():
        upload = form.file.data
        with refused_into(form):
            public_id = importing.receive(
                actor=current_actor(),
                content=upload.read(),
                filename=upload.filename or "",
                choices=form.choices(),
                decision=form.decision.data or None,
            )
            return see_other("staff_imports.show", public_id=public_id)
    return answer_form("staff/imports/create.html", form=form)


@pages.route("/<id:public_id>/lua-chon", methods=["GET", "POST"])
def choose(public_id: str) -> ResponseReturnValue:
    """Change what is added to a list that is not applied yet."""
    row = found(public_id)
    form = ChoicesForm(data=values_of(Choices.from_json(row.choices)))
    if form.validate_on_submit():
        with refused_into(form):
            importing.choose(actor=current_actor(), list_import=public_id, choices=form.choices())
            flash("Đã lưu lựa chọn; bản xem trước đã tính lại.", "success")
            return see_other("staff_imports.show", public_id=public_id)
    return answer_form("staff/imports/choose.html", form=form, row=row)


@pages.get("/<id:public_id>/tep")
def file(public_id: str) -> ResponseReturnValue:
    """Send the file as it was received."""
    row = found(public_id)
    vault: Vault = current_app.config["VAULT"]
    with intact():
        content = vault.read(row.sha256)
    return download(make_response(content), filename=row.filename, media_type="application/octet-stream")
