"""Where a member of a council begins: the rounds with a seat of one's own."""

from flask import Blueprint, render_template

from registry.queries import assessment_rounds
from registry.web.doors import current_actor
from registry.web.reading import reading_session

pages = Blueprint("council_home", __name__, url_prefix="/hoi-dong")


@pages.get("")
def index() -> str:
    """Show the rounds one sits in."""
    seats = assessment_rounds.seats_of_account(reading_session(), current_actor().account_id)
    return render_template("council/home/index.html", seats=seats)
