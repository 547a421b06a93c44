"""One dossier as its producer sees it: where it stands, what is missing, what is to be done."""

from flask import render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.dossier import Dossier
from registry.queries import dossier_checks, dossier_clocks, dossiers, supplements
from registry.queries.settings import settings
from registry.rules.carry_forward import Again
from registry.rules.dossier_life import OPEN_TO_CHANGE, DossierMove, Party, open_moves
from registry.web import dossier_lines
from registry.web.clock_words import clock_sentence
from registry.web.dossier_papers import is_told
from registry.web.dossier_words import KINDS
from registry.web.portal.dossiers import told
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.own import own_dossier
from registry.web.reading import reading_session
from registry.web.self_scores import own_gap


@pages.get("/ho-so/<id:dossier_id>")
def show(dossier_id: str) -> ResponseReturnValue:
    """Show a dossier of the viewer's."""
    row, session, today = own_dossier(dossier_id), reading_session(), clock.today()
    lines = dossier_lines.item_lines(row, on=today)
    moves = open_moves(row.state, by=Party.PRODUCER)
    return render_template(
        "portal/dossiers/show.html",
        dossier=row,
        kind=KINDS[row.kind],
        set=dossiers.set_of(row),
        instrument=dossiers.governed_by(row).title,
        sentence=told.standing_sentence(row),
        reason=told.reason_of(row),
        reasons=dossier_lines.reasons_of(row),
        lines=lines,
        others=dossier_lines.other_answers(row, on=today),
        blanks_left=told.blanks_left(row),
        again=_again(row),
        gap=own_gap(row),
        clocks=[clock_sentence(one) for one in dossier_clocks.running(settings(session), row, on=today)],
        may_change=row.state in OPEN_TO_CHANGE,
        may_submit=DossierMove.SUBMIT in moves,
        may_withdraw=DossierMove.WITHDRAW in moves,
        wanted=supplements.open_request(session, row.id),
        is_told=is_told(row),
        report=dossiers.latest_report(session, row.id),
    )


def _again(row: Dossier) -> list[Again]:
    """Return what a dossier after an earlier one asks for again, with the reason of each."""
    if row.state not in OPEN_TO_CHANGE:
        return []
    earlier = dossier_checks.earlier_of_product(reading_session(), row)
    there = {item.code for item in row.items if item.files}
    if not earlier:
        return []
    return [one for one in dossier_checks.carried(row, earlier, on=clock.today()).again if one.item.code not in there]
