"""The 15 days in which a revocation is decided (QĐ 26/2026, Điều 8): since when they run, and for which products."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.models.decision import Decision, DecisionLine, Origin
from registry.models.product import Product
from registry.models.supervision import Inspection, InspectionFinding
from registry.queries.dossier_clocks import calendar_of
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionKind, DecisionState, LineAct
from registry.rules.supervision import REVOCATION, Conclusion, InspectionState
from registry.rules.working_days import last_day


class Beginning(StrEnum):
    """What the 15 days count from."""

    CONCLUSION = "conclusion"
    """The conclusion of an inspection that there is a breach."""

    CEASED = "ceased"
    """The commune confirmed that the producer makes it no longer."""


@dataclass(frozen=True, kw_only=True)
class RevocationClock:
    """The days that run for one product."""

    product: str
    """Public id."""
    product_name: str
    beginning: Beginning
    since: date
    due: date

    def left(self, today: date) -> int:
        """Return how many days are left; negative once they are over."""
        return (self.due - today).days


def of_products(session: Session, products: Collection[str]) -> Mapping[str, RevocationClock]:
    """Return the clock of each product for which one runs, by public ids; of several the one that began first."""
    calendar = calendar_of(settings(session))
    found: dict[str, RevocationClock] = {}
    for product, name, beginning, since in sorted(_beginnings(session, products), key=lambda one: one[3]):
        due = last_day(since, REVOCATION, calendar)
        clock = RevocationClock(product=product, product_name=name, beginning=beginning, since=since, due=due)
        found.setdefault(product, clock)
    return found


def undecided(session: Session) -> Mapping[str, RevocationClock]:
    """Return the running clocks of the products in revoking decisions that are not in effect."""
    waiting = (
        select(Product.public_id)
        .join(DecisionLine, DecisionLine.product_id == Product.id)
        .join(DecisionLine.decision)
        .where(
            Decision.kind == DecisionKind.REVOCATION,
            Decision.origin == Origin.ISSUED,
            Decision.state.not_in([DecisionState.IN_EFFECT, DecisionState.CANCELLED]),
            DecisionLine.act == LineAct.REVOKE,
        )
    )
    return of_products(session, set(session.scalars(waiting)))


def _beginnings(session: Session, products: Collection[str]) -> list[tuple[str, str, Beginning, date]]:
    if not products:
        return []
    concluded = (
        select(Product.public_id, Product.name, Inspection.concluded_on)
        .join(Inspection, Inspection.producer_id == Product.producer_id)
        .join(InspectionFinding, InspectionFinding.inspection_id == Inspection.id)
        .where(
            Product.public_id.in_(products),
            Inspection.conclusion == Conclusion.REVOCATION,
            Inspection.state == InspectionState.FOLLOWING,
            Inspection.concluded_on.is_not(None),
            InspectionFinding.is_breach,
            or_(InspectionFinding.product_id == Product.id, InspectionFinding.product_id.is_(None)),
        )
        .distinct()
    )
    ceased = select(Product.public_id, Product.name, Product.ceased_confirmed_on).where(
        Product.public_id.in_(products), Product.ceased_confirmed_on.is_not(None)
    )
    return [
        (product, name, beginning, since)
        for beginning, statement in ((Beginning.CONCLUSION, concluded), (Beginning.CEASED, ceased))
        for product, name, since in session.execute(statement)
        if since is not None
    ]
