"""Papers that are signed outside: taken away unsigned, brought back signed, and what is still to be signed."""

import tempfile
from datetime import UTC, datetime
from pathlib import PurePath
from typing import BinaryIO, cast

from flask import current_app, request, send_file
from flask.typing import ResponseReturnValue
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage

from registry.documents import decision_pack
from registry.jobs import progress, signed_papers
from registry.jobs.progress import JobState
from registry.jobs.queue import take_signed_later
from registry.queries import signing as questions
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import settings
from registry.rules.certificate_life import stands
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Permission
from registry.rules.refusal import Refusal
from registry.rules.signing import Signers
from registry.usecases.signed_batch import Batch
from registry.usecases.signing import signers_of
from registry.vault import Vault
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.forms.form import OurForm
from registry.web.kept_files import intact
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.decisions.blueprint import found, pages

EVEN_FALLEN = "ca-giay-het-gia-tri"
"""In the address of the zip: papers that are good no more are wanted too."""


class SignedForm(OurForm):
    """Papers that were signed: PDF files, or a zip of them."""

    files = MultipleFileField(
        "Tệp đã ký", description="Tệp zip của cả đợt, hoặc các tệp PDF; mỗi lần gửi tối đa 64 MB."
    )


@pages.get("/<id:public_id>/ky-so")
def signing(public_id: str) -> ResponseReturnValue:
    """Show which papers of a decision came back signed, what became of those sent last, and take in others."""
    return _answer(_in_effect(public_id), SignedForm(formdata=None))


@pages.post("/<id:public_id>/ky-so")
def take_signed(public_id: str) -> ResponseReturnValue:
    """Keep what was sent for the worker to look at, who says of each file what becomes of it."""
    detail, form = _in_effect(public_id), SignedForm()
    if form.validate_on_submit():
        with refused_into(form):
            signers_of(settings(reading_session()))
            take_signed_later(actor=current_actor(), decision=public_id, files=_sent())
            return see_other("staff_decisions.signing", public_id=public_id)
    return _answer(detail, form)


@pages.get("/<id:public_id>/ky-so/ban-chua-ky.zip")
def unsigned(public_id: str) -> ResponseReturnValue:
    """Send every paper of a decision that is still to be signed, in one zip; what is good no more only if asked."""
    detail = _in_effect(public_id)
    content = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the answer that sends it
    with intact():
        name = decision_pack.zip_to_sign(
            reading_session(), detail, vault=_vault(), target=content, even_fallen=EVEN_FALLEN in request.args
        )
    content.seek(0)
    return download(send_file(content, mimetype="application/zip"), filename=name, media_type="application/zip")


def _in_effect(public_id: str) -> DecisionDetail:
    detail = found(public_id)
    if detail.decision.state is not DecisionState.IN_EFFECT:
        raise Refusal("Quyết định chưa có hiệu lực nên chưa có giấy để ký.")
    return detail


def _sent() -> list[tuple[str, str]]:
    """Keep what was sent, and return the name of each file with its hash.

    :raises Refusal: if nothing was sent, or a zip that cannot be opened.
    """
    sent: list[FileStorage] = [one for one in request.files.getlist("files") if one.filename]
    if not sent:
        raise Refusal("Hãy chọn tệp đã ký.", field="files")
    kept = [(PurePath(str(one.filename)).name, _vault().keep_from(cast(BinaryIO, one.stream))[0]) for one in sent]
    Batch([(name, _vault().path(sha256)) for name, sha256 in kept])
    return kept


def _vault() -> Vault:
    vault: Vault = current_app.config["VAULT"]
    return vault


def _answer(detail: DecisionDetail, form: SignedForm) -> ResponseReturnValue:
    wishes = settings(reading_session())
    papers = questions.signable(reading_session(), detail.decision, with_annexes=wishes.signing_annexes)
    job = progress.latest(detail.decision.public_id, kind=signed_papers.KIND)
    return answer_form(
        "staff/decisions/signing.html",
        form=form,
        detail=detail,
        job=job if job is not None and job.is_open else None,
        failure=job.text if job is not None and job.state is JobState.FAILED else None,
        taken=job.result if job is not None and job.state is JobState.DONE else None,
        taken_at=datetime.fromtimestamp(job.changed_at, UTC) if job is not None else None,
        papers=papers,
        left=sum(one.signed is None and one.fallen is None for one in papers),
        fallen=sum(one.signed is None and one.fallen is not None for one in papers),
        even_fallen=EVEN_FALLEN,
        stands=stands,
        signers=Signers.of_settings(persons=wishes.signing_persons, seals=wishes.signing_seals),
        checks_chains=bool(wishes.signing_roots),
        checks_revocation=bool(wishes.signing_revocation_lists),
        may_take=current_actor().may(Permission.ENTER_SIGNATURE),
        may_set=current_actor().may(Permission.MANAGE_SETTINGS),
    )
