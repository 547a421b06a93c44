"""Where an officer of a commune begins: the dossiers that came to the commune."""

from flask import Blueprint, render_template

from registry.queries import dossiers
from registry.web.doors import current_actor
from registry.web.reading import reading_session

pages = Blueprint("commune_home", __name__, url_prefix="/xa")


@pages.get("")
def index() -> str:
    """Show the dossiers of one's communes, those that wait first."""
    rows = dossiers.of_communes(reading_session(), current_actor().account_id)
    return render_template("commune/home/index.html", dossiers=rows)
