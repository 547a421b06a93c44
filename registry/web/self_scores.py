"""A dossier's own score: ticked by whoever files it, measured against the next star; it decides nothing."""

import re
from collections.abc import Mapping

from flask import flash, jsonify, request
from flask.typing import ResponseReturnValue

from registry.models.dossier import Dossier
from registry.queries import dossiers
from registry.queries.settings import settings
from registry.rules.council_settings import from_settings
from registry.rules.criteria import NOTHING_REACHED, CriteriaSet
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.rules.permissions import NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.rules.saving_together import Meeting, in_every
from registry.rules.scoring import SELF_SCORE_LABEL, Gap, gap_to_next
from registry.rules.scoring_sheet import Sheet
from registry.rules.stars import vietnamese_score
from registry.usecases.dossiers import save_self_score
from registry.web.doors import current_actor
from registry.web.dossier_blanks import is_script
from registry.web.forms.together import BOTH, SharedForm, marks_of
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, say_in

TICK = "tc-"
NO_OPTION = 10**6
_NUMBER = re.compile(r"-?[0-9]{1,3}")


def score_page(
    row: Dossier, template: str, *, home: ResponseReturnValue, here: ResponseReturnValue
) -> ResponseReturnValue:
    """Show a dossier's own score and keep what is ticked, with script or without.

    :param home: leads to the dossier, where nothing can be scored.
    :param here: leads to this page again, once all is kept.
    """
    criteria, refused = dossiers.criteria_of(row), why_not(row)
    is_sent = request.method == "POST"
    if refused and is_script():
        return jsonify(said=refused, errors={}), 422
    if criteria is None or (refused and not is_sent):  # what was ticked meanwhile stays on the page
        flash(refused or "", "info")
        return home
    form = _form(row, criteria)
    met = _save(form, row, criteria) if is_sent else None
    if is_script():
        return _answer_script(form, row, criteria, met)
    if met is not None and not met.both:
        flash("Đã lưu điểm tự chấm.", "success")
        return here
    if met is not None:
        form.opened.data = form.marks_after(met, both_shown=True)
    return answer_form(
        template,
        form=form,
        dossier=row,
        criteria=criteria,
        ticks=_ticks_sent(criteria) if is_sent else row.self_ticks,
        gap=own_gap(row),
        label=SELF_SCORE_LABEL,
        evidence={code: item for item in row.items for code in item.supports if item.files},
    )


def own_gap(row: Dossier) -> Gap | None:
    """Return how far a dossier's own score is from the next star; None where it cannot be or was not scored."""
    return gap_of(row, row.self_ticks)


def gap_of(row: Dossier, ticks: Mapping[str, int]) -> Gap | None:
    """Return how far a score by these ticks is from the next star."""
    criteria = dossiers.criteria_of(row)
    if criteria is None or not ticks:
        return None
    try:
        rules = from_settings(settings(reading_session()).council_rules)
        return gap_to_next(criteria=criteria, sheet=Sheet(ticks=ticks), rules=rules, under=dossiers.governed_by(row))
    except Refusal:
        return None


def why_not(row: Dossier) -> str | None:
    """Say why a dossier cannot be scored by whoever files it; None where it can."""
    if row.criteria is None:
        return "Bộ tiêu chí của sản phẩm này chưa có trong sổ, chưa tự chấm điểm được."
    return None if row.state in OPEN_TO_CHANGE else "Hồ sơ đã nộp nên điểm tự chấm không sửa được nữa."


def _form(row: Dossier, criteria: CriteriaSet) -> SharedForm:
    """Make the form of a dossier's own score."""
    return SharedForm(data={"opened": marks_of(in_every(criteria.leaf_codes, row.self_ticks))})


def _ticks_sent(criteria: CriteriaSet) -> dict[str, int]:
    """Read what was ticked; what is no number is no option of any criterion."""
    sent = {code: request.form[TICK + code] for code in criteria.leaf_codes if request.form.get(TICK + code)}
    return {code: int(tick) if _NUMBER.fullmatch(tick) else NO_OPTION for code, tick in sent.items()}


def _save(form: SharedForm, row: Dossier, criteria: CriteriaSet) -> Meeting | None:
    """Keep every tick that can be kept; where somebody ticked otherwise meanwhile, say what. None: nothing was kept."""
    if not form.validate():
        return None
    try:
        met = save_self_score(
            actor=current_actor(), dossier=row.public_id, ticks=_ticks_sent(criteria), opened=form.marks_sent()
        )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        say_in(form, refusal)
        return None
    for code in (one for one in criteria.leaf_codes if one in met.both):
        form.form_errors.append(f"Tiêu chí {code}: {BOTH.format(_spoken(criteria, code, met.kept[code]))}")
    return met


def _answer_script(form: SharedForm, row: Dossier, criteria: CriteriaSet, met: Meeting | None) -> ResponseReturnValue:
    """Tell the script what became of its save; where two meet, nothing counts as seen before the page is."""
    wrong = " ".join(text for said in form.errors.values() for text in said)
    if met is None:
        return jsonify(said=wrong, errors={}), 422
    opened = form.marks_after(met, both_shown=False)
    if wrong:
        return jsonify(said=wrong, errors={}, opened=opened)
    gap = gap_of(row, _ticks_sent(criteria))
    said = f"Đã lưu. {vietnamese_score(gap.score)} điểm. {gap.sentence}" if gap else "Đã lưu."
    others = ", ".join(code for code in criteria.leaf_codes if code in met.theirs)
    return jsonify(said=said + (f" Người khác vừa chấm: {others}." if others else ""), errors={}, opened=opened)


def _spoken(criteria: CriteriaSet, code: str, tick: int | None) -> str:
    leaf = criteria.leaf(code)
    if tick is None or leaf is None:
        return "(để trống)"
    if tick == NOTHING_REACHED:
        return "Không đạt mức nào"
    return f"{leaf.options[tick].label} – {leaf.options[tick].points} điểm"
