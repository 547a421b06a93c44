"""The producer's own score, criterion by criterion, with the way to the next star."""

from flask.typing import ResponseReturnValue

from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.own import own_dossier
from registry.web.refusals import see_other
from registry.web.self_scores import score_page


@pages.route("/ho-so/<id:dossier_id>/tu-cham", methods=["GET", "POST"])
def score(dossier_id: str) -> ResponseReturnValue:
    """Score a dossier oneself."""
    return score_page(
        own_dossier(dossier_id),
        "portal/dossiers/score.html",
        home=see_other("portal_dossiers.show", dossier_id=dossier_id),
        here=see_other("portal_dossiers.score", dossier_id=dossier_id),
    )
