"""What may be done with a certificate without a decision: the moves whose ground a setting names, and a scan."""

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from registry import clock
from registry.models.decision import Origin
from registry.queries import register
from registry.queries.settings import settings
from registry.rules.certificate_life import MoveKind
from registry.usecases import scans, standings
from registry.usecases.standings import GROUND_SETTING
from registry.web.doors import current_actor
from registry.web.forms.fields import DayField, Required
from registry.web.forms.form import OurForm
from registry.web.forms.uploads import UploadField
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.certificates.blueprint import found, pages
from registry.web.staff.certificates.show import open_moves
from registry.web.standing_words import standing_sentence
from registry.web.words import word


class MoveForm(OurForm):
    """A move and why it is made."""

    effective_on = DayField("Có hiệu lực từ ngày", [Required()])
    document = StringField(
        "Theo quyết định, văn bản",
        [Required(), Length(max=300)],
        description="Loại, số, ngày, cơ quan hoặc chủ thể ban hành; với việc thôi sử dụng là đơn của chủ thể.",
    )
    reason = TextAreaField("Lý do", [Required(), Length(max=500)])


class ScanForm(OurForm):
    """A scan of the paper that others gave."""

    scan = UploadField(
        "Bản quét",
        [Required()],
        description="Tệp PDF, tối đa 20 MB.",
        accept="application/pdf,.pdf",
    )


@pages.route("/<id:public_id>/tam-dung", methods=["GET", "POST"])
def suspend(public_id: str) -> ResponseReturnValue:
    """Suspend a certificate."""
    return _move(public_id, MoveKind.SUSPENDED)


@pages.route("/<id:public_id>/khoi-phuc", methods=["GET", "POST"])
def reinstate(public_id: str) -> ResponseReturnValue:
    """Let a suspended certificate be good again."""
    return _move(public_id, MoveKind.REINSTATED)


@pages.route("/<id:public_id>/thoi", methods=["GET", "POST"])
def withdraw(public_id: str) -> ResponseReturnValue:
    """Write down that the producer gave a certificate up."""
    return _move(public_id, MoveKind.WITHDRAWN)


def _move(public_id: str, kind: MoveKind) -> ResponseReturnValue:
    certificate = found(public_id)
    form = MoveForm(data={"effective_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            standings.move(
                actor=current_actor(),
                certificate=public_id,
                kind=kind,
                **form.said("effective_on", "document", "reason"),
            )
            flash(f"Đã ghi: {word(kind)}.", "success")
            return see_other("staff_certificates.show", public_id=public_id)
    wishes = settings(reading_session())
    standing = register.standing_of(certificate, on=clock.today())
    return answer_form(
        "staff/certificates/move.html",
        form=form,
        certificate=certificate,
        kind=kind,
        ground=getattr(wishes, GROUND_SETTING[kind]),
        standing=standing,
        sentence=standing_sentence(certificate, standing, on=clock.today()),
        is_possible=kind in open_moves(standing, wishes),
    )


@pages.route("/<id:public_id>/ban-quet", methods=["GET", "POST"])
def attach_scan(public_id: str) -> ResponseReturnValue:
    """Keep the scan of a certificate that others issued."""
    certificate, form = found(public_id), ScanForm()
    if form.validate_on_submit():
        upload = form.scan.data
        with refused_into(form):
            scans.attach(
                actor=current_actor(), certificate=public_id, content=upload.read(), filename=upload.filename or ""
            )
            flash("Đã lưu bản quét.", "success")
            return see_other("staff_certificates.show", public_id=public_id)
    is_possible = certificate.origin is Origin.RECORDED
    return answer_form(
        "staff/certificates/attach_scan.html", form=form, certificate=certificate, is_possible=is_possible
    )
