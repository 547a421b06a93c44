"""The first page of a producer: its products, how each stands, what to do next."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import producer_record
from registry.web.portal.own import own_producers
from registry.web.portal.plain_words import told
from registry.web.reading import reading_session

pages = Blueprint("portal_home", __name__, url_prefix="/cua-toi")


@pages.get("")
def index() -> ResponseReturnValue:
    """Show the viewer's producers, each with its products."""
    today, session = clock.today(), reading_session()
    held = [
        (producer, [told(product, on=today) for product in producer_record.products(session, producer)])
        for producer in own_producers()
    ]
    return render_template("portal/home/index.html", held=held, today=today)
