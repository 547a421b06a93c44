"""What an earlier dossier of the product gave and is still good, taken over for a producer who files on paper."""

from collections.abc import Sequence

from flask import flash
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.dossier import Dossier
from registry.queries import dossier_checks
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.rules.refusal import Refusal
from registry.usecases import evidence_files
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.dossiers.blueprint import found, pages


@pages.route("/<id:public_id>/ho-so-truoc", methods=["GET", "POST"])
def carry(public_id: str) -> ResponseReturnValue:
    """Take over what is still good of the product's earlier dossiers, asking first."""
    row, form = found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            taken = evidence_files.carry_forward(actor=current_actor(), dossier=public_id)
            flash(said_of(taken), "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    earlier = dossier_checks.earlier_of_product(reading_session(), row)
    carried = dossier_checks.carried(row, earlier, on=clock.today())
    titles = {answer.item.code: answer.item.title for answer in dossier_checks.answers(row, on=clock.today())}
    there = {item.code for item in row.items if item.files}
    return answer_form(
        "staff/dossiers/carry.html",
        form=form,
        dossier=row,
        over=[titles[one.code] for one in carried.over if one.code not in there],
        again=[one for one in carried.again if one.item.code not in there],
        is_possible=bool(earlier) and row.state in OPEN_TO_CHANGE,
    )


def taken_over(dossier: str) -> str:
    """Take over what a dossier that was just opened can have, and say what; a first dossier has nothing."""
    try:
        return said_of(evidence_files.carry_forward(actor=current_actor(), dossier=dossier))
    except Refusal:
        return ""


def may_carry(row: Dossier) -> bool:
    """Say whether there is an earlier dossier to take over from."""
    return row.state in OPEN_TO_CHANGE and bool(dossier_checks.earlier_of_product(reading_session(), row))


def said_of(taken: Sequence[str]) -> str:
    """Say what was taken over."""
    return f"Đã lấy sang {len(taken)} loại giấy tờ còn hiệu lực của hồ sơ trước."
