"""How far the numbers of a body and year have been given."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.decision import Decision
from registry.models.number_series import NumberSeries, PaperKind


def numbers_given(session: Session, decision: Decision) -> dict[PaperKind, int]:
    """Return the last number given in each series of the decision's body and year."""
    rows = session.execute(
        select(NumberSeries.paper, NumberSeries.last).where(
            NumberSeries.body_id == decision.body_id, NumberSeries.year == decision.year
        )
    )
    given = dict.fromkeys(PaperKind, 0)
    for paper, last in rows:
        given[paper] = last
    return given
