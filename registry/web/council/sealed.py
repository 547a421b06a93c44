"""Signed sheets: one's own, others' as far as the rules open them, side by side, and opened again by the chair."""

from flask import Blueprint, Response, abort, flash, make_response, render_template
from flask.typing import ResponseReturnValue

from registry.documents import score_sheet
from registry.models.assessment import ScoreSheet
from registry.queries import assessment_rounds, council_sheets, council_table
from registry.queries.council_table import Place
from registry.rules.criteria import CriteriaSet
from registry.rules.scoring_sheet import Sheet, sheet_score
from registry.usecases import scoring
from registry.web.council.forms import ReopenForm
from registry.web.council.own import criteria_at, open_sheet, own_place, sheet_to_reopen
from registry.web.council.sheet_view import sealed
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("council_sealed", __name__, url_prefix="/hoi-dong")


@pages.get("/phieu/<id:public_id>/da-ky")
def own(public_id: str) -> ResponseReturnValue:
    """Lead to the sheet of one's own that was signed last."""
    place = own_place(public_id)
    signed = council_sheets.versions(reading_session(), dossier_id=place.dossier.id, seat_id=place.seat.id)
    if not signed:
        abort(404)
    return see_other("council_sealed.show", public_id=signed[-1].sheet.public_id)


@pages.get("/phieu-da-ky/<id:public_id>")
def show(public_id: str) -> str:
    """Show a signed sheet as it was sealed, and every other version of it."""
    place, sheet = open_sheet(public_id)
    session = reading_session()
    is_own = sheet.seat_id == place.seat.id
    versions = council_sheets.versions(session, dossier_id=place.dossier.id, seat_id=sheet.seat_id)
    signed = council_sheets.signed_here(session, place)
    return render_template(
        "council/sealed/show.html",
        view=sealed(place, criteria_at(place), sheet),
        sheet=sheet,
        place=place,
        versions=versions,
        counts=signed.get(sheet.seat_id) is not None and signed[sheet.seat_id].id == sheet.id,
        is_own=is_own,
        may_compare=is_own and any(one.may_see for one in council_sheets.members_at(session, place)),
        next=council_table.next_to_score(session, place.seat) if is_own else None,
    )


@pages.get("/phieu-da-ky/<id:public_id>/phieu.pdf")
def paper(public_id: str) -> Response:
    """Send a signed sheet as the official form, drawn from what is kept."""
    _, sheet = open_sheet(public_id)
    filename, content = score_sheet.paper(reading_session(), sheet)
    return download(make_response(content), filename=filename, media_type="application/pdf")


@pages.get("/ho-so/<id:public_id>/cac-phieu")
def compare(public_id: str) -> str:
    """Show the signed sheets the viewer may see side by side, and what pulls them apart."""
    place, session = own_place(public_id), reading_session()
    criteria = criteria_at(place)
    members = [one for one in council_sheets.members_at(session, place) if one.may_see and one.sheet]
    if not members:
        abort(404)
    signed = council_sheets.signed_here(session, place)
    sees_all = {one.seat.id for one in members} == set(signed)
    columns = [(one, council_sheets.score_of(criteria, one.sheet)) for one in members if one.sheet]
    between = council_sheets.spread_at(place, criteria, signed) if sees_all else None
    return render_template(
        "council/sealed/compare.html",
        place=place,
        criteria=criteria,
        columns=columns,
        between=between,
        flagged={cause.code for cause in between.flagged} if between else set(),
        names={one.seat.id: one.seat.account.name for one in members},
        own_score=_self_score(place, criteria),
        discussions=assessment_rounds.discussions(session, place.dossier.id),
        result=assessment_rounds.latest_results(session, [place.dossier.id]).get(place.dossier.id),
    )


@pages.route("/phieu-da-ky/<id:public_id>/mo-lai", methods=["GET", "POST"])
def reopen(public_id: str) -> ResponseReturnValue:
    """Let the chair open a signed sheet again; the signed one stays."""
    place, sheet = sheet_to_reopen(public_id)
    if not place.opens_sheets:
        abort(404)
    if not (place.is_open and _counts(place, sheet)):
        flash("Phiếu này không mở lại được: đã được mở lại trước đó, hoặc hồ sơ đã có kết quả.", "error")
        return see_other("council_dossiers.show", public_id=place.dossier.public_id)
    form = ReopenForm()
    if form.validate_on_submit():
        with refused_into(form):
            scoring.reopen(
                actor=current_actor(),
                dossier=place.dossier.public_id,
                seat=sheet.seat.public_id,
                reason=str(form.reason.data),
            )
            flash(f"Đã mở lại phiếu của {sheet.seat.account.name}. Bản đã ký vẫn được giữ.", "success")
            return see_other("council_dossiers.show", public_id=place.dossier.public_id)
    return answer_form("council/sealed/reopen.html", form=form, place=place, sheet=sheet)


def _counts(place: Place, sheet: ScoreSheet) -> bool:
    signed = council_sheets.signed_here(reading_session(), place).get(sheet.seat_id)
    return signed is not None and signed.id == sheet.id


def _self_score(place: Place, criteria: CriteriaSet) -> object:
    """Add up what the producer gave itself; it is shown beside signed sheets only, so that it leads nobody's pen."""
    if not place.dossier.self_ticks:
        return None
    return sheet_score(criteria=criteria, sheet=Sheet(ticks=place.dossier.self_ticks))
