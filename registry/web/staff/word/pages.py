"""The draft of a decision as a Word document; the template, as it is, tried out, and replaced."""

from flask import Blueprint, Response, current_app, flash, make_response, request
from flask.typing import ResponseReturnValue

from registry.documents import decision_word
from registry.documents.word_parts import WORD
from registry.documents.word_template import NEEDED, template
from registry.queries import decisions as decision_queries
from registry.queries.settings import is_demonstration, settings
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound
from registry.usecases import word_templates
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.forms.fields import Required
from registry.web.forms.form import ConfirmForm, OurForm
from registry.web.forms.uploads import UploadField
from registry.web.kept_files import intact
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("staff_word", __name__, url_prefix="/can-bo/van-ban-word")


class TemplateForm(OurForm):
    """The department's own template."""

    template = UploadField(
        "Mẫu của đơn vị",
        [Required()],
        description="Tệp Word (.docx), tối đa 3 MB, giữ đủ các chỗ điền trong ngoặc nhọn kép.",
        accept=".docx",
    )


@pages.route("/mau", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Show which template a kind of decision is written into, and take another."""
    form, kind = TemplateForm(), _kind()
    wishes = settings(reading_session())
    if form.validate_on_submit():
        with refused_into(form):
            word_templates.put(actor=current_actor(), content=form.template.data.read(), kind=kind)
            flash("Đã thay mẫu. Hãy tải bản điền thử để xem lại.", "success")
            return see_other("staff_word.show", loai=kind.value)
    return answer_form(
        "staff/word/template.html",
        form=form,
        back=ConfirmForm(),
        kind=kind,
        kinds=list(DecisionKind),
        own=[one for one in DecisionKind if getattr(wishes, decision_word.TEMPLATE_SETTINGS[one]) is not None],
        needed=NEEDED[kind],
        others=sorted(decision_word.KNOWN - set(NEEDED[kind])),
        may_change=current_actor().may(Permission.MANAGE_SETTINGS),
    )


@pages.post("/mau/bo")
def remove() -> ResponseReturnValue:
    """Go back to the register's own template."""
    kind = _kind()
    if ConfirmForm().validate_on_submit():
        word_templates.remove(actor=current_actor(), kind=kind)
        flash("Đã quay về mẫu có sẵn.", "success")
    return see_other("staff_word.show", loai=kind.value)


def _kind() -> DecisionKind:
    """Return the kind of decision that the address asks for: recognitions, where it names none."""
    wanted = request.args.get("loai", DecisionKind.RECOGNITION.value)
    if wanted not in set(DecisionKind):
        raise NotFound("Không có loại quyết định này.")
    return DecisionKind(wanted)


@pages.get("/mau/<name>.docx")
def file(name: str) -> ResponseReturnValue:
    """Send the template in use, our own, or the one in use filled to look at."""
    session, kind = reading_session(), _kind()
    wishes = settings(session)
    with intact():
        current = decision_word.current_template(wishes, current_app.config["VAULT"], kind)
    if name == "dang-dung":
        return _word(current, "Mẫu quyết định.docx")
    if name == "co-san":
        return _word(template(kind), "Mẫu quyết định có sẵn.docx")
    if name == "dien-thu":
        filled = decision_word.sample(current, None, wishes, kind=kind, is_demonstration=is_demonstration(session))
        return _word(filled, "Mẫu quyết định điền thử.docx")
    raise NotFound("Không có mẫu này.")


@pages.get("/quyet-dinh/<id:public_id>.docx")
def decision(public_id: str) -> ResponseReturnValue:
    """Send a decision and its annex as a Word document."""
    session = reading_session()
    detail = decision_queries.decision(session, public_id)
    if detail is None:
        raise NotFound("Không có quyết định này.")
    with intact():
        content = decision_word.draw(
            detail,
            settings(session),
            is_demonstration=is_demonstration(session),
            vault=current_app.config["VAULT"],
        )
    return _word(content, f"{detail.decision.title}.docx")


def _word(content: bytes, filename: str) -> Response:
    return download(make_response(content), filename=filename, media_type=WORD)
