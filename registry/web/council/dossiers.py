"""A dossier as a member of the council reads it: what the producer filed, what the commune found, who has signed."""

from flask import Blueprint, Response, flash, render_template
from flask.typing import ResponseReturnValue

from registry.queries import assessment_rounds, council_sheets, council_table, dossiers, supplements
from registry.queries.council_table import TO_DO, OwnSheet, Place
from registry.rules import dossier_forms
from registry.rules.dossier_forms import FieldKind, FormField
from registry.usecases.rounds import tie as declare
from registry.web.council.evidence import papers_of
from registry.web.council.forms import TieForm
from registry.web.council.own import own_file, own_place, own_state
from registry.web.dates import read_day, short_day
from registry.web.doors import current_actor
from registry.web.dossier_files import send_evidence
from registry.web.filters import thousands
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("council_dossiers", __name__, url_prefix="/hoi-dong")


@pages.get("/ho-so/<id:public_id>")
def show(public_id: str) -> str:
    """Show a dossier; to a member with a tie to the producer, only that there is one."""
    place, session = own_place(public_id), reading_session()
    row, own = place.dossier, own_state(place)
    members = council_sheets.members_at(session, place)
    return render_template(
        "council/dossiers/show.html",
        place=place,
        dossier=row,
        own=own,
        may_write=own in TO_DO,
        may_declare=own in TO_DO and own is not OwnSheet.REOPENED,
        members=members,
        may_compare=any(one.may_see and one.seat.id != place.seat.id for one in members),
        may_reopen=place.opens_sheets and place.is_open,
        report=dossiers.latest_report(session, row.id),
        reviews=supplements.reviews(session, row.id),
        earlier=council_table.earlier_recognitions(session, row),
        forms=[] if place.is_tied else forms_of(place),
        papers=[] if place.is_tied else papers_of(row, on=place.round.held_on or place.round.filed_before),
        result=assessment_rounds.latest_results(session, [row.id]).get(row.id),
    )


@pages.route("/ho-so/<id:public_id>/quan-he", methods=["GET", "POST"])
def tie(public_id: str) -> ResponseReturnValue:
    """Let a member say that he has a tie with the producer, and so does not score its dossiers."""
    place, form = own_place(public_id), TieForm()
    if place.is_tied or not place.is_open:
        return see_other("council_dossiers.show", public_id=public_id)
    if form.validate_on_submit():
        with refused_into(form):
            declare(
                actor=current_actor(),
                seat=place.seat.public_id,
                producer=place.dossier.producer.public_id,
                reason=str(form.reason.data),
            )
            flash(f"Đã ghi quan hệ với {place.dossier.producer.name}. Bạn không chấm hồ sơ của chủ thể này.", "success")
            return see_other("council_rounds.show", public_id=place.round.public_id)
    return answer_form("council/dossiers/tie.html", form=form, dossier=place.dossier)


@pages.get("/tep/<id:public_id>")
def file(public_id: str) -> Response:
    """Show a file of the evidence."""
    return send_evidence(own_file(public_id), shown=True)


def forms_of(place: Place) -> list[tuple[str, str]]:
    """Return what the producer wrote in the forms, each under its label; what tells of a person is left out."""
    kept = place.dossier.forms
    asked = [one for one in dossier_forms.asked(place.dossier.kind) if not one.is_personal]
    return [(one.label, _in_words(one, kept[one.code])) for one in asked if kept.get(one.code) not in (None, "", [])]


def _in_words(blank: FormField, value: object) -> str:
    if blank.kind is FieldKind.TICKS and isinstance(value, list):
        return "; ".join(words for code, words in blank.choices if code in value)
    if blank.kind is FieldKind.NUMBER and isinstance(value, int):
        return thousands(value)
    if blank.kind is FieldKind.DAY:
        return short_day(read_day(str(value)))
    return str(value)
