"""Keeping a certificate in force while its re-assessment runs (QĐ 26/2026, Điều 12), and ending that."""

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import Length

from registry import clock
from registry.models.certificate import Certificate
from registry.queries import extensions, register
from registry.rules.extension import GROUND
from registry.usecases import extending
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.forms.fields import DayField, Required
from registry.web.forms.form import OurForm
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.certificates.blueprint import found, pages
from registry.web.standing_words import standing_sentence


class ExtendForm(OurForm):
    """Until when, and what else is to be said."""

    until = DayField("Kéo dài đến hết ngày", [Required()])
    reason = TextAreaField(
        "Ghi thêm", [Length(max=500)], description="Để trống: ghi ngày nộp của hồ sơ đánh giá lại làm lý do."
    )


class EndForm(OurForm):
    """When the result came, and what it was."""

    result_on = DayField(
        "Ngày cuối cùng được kéo dài",
        [Required()],
        description="Ví dụ ngày cơ quan có thẩm quyền kết luận: giấy còn giá trị đến hết ngày này.",
    )
    reason = TextAreaField("Lý do", [Required(), Length(max=500)])


@pages.route("/<id:public_id>/keo-dai", methods=["GET", "POST"])
def extend(public_id: str) -> ResponseReturnValue:
    """Keep a certificate in force for the sake of its pending re-assessment."""
    certificate, session = found(public_id), reading_session()
    possible = extensions.possible_for(session, certificate, today=clock.today())
    form = ExtendForm(data={"until": possible.kept.until if possible else None})
    if form.validate_on_submit():
        with refused_into(form):
            last = extending.extend(actor=current_actor(), certificate=public_id, **form.said("until", "reason"))
            flash(f"Đã kéo dài hiệu lực đến hết ngày {short_day(last)}.", "success")
            return see_other("staff_certificates.show", public_id=public_id)
    return answer_form(
        "staff/certificates/extend.html", form=form, possible=possible, ground=GROUND, **_shown(certificate)
    )


@pages.route("/<id:public_id>/ket-thuc-keo-dai", methods=["GET", "POST"])
def end_extension(public_id: str) -> ResponseReturnValue:
    """End an extension earlier than it ends by itself."""
    certificate, session = found(public_id), reading_session()
    dossier = extensions.dossier_of(session, certificate)
    form = EndForm(data={"result_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            last = extending.end(actor=current_actor(), certificate=public_id, **form.said("result_on", "reason"))
            flash(f"Đã kết thúc việc kéo dài: ngày cuối cùng có hiệu lực là {short_day(last)}.", "success")
            return see_other("staff_certificates.show", public_id=public_id)
    return answer_form(
        "staff/certificates/end_extension.html", form=form, dossier=dossier, ground=GROUND, **_shown(certificate)
    )


def _shown(certificate: Certificate) -> dict[str, object]:
    today = clock.today()
    standing = register.standing_of(certificate, on=today)
    return {
        "certificate": certificate,
        "standing": standing,
        "sentence": standing_sentence(certificate, standing, on=today),
        "last_day": register.last_day_of(certificate),
    }
