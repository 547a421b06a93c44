"""A round as a member of its council sees it: the dossiers, and how far the member is with each."""

from flask import Blueprint, render_template

from registry.queries import council_table
from registry.queries.council_table import TO_DO, OwnSheet
from registry.web.council.own import own_seat
from registry.web.reading import reading_session

pages = Blueprint("council_rounds", __name__, url_prefix="/hoi-dong/dot")


@pages.get("/<id:public_id>")
def show(public_id: str) -> str:
    """Show the dossiers of a round, what waits for the member first."""
    seat = own_seat(public_id)
    lines = council_table.lines_of(reading_session(), seat)
    return render_template(
        "council/rounds/show.html",
        seat=seat,
        round=seat.round,
        waiting=[line for line in lines if line.own in TO_DO],
        rest=[line for line in lines if line.own not in TO_DO],
        signed=sum(line.own is OwnSheet.SIGNED for line in lines),
    )
