"""Doors: who may come in, what was asked, and what is shown; everything here would vanish with the browser."""

from flask import Flask
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from registry.web.addresses import InstrumentName, PublicId, Sha256, forgive_final_slashes
from registry.web.assets import asset
from registry.web.assets import pages as asset_pages
from registry.web.commune import commune_pages
from registry.web.compression import pack_public_pages
from registry.web.cookies import OurSessions
from registry.web.council import council_pages
from registry.web.door_table import DOORS
from registry.web.doors import hang_doors, home_of, is_of_a_producer, viewer
from registry.web.errors import answer_errors
from registry.web.filters import teach_filters
from registry.web.headers import guard_headers
from registry.web.once import act_once
from registry.web.own_calendar import pages as calendar_pages
from registry.web.portal import portal_pages
from registry.web.public import keep_public_answers, public_pages
from registry.web.reading import close_with_request
from registry.web.refusals import catch_refusals
from registry.web.signin.door import open_sign_in
from registry.web.signin.entrance import pages as entrance
from registry.web.site import site
from registry.web.staff import staff_pages
from registry.web.staff.menu import menu
from registry.web.translation import gettext, ngettext


def open_doors(app: Flask) -> None:
    """Give an application its pages, each behind its door."""
    app.session_interface = OurSessions()
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(asset=asset, viewer=viewer, site=site, csrf_token=generate_csrf, menu=menu)
    app.jinja_env.globals.update(home_of=home_of, is_of_a_producer=is_of_a_producer)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.url_map.converters["id"] = PublicId
    app.url_map.converters["sha256"] = Sha256
    app.url_map.converters["instrument"] = InstrumentName
    teach_filters(app)
    # The order is the order in which a request meets them.
    close_with_request(app)
    pack_public_pages(app)
    guard_headers(app)
    forgive_final_slashes(app)
    open_sign_in(app, app.config["REGISTER"])
    for pages in (
        asset_pages,
        entrance,
        calendar_pages,
        *public_pages(),
        *portal_pages(),
        *council_pages(),
        *commune_pages(),
        *staff_pages(),
    ):
        app.register_blueprint(pages)
    hang_doors(app, DOORS)
    act_once(app)
    catch_refusals(app)
    answer_errors(app)
    keep_public_answers(app)
    proxies = app.config["REGISTER"].proxies
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
