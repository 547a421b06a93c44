"""Many signed decisions: one by the acts that make a real one, the others as rows like its own."""

from collections.abc import Sequence
from typing import Any

from builders.register import a_draft, a_line, sign_off
from sqlalchemy import inspect, select

from registry.models.decision import Decision, DecisionLine
from registry.models.product import Product
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Actor
from registry.transaction import transaction


def signed_alike(officer: Actor, approver: Actor, products: Sequence[str]) -> list[str]:
    """Sign a decision on each of the products, numbered from 1, and return their public ids."""
    first = a_draft(officer, [a_line(products[0])])
    sign_off(officer, approver, first, number="1/QĐ-UBND")
    with transaction() as session:
        decision = session.scalars(select(Decision).where(Decision.public_id == first)).one()
        (line,) = decision.lines
        keys = {row.public_id: row.id for row in session.execute(select(Product.public_id, Product.id))}
        others = [
            Decision(
                **_like(decision) | {"number": f"{number}/QĐ-UBND", "state": DecisionState.DRAFT},
                lines=[DecisionLine(**_like(line) | {"product_id": keys[product]})],
            )
            for number, product in enumerate(products[1:], start=2)
        ]
        session.add_all(others)
        session.flush()
        # A line comes into a draft alone.
        for other in others:
            other.state = decision.state
        session.flush()
        return [first, *(other.public_id for other in others)]


def _like(row: Decision | DecisionLine) -> dict[str, Any]:
    own = {"id", "public_id", "decision_id"}
    return {one.key: getattr(row, one.key) for one in inspect(row).mapper.column_attrs if one.key not in own}
