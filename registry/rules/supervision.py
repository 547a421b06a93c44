"""Supervision after recognition: inspections and what follows from them, cases, stamps (QĐ 26/2026, Điều 8 to 10)."""

from enum import StrEnum


class InspectionKind(StrEnum):
    """Why a producer is visited (Điều 9)."""

    PERIODIC = "periodic"
    AD_HOC = "ad_hoc"


class InspectionState(StrEnum):
    """How far an inspection has come."""

    PLANNED = "planned"
    VISITED = "visited"
    CONCLUDED = "concluded"
    """What follows is under way, if anything does."""

    CLOSED = "closed"
    CANCELLED = "cancelled"


class FindingTopic(StrEnum):
    """What is looked at (Điều 9): that the criteria are kept, and how the mark is used."""

    CRITERIA = "criteria"
    MARK = "mark"
    LABEL = "label"
    FOOD_SAFETY = "food_safety"
    PRODUCTION = "production"
    OTHER = "other"


class Conclusion(StrEnum):
    """What an inspection comes to."""

    IN_ORDER = "in_order"
    WARNING = "warning"
    REASSESSMENT = "reassessment"
    REVOCATION = "revocation"


class CaseKind(StrEnum):
    """What a case came from."""

    COMPLAINT = "complaint"
    MINISTRY_DEMAND = "ministry_demand"
    """The Ministry asks that a product be assessed again (Điều 10)."""


class CaseState(StrEnum):
    """How far a case has come."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class StampMove(StrEnum):
    """What happened to stamps."""

    HANDED_OUT = "handed_out"
    GIVEN_BACK = "given_back"
    DESTROYED = "destroyed"
