"""The producer's own score, criterion by criterion, with the way to the next star; it decides nothing."""

from collections.abc import Mapping

from flask import flash, jsonify, request
from flask.typing import ResponseReturnValue

from registry.models.dossier import Dossier
from registry.queries import dossiers
from registry.rules.criteria import CriteriaSet
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.rules.scoring import SELF_SCORE_LABEL
from registry.rules.stars import vietnamese_score
from registry.usecases.dossiers import save_self_score
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.dossiers.scoring import gap_of, own_gap
from registry.web.portal.own import own_dossier
from registry.web.refusals import answer_form, refused_into, see_other


@pages.route("/ho-so/<id:dossier_id>/tu-cham", methods=["GET", "POST"])
def score(dossier_id: str) -> ResponseReturnValue:
    """Score a dossier oneself."""
    row, form = own_dossier(dossier_id), ConfirmForm()
    criteria = dossiers.criteria_of(row)
    if criteria is None or row.state not in OPEN_TO_CHANGE:
        if request.accept_mimetypes.best == "application/json":
            return jsonify(said=_why_not(criteria), errors={}), 422
        flash(_why_not(criteria), "info")
        return see_other("portal_dossiers.show", dossier_id=dossier_id)
    ticks = _ticked(criteria) if form.is_submitted() else row.self_ticks
    is_kept = form.validate_on_submit() and _is_kept(form, row, ticks)
    if request.accept_mimetypes.best == "application/json":
        return _answer_script(form, row, ticks)
    if is_kept:
        flash("Đã lưu điểm tự chấm.", "success")
        return see_other("portal_dossiers.score", dossier_id=dossier_id)
    return answer_form(
        "portal/dossiers/score.html",
        form=form,
        dossier=row,
        criteria=criteria,
        ticks=ticks,
        gap=own_gap(row),
        label=SELF_SCORE_LABEL,
        evidence={code: item for item in row.items for code in item.supports if item.files},
    )


def _ticked(criteria: CriteriaSet) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in criteria.leaf_codes:
        written = request.form.get(f"tc-{code}", "")
        if written.removeprefix("-").isascii() and written.removeprefix("-").isdigit():
            found[code] = int(written)
    return found


def _is_kept(form: ConfirmForm, row: Dossier, ticks: Mapping[str, int]) -> bool:
    with refused_into(form):
        save_self_score(actor=current_actor(), dossier=row.public_id, ticks=ticks)
    return not form.errors


def _answer_script(form: ConfirmForm, row: Dossier, ticks: Mapping[str, int]) -> ResponseReturnValue:
    if form.errors:
        return jsonify(said=" ".join(text for said in form.errors.values() for text in said), errors={}), 422
    gap = gap_of(row, ticks)
    if gap is None:
        return jsonify(said="Đã lưu.", errors={})
    return jsonify(said=f"Đã lưu. {vietnamese_score(gap.score)} điểm. {gap.sentence}", errors={})


def _why_not(criteria: CriteriaSet | None) -> str:
    if criteria is None:
        return "Bộ tiêu chí của sản phẩm này chưa có trong sổ, chưa tự chấm điểm được."
    return "Hồ sơ đã nộp nên điểm tự chấm không sửa được nữa."
