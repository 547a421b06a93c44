"""Papers that are signed outside: taken away unsigned, brought back signed, and what is still to be signed."""

from flask import current_app, make_response, request
from flask.typing import ResponseReturnValue
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage

from registry.documents import decision_pack
from registry.queries import signing as questions
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Permission
from registry.rules.refusal import Refusal
from registry.rules.signing import Signers
from registry.usecases import signing as acts
from registry.usecases.signed_batch import File, files_in
from registry.usecases.signing import Taken
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.forms.form import OurForm
from registry.web.kept_files import intact
from registry.web.once import shown_again
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into
from registry.web.staff.decisions.blueprint import found, pages


class SignedForm(OurForm):
    """Papers that were signed: PDF files, or a zip of them."""

    files = MultipleFileField(
        "Tệp đã ký", description="Tệp zip của cả đợt, hoặc các tệp PDF; mỗi lần gửi tối đa 64 MB."
    )


@pages.get("/<id:public_id>/ky-so")
def signing(public_id: str) -> ResponseReturnValue:
    """Show which papers of a decision came back signed, and take in others."""
    return _answer(_in_effect(public_id), SignedForm(formdata=None), None)


@pages.post("/<id:public_id>/ky-so")
def take_signed(public_id: str) -> ResponseReturnValue:
    """Take signed papers in, and say of each file what became of it."""
    detail, form, taken = _in_effect(public_id), SignedForm(), None
    if form.validate_on_submit():
        with refused_into(form):
            taken = acts.take_back(actor=current_actor(), decision=public_id, files=_sent())
    page = _answer(detail, form, taken)
    return shown_again(str(page[0])) if taken and isinstance(page, tuple) else page


@pages.get("/<id:public_id>/ky-so/ban-chua-ky.zip")
def unsigned(public_id: str) -> ResponseReturnValue:
    """Send every paper of a decision that is still to be signed, in one zip."""
    detail = _in_effect(public_id)
    with intact():
        name, content = decision_pack.zip_to_sign(reading_session(), detail, vault=current_app.config["VAULT"])
    return download(make_response(content), filename=name, media_type="application/zip")


def _in_effect(public_id: str) -> DecisionDetail:
    detail = found(public_id)
    if detail.decision.state is not DecisionState.IN_EFFECT:
        raise Refusal("Quyết định chưa có hiệu lực nên chưa có giấy để ký.")
    return detail


def _sent() -> list[File]:
    sent: list[FileStorage] = [one for one in request.files.getlist("files") if one.filename]
    if not sent:
        raise Refusal("Hãy chọn tệp đã ký.", field="files")
    return [file for one in sent for file in files_in(str(one.filename), one.stream.read())]


def _answer(detail: DecisionDetail, form: SignedForm, taken: Taken | None) -> ResponseReturnValue:
    # This request sees the register as it was before its own act: of what was taken the page shows the outcome alone.
    wishes, papers = settings(reading_session()), questions.signable(reading_session(), detail.decision)
    return answer_form(
        "staff/decisions/signing.html",
        form=form,
        detail=detail,
        taken=taken,
        papers=papers,
        left=sum(one.signed is None for one in papers),
        signers=Signers.of_settings(persons=wishes.signing_persons, seals=wishes.signing_seals),
        checks_chains=bool(wishes.signing_roots),
        may_take=current_actor().may(Permission.ENTER_SIGNATURE),
        may_set=current_actor().may(Permission.MANAGE_SETTINGS),
    )
