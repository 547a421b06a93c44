"""The first page after signing in."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

pages = Blueprint("staff_home", __name__, url_prefix="/can-bo")


@pages.get("")
def index() -> ResponseReturnValue:
    """Show what is due."""
    return render_template("staff/home/index.html", due=[])
