"""The first page after signing in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import work_list
from registry.queries.work_list import STATE_OF, Due, DueKind
from registry.rules.certificate_life import Standing
from registry.rules.decision_life import DecisionKind
from registry.rules.dossier_life import DossierState
from registry.rules.supervision import CaseState
from registry.web.doors import current_actor, rule_of
from registry.web.reading import reading_session
from registry.web.words import word

pages = Blueprint("staff_home", __name__, url_prefix="/can-bo")


# Where each kind of records to look at again is listed, and by which filter of that list.
_LISTS: Mapping[DueKind, tuple[str, dict[str, Any]]] = MappingProxyType(
    {
        DueKind.DOSSIERS_OVER: ("staff_dossiers.urgent", {"han": "over"}),
        DueKind.DOSSIERS_SOON: ("staff_dossiers.urgent", {"han": "soon"}),
        DueKind.DOSSIERS_WAITING: ("staff_dossiers.index", {"trang-thai": DossierState.FORWARDED.value}),
        DueKind.RESULTS_WAITING: ("staff_dossiers.index", {"trang-thai": DossierState.SCORED.value}),
        DueKind.INSPECTIONS: ("staff_supervision.index", {}),
        DueKind.CASES: ("staff_supervision.cases", {"trang-thai": CaseState.OPEN.value}),
        DueKind.REVOCATIONS: ("staff_decisions.index", {"loai": DecisionKind.REVOCATION.value}),
        DueKind.HOLDER_ENDED: (
            "staff_certificates.index",
            {"tinh-trang": Standing.IN_FORCE.value, "chu-the": "ended"},
        ),
        DueKind.PRODUCERS_ALIKE: ("staff_producers.index", {"trung-ten": "yes"}),
        DueKind.PRODUCTS_ALIKE: ("staff_products.index", {"trung-ten": "yes"}),
        DueKind.UNPLACED: ("staff_producers.index", {"thieu": "commune"}),
        DueKind.UNSORTED: ("staff_products.index", {"thieu": "industry"}),
    }
)


@dataclass(frozen=True)
class Line:
    """One kind of work as the page shows it."""

    count: int
    text: str
    address: str
    note: str | None = None


@pages.get("")
def index() -> ResponseReturnValue:
    """Show what is due."""
    waiting = work_list.due(reading_session(), today=clock.today())
    return render_template("staff/home/index.html", due=[_line(one) for one in waiting if _may_open(one)])


def _may_open(one: Due) -> bool:
    """Say whether the viewer may open the list that a kind of work leads to."""
    endpoint = _LISTS[one.kind][0] if one.kind in _LISTS else None
    permission = rule_of(endpoint).permission if endpoint else None
    return permission is None or current_actor().may(permission)


def _line(one: Due) -> Line:
    return Line(count=one.count, text=word(one.kind), address=_address(one), note=_note(one))


def _address(one: Due) -> str:
    if one.kind in STATE_OF:
        state: dict[str, Any] = {"trang-thai": STATE_OF[one.kind].value}
        return url_for("staff_decisions.index", **state)
    if one.kind is DueKind.LISTS:
        return url_for("staff_imports.index")
    if one.kind is DueKind.LETTERS:
        return url_for("staff_letters.index")
    if one.kind is DueKind.PROPOSALS:
        return url_for("staff_proposals.index")
    if one.kind in _LISTS:
        endpoint, narrowed = _LISTS[one.kind]
        return url_for(endpoint, **narrowed)
    span: dict[str, Any] = {
        "tinh-trang": Standing.IN_FORCE.value,
        "ke-tiep": "none",
        "sap": "valid_until",
        "het-han-tu": f"{one.first_day:%d/%m/%Y}",
        "het-han-den": f"{one.last_day:%d/%m/%Y}",
    }
    return url_for("staff_certificates.index", **span)


def _note(one: Due) -> str | None:
    if one.first_day is None or one.last_day is None:
        return None
    return f"hết hạn từ {one.first_day:%d/%m/%Y} đến {one.last_day:%d/%m/%Y}"
