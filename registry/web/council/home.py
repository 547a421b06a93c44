"""Where a member of a council begins: the rounds with a seat of one's own."""

from flask import Blueprint, render_template

from registry.queries import assessment_rounds, council_table
from registry.queries.council_table import TO_DO, OwnSheet
from registry.web.doors import current_actor
from registry.web.reading import reading_session

pages = Blueprint("council_home", __name__, url_prefix="/hoi-dong")


@pages.get("")
def index() -> str:
    """Show the rounds one sits in, each with how many of one's sheets are signed."""
    session = reading_session()
    seats = assessment_rounds.seats_of_account(session, current_actor().account_id)
    tables = [(seat, council_table.lines_of(session, seat)) for seat in seats]
    counted = [
        (
            seat,
            sum(line.own is OwnSheet.SIGNED for line in lines),
            sum(line.own is OwnSheet.SIGNED or line.own in TO_DO for line in lines),
        )
        for seat, lines in tables
    ]
    return render_template("council/home/index.html", rounds=counted)
