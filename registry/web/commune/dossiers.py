"""One dossier before its commune: read, sent back with reasons at its items, or sent on with Mẫu số 03."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.dossier import Dossier
from registry.queries import dossier_clocks, dossiers
from registry.queries.settings import settings
from registry.rules.dossier_life import OPEN_TO_CHANGE, DossierMove, Party, open_moves
from registry.usecases import submission
from registry.usecases.submission import CommuneFindings
from registry.web import dossier_lines
from registry.web.clock_words import clock_sentence
from registry.web.commune.forms import ReportForm, return_form
from registry.web.commune.own import own_dossier, own_evidence
from registry.web.doors import current_actor
from registry.web.dossier_files import send_dossier, send_evidence
from registry.web.dossier_papers import send_paper
from registry.web.dossier_words import KINDS, forms_told
from registry.web.item_reasons import gives_reasons
from registry.web.kept_here import kept_under
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("commune_dossiers", __name__, url_prefix="/xa")

NOT_WITH_US = "Hồ sơ này hiện không chờ xã, phường xem xét."


@pages.get("/ho-so/<id:dossier_id>")
def show(dossier_id: str) -> ResponseReturnValue:
    """Show a dossier with its forms and files; while its producer mends it, only where it stands."""
    row, session, today = own_dossier(dossier_id), reading_session(), clock.today()
    return render_template(
        "commune/dossiers/show.html",
        dossier=row,
        kind=KINDS[row.kind],
        set=dossiers.set_of(row),
        instrument=dossiers.governed_by(row).title,
        address=row.producer.address_on(today, province=settings(session).province),
        clocks=[clock_sentence(one) for one in dossier_clocks.running(settings(session), row, on=today)],
        is_open=row.state not in OPEN_TO_CHANGE,
        forms=forms_told(row),
        lines=dossier_lines.item_lines(row, on=today),
        moves=open_moves(row.state, by=Party.COMMUNE),
        returned=dossier_lines.last_return(row),
        titles={item.code: item.title for item in dossiers.items_of(row)},
        report=dossiers.latest_report(session, row.id),
        kept_here=kept_under(row, "mau-03"),
    )


@pages.route("/ho-so/<id:dossier_id>/tra-lai", methods=["GET", "POST"])
def give_back(dossier_id: str) -> ResponseReturnValue:
    """Send a dossier back to its producer, with a reason at every item that must be mended."""
    row = own_dossier(dossier_id)
    items = dossiers.items_of(row)
    form = return_form(items)
    if not (_waits_for_us(row) or form.is_submitted()):
        return _elsewhere(dossier_id)
    is_complete = form.validate_on_submit()
    if gives_reasons(form, codes=[item.code for item in items]) and is_complete:
        named = {item.code: form[f"reasons-{item.code}"].data for item in items}
        with refused_into(form):
            submission.return_(
                actor=current_actor(),
                dossier=dossier_id,
                reason=form.reason.data or "",
                item_reasons={code: said for code, said in named.items() if said},
            )
            flash("Đã trả lại hồ sơ. Chủ thể thấy lý do ở từng mục.", "success")
            return see_other("commune_dossiers.show", dossier_id=dossier_id)
    return answer_form("commune/dossiers/give_back.html", form=form, dossier=row, items=items)


@pages.route("/ho-so/<id:dossier_id>/chuyen", methods=["GET", "POST"])
def forward(dossier_id: str) -> ResponseReturnValue:
    """Write Mẫu số 03 and send a dossier on to the province."""
    row, form = own_dossier(dossier_id), ReportForm()
    if not (_waits_for_us(row) or form.is_submitted()):  # what was typed meanwhile stays on the page
        return _elsewhere(dossier_id)
    if form.validate_on_submit():
        findings = CommuneFindings(
            topics={topic: form[topic].data for topic in submission.TOPICS},
            **form.said("letter_number", "letter_on", "samples"),
        )
        with refused_into(form):
            submission.forward(actor=current_actor(), dossier=dossier_id, findings=findings)
            flash("Đã lập Mẫu số 03 và chuyển hồ sơ lên tỉnh.", "success")
            return see_other("commune_dossiers.show", dossier_id=dossier_id)
    return answer_form("commune/dossiers/forward.html", form=form, dossier=row, keep_here=kept_under(row, "mau-03"))


@pages.get("/tep/<id:evidence_id>")
def file(evidence_id: str) -> ResponseReturnValue:
    """Send a file of a dossier, byte for byte."""
    return send_evidence(own_evidence(evidence_id))


@pages.get("/tep/<id:evidence_id>/xem")
def look(evidence_id: str) -> ResponseReturnValue:
    """Show a file of a dossier in the browser."""
    return send_evidence(own_evidence(evidence_id), shown=True)


@pages.get("/ho-so/<id:dossier_id>/ho-so.zip")
def pack(dossier_id: str) -> ResponseReturnValue:
    """Send a whole dossier in one zip, with a table of contents."""
    row = own_dossier(dossier_id)
    return send_dossier(row) if row.state not in OPEN_TO_CHANGE else _elsewhere(dossier_id)


@pages.get("/ho-so/<id:dossier_id>/giay/<paper>.pdf")
def paper(dossier_id: str, paper: str) -> ResponseReturnValue:
    """Draw one of a dossier's papers; while its producer mends it there is none to see."""
    row = own_dossier(dossier_id)
    return send_paper(row, paper) if row.state not in OPEN_TO_CHANGE else _elsewhere(dossier_id)


def _waits_for_us(row: Dossier) -> bool:
    return DossierMove.FORWARD in open_moves(row.state, by=Party.COMMUNE)


def _elsewhere(dossier_id: str) -> ResponseReturnValue:
    flash(NOT_WITH_US, "info")
    return see_other("commune_dossiers.show", dossier_id=dossier_id)
