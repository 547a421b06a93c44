"""What is asked of a dossier after it was handed in, and what the advisory team found."""

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import Length

from registry.models.dossier import Dossier
from registry.queries import dossiers, supplements
from registry.rules.dossier_life import OPEN_TO_SUPPLEMENT
from registry.usecases import supplements as acts
from registry.usecases.typed import LONGEST_LINE
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm, OurForm
from registry.web.item_reasons import gives_reasons
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.dossiers.blueprint import found, pages
from registry.web.staff.dossiers.forms import ReviewForm


@pages.route("/<id:public_id>/yeu-cau-bo-sung", methods=["GET", "POST"])
def ask(public_id: str) -> ResponseReturnValue:
    """Ask for more at some items, while the dossier stays where it is."""
    row = found(public_id)
    form, listed = _asking(row)
    is_complete = form.validate_on_submit()
    if gives_reasons(form, codes=list(listed.values())) and is_complete:
        with refused_into(form):
            said = {code: form[name].data for name, code in listed.items() if form[name].data}
            acts.ask(actor=current_actor(), dossier=public_id, item_reasons=said)
            flash("Đã yêu cầu bổ sung. Chủ thể thấy yêu cầu trên cổng của mình.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/ask.html",
        form=form,
        dossier=row,
        items=[form[name] for name in listed],
        # Whoever typed while somebody else asked keeps the text on the page.
        asked=None if form.is_submitted() else supplements.open_request(reading_session(), row.id),
        is_possible=row.state in OPEN_TO_SUPPLEMENT or form.is_submitted(),
    )


@pages.route("/<id:public_id>/nop-bo-sung", methods=["GET", "POST"])
def hand_in(public_id: str) -> ResponseReturnValue:
    """Hand in for its producer what was asked for, asking first."""
    row, form = found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            acts.hand_in(actor=current_actor(), dossier=public_id)
            flash("Đã nộp bổ sung; lần nộp trước vẫn được giữ nguyên.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/hand_in.html",
        form=form,
        dossier=row,
        asked=supplements.open_request(reading_session(), row.id),
        titles={one.code: one.title for one in dossiers.items_of(row)},
    )


@pages.route("/<id:public_id>/y-kien-to-tu-van", methods=["GET", "POST"])
def review(public_id: str) -> ResponseReturnValue:
    """Write down what the advisory team found at the desk or on its visit."""
    row, form = found(public_id), ReviewForm()
    if form.validate_on_submit():
        with refused_into(form):
            acts.review(
                actor=current_actor(), dossier=public_id, said=form.words.data or "", **form.said("kind", "done_on")
            )
            flash("Đã ghi ý kiến Tổ tư vấn.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form("staff/dossiers/review.html", form=form, dossier=row)


def _asking(row: Dossier) -> tuple[OurForm, dict[str, str]]:
    """Make a form with a blank for each item that takes files, and say which blank is which item's."""
    codes = dossiers.item_codes(row)
    listed = {f"reasons-{one.code}": one for one in dossiers.items_of(row) if one.code in codes}
    fields = {name: StringField(one.title, [Length(max=LONGEST_LINE)]) for name, one in listed.items()}
    form: OurForm = type("AskForm", (OurForm,), fields)()
    return form, {name: one.code for name, one in listed.items()}
