"""Which products have a dossier on the way to their next certificate."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from registry.models.assessment import Assessment
from registry.models.decision import Decision, DecisionLine, LineAssessment
from registry.models.dossier import Dossier
from registry.rules.decision_life import DecisionState
from registry.rules.dossier_life import DossierState

_ON_THE_WAY = (DossierState.SUBMITTED, DossierState.FORWARDED, DossierState.IN_ROUND, DossierState.SCORED)
"""States of a dossier that others work on; what was returned is again the holder's to hand in."""


def renewals_on_the_way(session: Session) -> set[int]:
    """Return the keys of products of which a dossier is on its way, up to the decision that is not yet in effect."""
    coming = (
        select(Assessment.dossier_id)
        .join(LineAssessment, LineAssessment.assessment_id == Assessment.id)
        .join(DecisionLine, DecisionLine.id == LineAssessment.line_id)
        .join(Decision, Decision.id == DecisionLine.decision_id)
        .where(Decision.state != DecisionState.IN_EFFECT)
    )
    decided = and_(Dossier.state == DossierState.DECIDED, Dossier.id.in_(coming))
    return set(session.scalars(select(Dossier.product_id).where(or_(Dossier.state.in_(_ON_THE_WAY), decided))))
