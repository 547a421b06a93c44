"""The score a producer gave itself on paper, entered in its name."""

from flask.typing import ResponseReturnValue

from registry.web.refusals import see_other
from registry.web.self_scores import score_page
from registry.web.staff.dossiers.blueprint import found, pages


@pages.route("/<id:public_id>/tu-cham", methods=["GET", "POST"])
def score(public_id: str) -> ResponseReturnValue:
    """Enter what a producer ticked for itself."""
    return score_page(
        found(public_id),
        "staff/dossiers/score.html",
        home=see_other("staff_dossiers.show", public_id=public_id),
        here=see_other("staff_dossiers.score", public_id=public_id),
    )
