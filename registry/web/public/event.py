"""One award event: what was announced, by producer in calling order."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from registry.queries import awards
from registry.rules.decision_life import DecisionState
from registry.rules.refusal import NotFound
from registry.web.public.kept_answers import keep_this_answer
from registry.web.public.shelf import todays_index
from registry.web.reading import reading_session
from registry.web.translation import gettext

pages = Blueprint("public_event", __name__)


@pages.get("/su-kien/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show an event whose decisions are in effect; one that is being prepared does not exist for the public."""
    found = awards.event(reading_session(), public_id)
    states = {decision.state for decision in found.decisions} if found else set()
    if found is None or states != {DecisionState.IN_EFFECT}:
        raise NotFound(gettext("Không có sự kiện nào ở địa chỉ này."))
    index = todays_index()
    keep_this_answer()
    return render_template(
        "public/event/show.html",
        detail=found,
        event=found.event,
        today={row.public_id: row for row in index.products},
    )
