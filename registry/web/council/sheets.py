"""A member's own score sheet: written, saved as it is written, and signed."""

from typing import Any

from flask import Blueprint, abort, flash, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from registry import clock
from registry.queries import assessment_rounds, council_sheets
from registry.queries.council_table import TO_DO, OwnSheet, Place
from registry.queries.dossiers import governed_by
from registry.rules.criteria import CriteriaSet
from registry.rules.refusal import NotFound, Refusal
from registry.rules.scoring import gap_to_next
from registry.rules.scoring_sheet import Sheet, sheet_score
from registry.usecases import scoring
from registry.usecases.scoring import Marks, SavedElsewhere
from registry.web.council.forms import SheetForm
from registry.web.council.marks import fields_of, marks_from, marks_kept, merged
from registry.web.council.own import criteria_at, own_place, own_state
from registry.web.council.sheet_view import SheetView, differences, written
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import refused_into, say_in, see_other

pages = Blueprint("council_sheets", __name__, url_prefix="/hoi-dong/phieu")

SIGN = "sign"
"""The button that goes on to signing."""


@pages.route("/<id:public_id>", methods=["GET", "POST"])
def write(public_id: str) -> ResponseReturnValue:
    """Show the sheet under the member's pen and save it, without any script."""
    place, form = own_place(public_id), SheetForm()
    if own_state(place) not in TO_DO:
        return _to_what_there_is(place)
    criteria = criteria_at(place)
    if not form.is_submitted():
        return _page(form, _kept(place, criteria))
    return _save(place, form, criteria)


@pages.post("/<id:public_id>/luu")
def keep(public_id: str) -> ResponseReturnValue:
    """Save the sheet for the page's script: nothing is drawn, and what stands in the way is told as data."""
    place, form = own_place(public_id), SheetForm()
    criteria = criteria_at(place)
    if not form.validate():
        # The page was open for longer than its guard lives: it gets a fresh one and sends again.
        return jsonify(token=generate_csrf()), 403
    _check_pen(place)
    try:
        marks = marks_from(request.form, criteria)
        serial = scoring.save_draft(actor=current_actor(), dossier=public_id, marks=marks, serial=form.seen())
    except SavedElsewhere:
        return _conflict(place, criteria, marks), 409
    except NotFound:
        raise
    except Refusal as refusal:
        return jsonify(text=refusal.text, field=refusal.field), 422
    return jsonify(serial=serial, at=f"{clock.now().astimezone(clock.VIETNAM):%H:%M}")


@pages.route("/<id:public_id>/ky", methods=["GET", "POST"])
def sign(public_id: str) -> ResponseReturnValue:
    """Show what the sheet comes to, and sign it."""
    place, form = own_place(public_id), SheetForm()
    if own_state(place) not in TO_DO:
        return _to_what_there_is(place)
    criteria = criteria_at(place)
    view = _kept(place, criteria)
    if view.saved_at is None:
        return see_other("council_sheets.write", public_id=public_id)
    if form.validate_on_submit():
        with refused_into(form):
            scoring.sign(actor=current_actor(), dossier=public_id, serial=form.seen())
            flash("Đã ký phiếu. Phiếu được niêm, không sửa được nữa.", "success")
            return _to_own_sheet(place)
    form.serial.data = str(view.serial)
    sheet = Sheet(ticks=view.marks.ticks, grounds=frozenset(view.marks.grounds))
    gap = gap_to_next(criteria=criteria, sheet=sheet, rules=place.rules, under=governed_by(place.dossier))
    page = render_template("council/sheets/sign.html", form=form, view=view, place=place, gap=gap)
    return page, 422 if form.errors else 200


def _save(place: Place, form: SheetForm, criteria: CriteriaSet) -> ResponseReturnValue:
    """Save the sheet that was sent; where that cannot be, show it again with everything marked on it."""
    _check_pen(place)
    address = place.dossier.public_id
    try:
        marks = _marks_of_the_set(criteria)
    except Refusal as refusal:  # no page of ours sends such a mark: what was saved is shown, with why
        say_in(form, refusal)
        return _page(form, _kept(place, criteria)), 422
    if form.validate():
        try:
            scoring.save_draft(actor=current_actor(), dossier=address, marks=marks, serial=form.seen())
        except SavedElsewhere:
            return _page(form, _merged(place, criteria, marks)), 409
        except NotFound:
            raise
        except Refusal as refusal:
            say_in(form, refusal)
        else:
            if request.form.get("then") == SIGN:
                return see_other("council_sheets.sign", public_id=address)
            flash("Đã lưu phiếu.", "success")
            return see_other("council_sheets.write", public_id=address)
    return _page(form, written(place, criteria, marks, serial=form.seen(), **_why_again(place))), 422


def _marks_of_the_set(criteria: CriteriaSet) -> Marks:
    """Read the marks that were sent.

    :raises Refusal: if one is none of the set's.
    """
    marks = marks_from(request.form, criteria)
    sheet_score(criteria=criteria, sheet=Sheet(ticks=marks.ticks, grounds=frozenset(marks.grounds)))
    return marks


def _page(form: SheetForm, view: SheetView) -> str:
    form.serial.data = str(view.serial)
    return render_template(
        "council/sheets/write.html",
        form=form,
        view=view,
        place=view.place,
        differing=differences(view.criteria, view.differing),
        save_address=url_for("council_sheets.keep", public_id=view.place.dossier.public_id),
    )


def _kept(place: Place, criteria: CriteriaSet) -> SheetView:
    draft = _draft(place)
    serial, saved_at = (draft.serial, draft.saved_at) if draft else (0, None)
    return written(place, criteria, marks_kept(draft), serial=serial, saved_at=saved_at, **_why_again(place))


def _why_again(place: Place) -> dict[str, Any]:
    """Return why a sheet that was signed is written once more."""
    session = reading_session()
    signed = council_sheets.versions(session, dossier_id=place.dossier.id, seat_id=place.seat.id)
    spoken = assessment_rounds.discussions(session, place.dossier.id)
    return {"opened": signed[-1] if signed else None, "discussion": spoken[-1] if spoken else None}


def _merged(place: Place, criteria: CriteriaSet, marks: Marks) -> SheetView:
    draft = _draft(place)
    both = merged(marks, marks_kept(draft), touched=_touched())
    return written(
        place,
        criteria,
        both.marks,
        serial=draft.serial if draft else 0,
        saved_at=draft.saved_at if draft else None,
        differing=both.differing,
        **_why_again(place),
    )


def _conflict(place: Place, criteria: CriteriaSet, marks: Marks) -> Any:
    view = _merged(place, criteria, marks)
    saved_at = view.saved_at
    return jsonify(
        serial=view.serial,
        fields=fields_of(view.marks),
        differing=differences(criteria, view.differing),
        at=f"{saved_at.astimezone(clock.VIETNAM):%H:%M}" if saved_at else "",
    )


def _check_pen(place: Place) -> None:
    """Take marks from the member's own page only: another member may have signed in beside an open page."""
    if request.form.get("seat") != place.seat.public_id:
        abort(404)


def _touched() -> list[str] | None:
    """Return the fields that the page's script knows were marked here; None where no script counted."""
    return request.form.getlist("touched") if "counted" in request.form else None


def _draft(place: Place) -> Any:
    return assessment_rounds.draft(reading_session(), seat_id=place.seat.id, dossier_id=place.dossier.id)


def _to_what_there_is(place: Place) -> ResponseReturnValue:
    """Lead whoever writes no sheet now to his signed one, or to the page that says why."""
    if own_state(place) is OwnSheet.SIGNED:
        if request.method == "POST":
            flash("Phiếu này đã được ký trước đó, nên lần gửi này không thay đổi gì.", "error")
        return _to_own_sheet(place)
    return see_other("council_dossiers.show", public_id=place.dossier.public_id)


def _to_own_sheet(place: Place) -> ResponseReturnValue:
    return see_other("council_sealed.own", public_id=place.dossier.public_id)
