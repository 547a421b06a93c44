"""What search engines are told: where they may look, and the addresses of all that is in the register for good."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from flask import Blueprint, Response, current_app, make_response, url_for

from registry.queries import public_news
from registry.rules.refusal import NotFound
from registry.web.doors import Door, rule_of
from registry.web.public.asking import FACETS, ORDER, TEXT
from registry.web.public.criteria import sets_with_a_page
from registry.web.public.kept_answers import keep_this_answer
from registry.web.public.shelf import todays_index
from registry.web.reading import reading_session
from registry.web.site import site
from registry.web.translation import gettext

pages = Blueprint("public_signposts", __name__)

MOST_ADDRESSES = 50_000
"""In one file, by the protocol of sitemaps.org."""
ENDLESS = (
    "/tra-cuu.csv",
    "/tra-cuu.json",
    "/hieu-luc.json",
    "/so-dang-ky.csv",
    "/so-dang-ky.json",
    *(f"/so-dang-ky?{one}=" for one in ("ngay", "tinh-trang", "trang")),
    *(f"/tra-cuu?{one}=" for one in (TEXT, *(facet.parameter for facet in FACETS), ORDER)),
)
"""Every question and every day has an address of its own; what is found there has too, and is in the list."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@pages.get("/robots.txt")
def robots() -> Response:
    """Say where search engines may look; a register of invented things is to be found nowhere."""
    keep_this_answer()
    if site().is_demonstration:
        return _text("User-agent: *\nDisallow: /\n")
    doors = _behind_doors()
    # A rule is meant for all that begins like it; what is open beside it is named first.
    beside = "".join(f"Allow: {path}\n" for path in _before_doors() if path.startswith(tuple(doors)))
    closed = "".join(f"Disallow: {path}\n" for path in (*doors, *ENDLESS))
    site_map = f"{site().public_address}{url_for('public_signposts.index')}"
    return _text(f"User-agent: *\n{beside}{closed}Sitemap: {site_map}\n")


@pages.get("/sitemap.xml")
def index() -> Response:
    """Name the files that name all addresses."""
    count = -(-len(_addresses()) // MOST_ADDRESSES)
    keep_this_answer()
    files = (url_for("public_signposts.part", number=number) for number in range(1, count + 1))
    return _xml(f"<sitemapindex {_NAMES}>\n{''.join(_entries('sitemap', files))}</sitemapindex>\n")


@pages.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """Name the addresses of one file."""
    start = (number - 1) * MOST_ADDRESSES
    named = _addresses()[start : start + MOST_ADDRESSES] if number else []
    if not named:
        raise NotFound(gettext("Không có tệp nào ở địa chỉ này."))
    keep_this_answer()
    return _xml(f"<urlset {_NAMES}>\n{''.join(_entries('url', named))}</urlset>\n")


def _behind_doors() -> list[str]:
    """Return where the addresses begin that are not for everybody."""
    routes = current_app.url_map.iter_rules()
    return sorted({f"/{one.rule.split('/')[1]}" for one in routes if rule_of(one.endpoint).door is not Door.PUBLIC})


def _before_doors() -> list[str]:
    """Return where the addresses begin that are for everybody."""
    routes = current_app.url_map.iter_rules()
    return sorted({f"/{one.rule.split('/')[1]}" for one in routes if rule_of(one.endpoint).door is Door.PUBLIC})


def _addresses() -> Sequence[str]:
    """Return where everything is that the public may find: nothing that is private, no codes, nothing uncertified."""
    found, session = todays_index(), reading_session()
    return [
        url_for("public_home.index"),
        url_for("public_lookup.index"),
        url_for("public_criteria.index"),
        *(url_for("public_criteria.show", instrument=one, number=number) for one, number in sets_with_a_page(session)),
        *(url_for("public_event.show", public_id=one) for one in public_news.every_event(session)),
        *(url_for("public_decision.show", public_id=one) for one in public_news.every_decision(session)),
        *(url_for("public_producer.show", public_id=one.public_id) for one in found.producers),
        *(url_for("public_product.show", public_id=one.public_id) for one in found.products),
    ]


def _entries(name: str, addresses: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for address in addresses:
        yield f"<{name}><loc>{escape(site().public_address + address)}</loc></{name}>\n"


def _text(content: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response


def _xml(content: str) -> Response:
    response = make_response(_HEAD + content)
    response.headers["Content-Type"] = "application/xml; charset=utf-8"
    return response
