"""The front page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

pages = Blueprint("public_home", __name__)


@pages.get("/")
def index() -> ResponseReturnValue:
    """Say what this register is and where to look things up."""
    return render_template("public/home/index.html")
