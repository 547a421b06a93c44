"""The first page of a producer: its products, how each stands, what to do next."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import dossiers, producer_record
from registry.web.doors import current_actor
from registry.web.portal.dossiers.told import standing_sentence, waits_for_producer
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
    waiting = [
        (row, standing_sentence(row))
        for row in dossiers.of_account(session, current_actor().account_id)
        if waits_for_producer(row)
    ]
    return render_template("portal/home/index.html", held=held, today=today, waiting=waiting)
