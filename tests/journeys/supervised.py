"""Puts a case that was answered beside those of the demonstration: of such only may whoever complained be erased."""

from datetime import timedelta

from sqlalchemy import select

from registry import clock
from registry.models.supervision import Inspection, SupervisionCase
from registry.rules.permissions import Actor
from registry.rules.supervision import CaseKind
from registry.transaction import reading
from registry.usecases import supervision_cases

HOME = "/can-bo/giam-sat"


def supervised(officer: Actor) -> list[str]:
    """Answer a complaint, and return where staff see every inspection and every case."""
    today = clock.today()
    made = supervision_cases.receive(
        actor=officer,
        kind=CaseKind.COMPLAINT,
        received_on=today - timedelta(days=3),
        about="Bà Lò Thị Phản Ánh nói nhãn in sai (thử).",
        from_whom="Lò Thị Phản Ánh, 0912 345 699",
    )
    supervision_cases.answer(actor=officer, case=made, words="Đã nhắc chủ thể in lại nhãn.", answered_on=today)
    with reading() as session:
        inspections = session.scalars(select(Inspection.public_id).order_by(Inspection.id)).all()
        cases = session.scalars(select(SupervisionCase.public_id).order_by(SupervisionCase.id)).all()
    return [*(f"{HOME}/{one}" for one in inspections), *(f"{HOME}/vu-viec/{one}" for one in cases)]
