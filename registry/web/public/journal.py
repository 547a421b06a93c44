"""The last entry of the journal on each day that is over: whoever keeps it can hold the register to it later."""

import json

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries.daily_heads import daily_heads
from registry.web.reading import reading_session
from registry.web.site import site

pages = Blueprint("public_journal", __name__)

DAYS_ON_THE_PAGE = 31


@pages.get("/so-cai")
def index() -> ResponseReturnValue:
    """Show the last entries of the last days."""
    heads = daily_heads(reading_session(), before=clock.today(), most=DAYS_ON_THE_PAGE)
    return _fresh(make_response(render_template("public/journal/index.html", heads=heads, most=DAYS_ON_THE_PAGE)))


@pages.get("/so-cai.json")
def as_json() -> Response:
    """Give the last entries of all days of a year, to be kept by others."""
    heads = daily_heads(reading_session(), before=clock.today())
    said = {
        "register": site().public_address,
        "is_demonstration": site().is_demonstration,
        "heads": [{"day": one.day.isoformat(), "sequence": one.head.sequence, "hash": one.head.hash} for one in heads],
    }
    response = make_response(json.dumps(said, ensure_ascii=False))
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return _fresh(response)


def _fresh(response: Response) -> Response:
    # Acts that no page shows lengthen the journal too, so an answer kept for the public would fall behind.
    response.headers["Cache-Control"] = "no-store"
    return response
