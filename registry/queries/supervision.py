"""Supervision after recognition: inspections and cases, listed and whole, and what is due of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.decision import Decision, DecisionLine
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.supervision import Inspection, InspectionFinding, InspectionPhoto, SupervisionCase
from registry.queries.listing import AnyRow, ListRequest, Page, page_of
from registry.queries.names import has_word
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.search_key import fold
from registry.rules.supervision import (
    CaseKind,
    CaseState,
    Conclusion,
    InspectionKind,
    InspectionState,
)

_ENDED = (InspectionState.CLOSED, InspectionState.CANCELLED)
_INSPECTION_DUE = case(
    (Inspection.state == InspectionState.PLANNED, Inspection.planned_on),
    (Inspection.state == InspectionState.FOLLOWING, Inspection.follow_up_by),
    else_=Inspection.visited_on,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionLine:
    """One inspection in a list."""

    public_id: str
    kind: InspectionKind
    state: InspectionState
    producer: str
    """Public id."""
    producer_name: str
    planned_on: date
    visited_on: date | None
    conclusion: Conclusion | None
    follow_up_by: date | None

    def is_over(self, on: date) -> bool:
        """Say whether what the conclusion asked for was due before a day and is not written down."""
        return self.state is InspectionState.FOLLOWING and self.follow_up_by is not None and self.follow_up_by < on


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in a list."""

    public_id: str
    kind: CaseKind
    state: CaseState
    received_on: date
    due_on: date | None
    about: str
    producer_name: str | None
    product_name: str | None

    def is_over(self, on: date) -> bool:
        """Say whether the answer was due before a day."""
        return self.state is CaseState.OPEN and self.due_on is not None and self.due_on < on


def inspections(session: Session, request: ListRequest) -> Page[InspectionLine]:
    """Return one page of the inspections: those under way first, what is due soonest at the top."""
    statement = select(Inspection, Producer.public_id, Producer.name).join(Inspection.producer)
    statement = statement.where(*_inspections_asked(request))
    return page_of(
        session,
        statement,
        request=request,
        sorts={"producer": (Producer.sort_key,), "planned_on": (Inspection.planned_on,)},
        key=Inspection.id,
        default=(case((Inspection.state.in_(_ENDED), 1), else_=0), _INSPECTION_DUE),
        make=_inspection_line,
    )


def inspection(session: Session, public_id: str) -> Inspection | None:
    """Return an inspection with all that was found."""
    return session.scalar(
        select(Inspection)
        .where(Inspection.public_id == public_id)
        .options(
            joinedload(Inspection.producer),
            joinedload(Inspection.case),
            joinedload(Inspection.decision),
            selectinload(Inspection.findings).joinedload(InspectionFinding.product),
            selectinload(Inspection.photos),
        )
    )


def products_of(session: Session, producer_id: int) -> list[tuple[str, str]]:
    """Return (public id, name) of a producer's products, by name."""
    asked = select(Product.public_id, Product.name).where(Product.producer_id == producer_id)
    return [(public_id, name) for public_id, name in session.execute(asked.order_by(Product.sort_key))]


def revoking_decisions(session: Session, producer_id: int) -> list[tuple[str, str]]:
    """Return (public id, number) of the decisions in effect that revoked something of a producer."""
    asked = (
        select(Decision.public_id, Decision.number)
        .join(DecisionLine, DecisionLine.decision_id == Decision.id)
        .where(
            Decision.kind == DecisionKind.REVOCATION,
            Decision.state == DecisionState.IN_EFFECT,
            DecisionLine.producer_id == producer_id,
        )
        .distinct()
        .order_by(Decision.public_id)
    )
    return [(public_id, number or "") for public_id, number in session.execute(asked)]


def photo(session: Session, inspection_id: int, public_id: str) -> InspectionPhoto | None:
    """Return a photo of an inspection."""
    return session.scalar(
        select(InspectionPhoto).where(
            InspectionPhoto.inspection_id == inspection_id, InspectionPhoto.public_id == public_id
        )
    )


def cases(session: Session, request: ListRequest) -> Page[CaseLine]:
    """Return one page of the cases: those that wait first, what is due soonest at the top."""
    statement = (
        select(SupervisionCase, Producer.name, Product.name)
        .outerjoin(Producer, Producer.id == SupervisionCase.producer_id)
        .outerjoin(Product, Product.id == SupervisionCase.product_id)
        .where(*_cases_asked(request))
    )
    order = case({CaseState.OPEN.value: 0, CaseState.ANSWERED.value: 1}, value=SupervisionCase.state, else_=2)
    return page_of(
        session,
        statement,
        request=request,
        sorts={"received_on": (SupervisionCase.received_on,), "due_on": (SupervisionCase.due_on,)},
        key=SupervisionCase.id,
        default=(order, SupervisionCase.due_on),
        make=_case_line,
    )


def supervision_case(session: Session, public_id: str) -> SupervisionCase | None:
    """Return a case with what it is about."""
    return session.scalar(
        select(SupervisionCase)
        .where(SupervisionCase.public_id == public_id)
        .options(joinedload(SupervisionCase.producer), joinedload(SupervisionCase.product))
    )


def inspections_of_case(session: Session, case_id: int) -> list[Inspection]:
    """Return the inspections a case led to."""
    return list(session.scalars(select(Inspection).where(Inspection.case_id == case_id).order_by(Inspection.id)))


def inspections_waiting(*, until: date) -> ColumnElement[bool]:
    """Say in SQL that something is to be done with an inspection by a day: the visit, the conclusion, what follows."""
    return or_(
        and_(Inspection.state == InspectionState.PLANNED, Inspection.planned_on <= until),
        Inspection.state == InspectionState.VISITED,
        and_(Inspection.state == InspectionState.FOLLOWING, Inspection.follow_up_by <= until),
    )


def _inspections_asked(request: ListRequest) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [has_word(Producer.search_key, word) for word in fold(request.text).split()]
    columns = {"state": Inspection.state, "kind": Inspection.kind, "conclusion": Inspection.conclusion}
    asked += [columns[name] == value for name, value in request.filters.items() if name in columns]
    if "producer" in request.filters:
        asked.append(Producer.public_id == request.filters["producer"])
    return asked


def _cases_asked(request: ListRequest) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [
        or_(has_word(Producer.search_key, word), has_word(Product.search_key, word))
        for word in fold(request.text).split()
    ]
    columns = {"state": SupervisionCase.state, "kind": SupervisionCase.kind}
    return asked + [columns[name] == value for name, value in request.filters.items() if name in columns]


def _inspection_line(row: AnyRow) -> InspectionLine:
    found, producer, name = row
    return InspectionLine(
        public_id=found.public_id,
        kind=found.kind,
        state=found.state,
        producer=producer,
        producer_name=name,
        planned_on=found.planned_on,
        visited_on=found.visited_on,
        conclusion=found.conclusion,
        follow_up_by=found.follow_up_by,
    )


def _case_line(row: AnyRow) -> CaseLine:
    found, producer_name, product_name = row
    return CaseLine(
        public_id=found.public_id,
        kind=found.kind,
        state=found.state,
        received_on=found.received_on,
        due_on=found.due_on,
        about=found.about,
        producer_name=producer_name,
        product_name=product_name,
    )
