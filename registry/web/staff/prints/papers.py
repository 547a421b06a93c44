"""One paper: its prints, and who was handed it outside an event."""

from typing import Any

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import awards
from registry.queries import print_ledger as ledger
from registry.queries.print_ledger import PrintablePaper
from registry.rules.certificate_life import stands
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound
from registry.usecases import handing_over, print_ledger
from registry.usecases.print_ledger import Earlier
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.prints.blueprint import may_print, pages
from registry.web.staff.prints.forms import LaterForm, PrintAgainForm, PrintForm, TakeBackForm, with_fallen
from registry.web.staff.prints.ledger import kind_words


@pages.route("/giay/<id:public_id>", methods=["GET", "POST"])
def paper(public_id: str) -> ResponseReturnValue:
    """Show what became of a paper, and record that it was printed."""
    found = _found(public_id)
    form = _print_form(found)
    if form.validate_on_submit():
        with refused_into(form):
            said = form.data
            print_ledger.record(
                actor=current_actor(),
                paper=public_id,
                blank=said["blank_number"],
                done_on=said["done_on"],
                earlier=Earlier(said["earlier"]) if said.get("earlier") else None,
                reason=said.get("reason"),
                although_fallen=bool(said.get("although_fallen")),
                as_seen=said["seen"],
            )
            flash("Đã ghi vào sổ in.", "success")
            return see_other("staff_prints.paper", public_id=public_id)
    return answer_form(
        "staff/prints/paper.html",
        form=form,
        may_print=may_print() and found.is_ours,
        may_hand_over=current_actor().may(Permission.MANAGE_EVENTS),
        kind_words=kind_words,
        **_shown(found),
    )


@pages.route("/giay/<id:public_id>/trao", methods=["GET", "POST"])
def hand_over(public_id: str) -> ResponseReturnValue:
    """Record that a paper was handed over after an event, or without any."""
    found = _found(public_id)
    form = LaterForm(data={"handed_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            count = handing_over.record_later(
                actor=current_actor(), paper=public_id, **form.said("handed_to", "handed_on", "note")
            )
            flash("Đã ghi giao giấy." if count else "Việc giao này đã được ghi từ trước.", "success")
            return see_other("staff_prints.paper", public_id=public_id)
    return answer_form("staff/prints/hand_over.html", form=form, **_shown(found))


@pages.route("/giay/<id:public_id>/rut-lai", methods=["GET", "POST"])
def take_back(public_id: str) -> ResponseReturnValue:
    """Record that a paper entered as handed over was not."""
    found, form = _found(public_id), TakeBackForm()
    if form.validate_on_submit():
        with refused_into(form):
            handing_over.take_back_later(actor=current_actor(), paper=public_id, note=form.note.data or "")
            flash("Đã ghi lại giấy chưa trao. Lần ghi trước vẫn còn trong sổ.", "success")
            return see_other("staff_prints.paper", public_id=public_id)
    return answer_form("staff/prints/take_back.html", form=form, **_shown(found))


def _found(public_id: str) -> PrintablePaper:
    found = ledger.paper(reading_session(), public_id, on=clock.today())
    if found is None:
        raise NotFound("Không có giấy này.")
    return found


def _print_form(found: PrintablePaper) -> PrintForm:
    kind = PrintAgainForm if found.was_printed else PrintForm
    form = (with_fallen(kind) if found.has_fallen else kind)(
        data={"done_on": clock.today(), "seen": found.printed.public_id if found.printed else ""}
    )
    if found.was_printed and found.printed is None:
        del form.earlier  # its blank is recorded as spoiled already
    return form


def _shown(found: PrintablePaper) -> dict[str, Any]:
    handovers = awards.handovers(
        reading_session(),
        certificate_id=found.certificate_id,
        merit_certificate_id=found.merit_certificate_id,
    )
    address = (
        url_for("staff_certificates.show", public_id=found.public_id)
        if found.certificate_id
        else url_for("staff_decisions.papers", public_id=found.decision.public_id)
    )
    return {
        "paper": found,
        "handovers": handovers,
        "is_handed_over": bool(handovers and handovers[-1].handed_to),
        "fallen": stands(found.standing) if found.standing and found.has_fallen else "",
        "back": address,
    }
