"""The address of everything about certificates that run out, and the plan a page is about."""

from flask import Blueprint, g

from registry import clock
from registry.queries import expiry_plan
from registry.queries.expiry_plan import Plan
from registry.rules.expiry_planning import Quarter
from registry.web.reading import reading_session

pages = Blueprint("staff_expiry", __name__, url_prefix="/can-bo/het-han")


def planned() -> Plan:
    """Return the plan as this request sees it."""
    if "expiry_plan" not in g:
        g.expiry_plan = expiry_plan.plan(reading_session(), on=clock.today())
    found: Plan = g.expiry_plan
    return found


def quarter_key(quarter: Quarter | None) -> str:
    """Write a quarter as it stands in an address."""
    return f"{quarter.year}-{quarter.number}" if quarter else ""


def quarter_words(quarter: Quarter) -> str:
    """Name a quarter."""
    return f"Quý {quarter.number}/{quarter.year}"
