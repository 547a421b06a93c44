"""What a council's sheets come to: one result, all that are ready, one without sheets, one sent back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from registry.models.assessment import Assessment
from registry.models.assessment_round import AssessmentRound, RoundState
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds, council_standing
from registry.queries.council_standing import Standing
from registry.queries.criteria import as_kept
from registry.rules.council_settings import explained, from_settings
from registry.rules.criteria import Part
from registry.rules.dossier_life import DossierState
from registry.rules.hearing import each_of
from registry.rules.permissions import NotAllowed
from registry.rules.refusal import Refusal
from registry.rules.scoring_minima import minima_of
from registry.rules.stars import vietnamese_score
from registry.usecases import concluding
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.rounds.blueprint import found, found_dossier, may_run, pages
from registry.web.staff.rounds.forms import ReasonForm, RecordForm


@pages.get("/<id:public_id>/ho-so/<id:dossier_id>")
def result(public_id: str, dossier_id: str) -> ResponseReturnValue:
    """Show how the council stands to one dossier, and its result with all that led to it."""
    row = found(public_id)
    dossier, session = found_dossier(row, dossier_id), reading_session()
    at = council_standing.standing(session, row, dossier)
    seen = council_standing.seats_seen(at)
    return render_template(
        "staff/rounds/result.html",
        round=row,
        dossier=dossier,
        at=at,
        result=at.result,
        criteria=as_kept(dossier.criteria) if dossier.criteria else None,
        seen={seat.id for seat in seen},
        replaced=assessment_rounds.replaced_sheets(session, dossier),
        totals=_totals(row, at.result),
        parts=_parts(dossier, at.result),
        missed_by=_missed_by(row, at),
        rules=_rules(at.result),
        discussions=assessment_rounds.discussions(session, dossier.id),
        may_run=may_run(),
        is_scoring=row.state is RoundState.SCORING,
        is_open=dossier.state is DossierState.IN_ROUND,
        may_reopen=dossier.state is DossierState.SCORED and may_run(),
    )


@pages.route("/<id:public_id>/ho-so/<id:dossier_id>/ket-luan", methods=["GET", "POST"])
def conclude_one(public_id: str, dossier_id: str) -> ResponseReturnValue:
    """Write down the result of one dossier, asking first."""
    row = found(public_id)
    dossier, form = found_dossier(row, dossier_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            concluding.conclude(actor=current_actor(), dossier=dossier_id)
            flash(f"Đã ghi kết quả của {dossier.product.name}.", "success")
            return see_other("staff_rounds.result", public_id=public_id, dossier_id=dossier_id)
    at = council_standing.standing(reading_session(), row, dossier)
    return answer_form("staff/rounds/conclude_one.html", form=form, round=row, dossier=dossier, at=at)


@pages.route("/<id:public_id>/ket-luan", methods=["GET", "POST"])
def conclude_ready(public_id: str) -> ResponseReturnValue:
    """Write down the result of every dossier that is ready; what is not is said, each by its name."""
    row, form = found(public_id), ConfirmForm()
    at = [one for one in council_standing.standings(reading_session(), row) if one.is_open]
    ready = [one for one in at if one.is_ready]
    if form.validate_on_submit():
        done, refused = _conclude_all({one.dossier.public_id: one.dossier.product.name for one in ready})
        for sentence in refused:
            flash(sentence, "error")
        if done:
            flash(f"Đã ghi kết quả của {done} hồ sơ.", "success")
        return see_other("staff_rounds.show", public_id=public_id)
    return answer_form(
        "staff/rounds/conclude_ready.html",
        form=form,
        round=row,
        ready=ready,
        waiting=[one for one in at if not one.is_ready],
    )


@pages.route("/<id:public_id>/ho-so/<id:dossier_id>/ghi-ket-qua", methods=["GET", "POST"])
def record(public_id: str, dossier_id: str) -> ResponseReturnValue:
    """Write down a result of a dossier for which the register has no criteria."""
    row = found(public_id)
    dossier, form = found_dossier(row, dossier_id), RecordForm()
    if form.validate_on_submit():
        with refused_into(form):
            stars = int(form.stars.data)
            concluding.record(actor=current_actor(), dossier=dossier_id, stars=stars, **form.said("score", "source"))
            flash(f"Đã ghi kết quả của {dossier.product.name}.", "success")
            return see_other("staff_rounds.result", public_id=public_id, dossier_id=dossier_id)
    return answer_form("staff/rounds/record.html", form=form, round=row, dossier=dossier)


@pages.route("/<id:public_id>/ho-so/<id:dossier_id>/mo-lai", methods=["GET", "POST"])
def reopen(public_id: str, dossier_id: str) -> ResponseReturnValue:
    """Send a result back to the council, with a reason."""
    row = found(public_id)
    dossier, form = found_dossier(row, dossier_id), ReasonForm()
    if form.validate_on_submit():
        with refused_into(form):
            concluding.reopen(actor=current_actor(), dossier=dossier_id, reason=form.reason.data or "")
            flash("Đã mở lại kết quả. Kết quả cũ vẫn được giữ.", "success")
            return see_other("staff_rounds.result", public_id=public_id, dossier_id=dossier_id)
    return answer_form("staff/rounds/reopen.html", form=form, round=row, dossier=dossier)


def _conclude_all(products: Mapping[str, str]) -> tuple[int, list[str]]:
    """Conclude dossier after dossier, each an act of its own: what one lacks keeps no other waiting."""
    done, refused = 0, []
    for dossier, product in products.items():
        try:
            concluding.conclude(actor=current_actor(), dossier=dossier)
            done += 1
        except NotAllowed:
            raise
        except Refusal as refusal:
            refused += [f"{product}: {one.text}" for one in each_of(refusal)]
    return done, refused


def _totals(round_: AssessmentRound, assessment: Assessment | None) -> list[tuple[Any, int]]:
    """Return the totals a result was worked out from, by member, the highest first."""
    kept = (assessment.facts.get("totals") or {}) if assessment else {}
    seats = {str(seat.id): seat for seat in round_.seats}
    named = [(seats[key], total) for key, total in kept.items() if key in seats]
    return sorted(named, key=lambda one: (-one[1], one[0].position))


def _parts(dossier: Dossier, assessment: Assessment | None) -> list[tuple[Part, str]]:
    """Return the mean of every part, as it is written."""
    kept = (assessment.facts.get("parts") or {}) if assessment else {}
    if dossier.criteria is None:
        return []
    listed = as_kept(dossier.criteria).parts
    return [(part, vietnamese_score(Decimal(kept[part.code]))) for part in listed if part.code in kept]


def _missed_by(round_: AssessmentRound, at: Standing) -> dict[tuple[str, int], list[str]]:
    """Name the members on whose counted sheets a minimum is not reached, by criterion and stars."""
    if at.is_open or at.result is None or at.dossier.criteria is None:
        return {}
    counted = [
        (seat.account.name, at.signed[seat.id])
        for seat in round_.seats
        if seat.id in at.signed and at.signed[seat.id].public_id in at.result.sheets
    ]
    return {
        (one.code, one.stars): [name for name, sheet in counted if not one.reached_by(sheet.ticks.get(one.code))]
        for one in minima_of(as_kept(at.dossier.criteria))
    }


def _rules(assessment: Assessment | None) -> tuple[Any, ...]:
    kept = assessment.facts.get("rules") if assessment else None
    return explained(from_settings(kept)) if kept else ()
