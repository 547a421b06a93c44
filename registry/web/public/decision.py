"""One decision: its annex, each line with how it stands today."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.award import RecipientKind
from registry.queries import decisions, register
from registry.queries.decision_effects import endings
from registry.queries.law_book import known
from registry.queries.listing import ListRequest
from registry.rules.decision_life import DecisionState
from registry.rules.refusal import NotFound
from registry.web.public.kept_answers import keep_this_answer
from registry.web.public.recogniser_words import decided_by
from registry.web.reading import reading_session
from registry.web.translation import gettext

pages = Blueprint("public_decision", __name__)


@pages.get("/quyet-dinh/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a decision in effect; a draft does not exist for the public."""
    session, today = reading_session(), clock.today()
    found = decisions.decision(session, public_id)
    if found is None or found.decision.state is not DecisionState.IN_EFFECT:
        raise NotFound(gettext("Không có quyết định nào ở địa chỉ này."))
    asked = ListRequest(filters={"decision": public_id}, sort="signed_on").everything()
    lines = register.recognitions(session, asked, on=today).rows
    # A person's or a family's name is published by themselves alone; a producer's is in the register.
    named = [one for one in found.recipients if one.producer or one.kind is RecipientKind.COLLECTIVE]
    under = {line.instrument for line in lines}
    keep_this_answer()
    return render_template(
        "public/decision/show.html",
        decision=found.decision,
        issuer=decided_by(found),
        lines=lines,
        instruments=[one for code, one in known(session).items() if code in under],
        producers=len({line.producer_id for line in lines}),
        endings=endings(session, found.decision),
        recipients=named,
        unnamed=len(found.recipients) - len(named),
        today=today,
    )
