"""The search box: certificates by product, producer, number or code, each with how it stands today."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import register
from registry.queries.listing import LAST_PAGE, ListRequest, Page
from registry.queries.register_lines import RegisterLine
from registry.rules.lookup_code import is_meant_as_code
from registry.rules.search_key import fold
from registry.web.public.certificate import mistake_in, typed
from registry.web.reading import reading_session

pages = Blueprint("public_lookup", __name__)

TEXT, PAGE = "q", "trang"
LONGEST_TEXT = 120
MOST_WORDS = 12
"""More words than any name has would only keep the register busy."""
PAGE_SIZE = 25


@pages.get("/tra-cuu")
def index() -> ResponseReturnValue:
    """Find certificates as people type; a lookup code leads straight to its certificate."""
    text = " ".join(typed(request.args.get(TEXT, "")[: LONGEST_TEXT * 2])[:LONGEST_TEXT].split()[:MOST_WORDS])
    certificate = register.by_lookup_code(reading_session(), text)
    if certificate is not None:
        return redirect(url_for("public_certificate.show", code=certificate.lookup_code), 302)
    mistake = mistake_in(text) if is_meant_as_code(text) else None
    page = render_template("public/lookup/index.html", text=text, page=_found(text), mistake=mistake)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _found(text: str) -> Page[RegisterLine] | None:
    if not fold(text).split():
        return None
    asked = ListRequest(text=text, page=_page_number(request.args.get(PAGE, "")), page_size=PAGE_SIZE)
    return register.certificates(reading_session(), asked, on=clock.today())


def _page_number(written: str) -> int:
    if not (written.isascii() and written.isdigit()):
        return 1
    return min(max(int(written[:9]), 1), LAST_PAGE)
