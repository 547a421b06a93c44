"""Puts certificates that are kept in force for late re-assessments into every state that a page shows differently."""

from datetime import date, timedelta

from builders.late import Late
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate
from registry.queries.standings import standing_on
from registry.rules.certificate_life import Standing
from registry.rules.permissions import Actor
from registry.transaction import Session
from registry.usecases import extending

HOME = "/can-bo/giay-chung-nhan"
PAST_DAY = "14/12/2022"


def kept_in_force(officer: Actor, approver: Actor) -> list[str]:
    """Put one that can be kept, one that is kept, and one that ended with its dossier; return where staff see them."""
    ended = clock.today() - timedelta(days=20)
    can_be = _late(officer, approver, ended, "81/QĐ-MH")
    is_kept = _late(officer, approver, ended, "82/QĐ-MH")
    ended_too = _late(officer, approver, ended, "83/QĐ-MH")
    for one in (is_kept, ended_too):
        extending.extend(actor=approver, certificate=one.certificate.public_id)
    ended_too.withdrawn()
    return [
        f"{HOME}/{can_be.certificate.public_id}/keo-dai",
        f"{HOME}/{is_kept.certificate.public_id}",
        f"{HOME}/{is_kept.certificate.public_id}/ket-thuc-keo-dai",
        f"{HOME}/{ended_too.certificate.public_id}",
        f"/can-bo/ho-so/{can_be.dossier}",
    ]


def asked_about_a_day(product: str, code: str) -> list[str]:
    """Return where the public asks about a past day, with what is a day and what is none."""
    addresses = [
        f"{address}?ngay={day}"
        for address in (f"/san-pham/{product}", f"/c/{code}", "/so-dang-ky")
        for day in (PAST_DAY, "31/02/2022")
    ]
    return [*addresses, "/so-dang-ky", "/so-dang-ky?ngay=01/01/2018", "/trang-thai"]


def one_of_each_standing(session: Session) -> dict[Standing, Certificate]:
    """Return a certificate of every standing that there is."""
    rows = session.execute(select(Certificate, standing_on(clock.today())).order_by(Certificate.id))
    found = {standing: certificate for certificate, standing in rows}
    assert set(found) == set(Standing), "the demonstration no longer shows every standing"
    return found


def _late(officer: Actor, approver: Actor, ended: date, number: str) -> Late:
    return Late(officer, approver, ends=ended, number=number).issued(f"Chè nộp muộn {number}").filed(days_ahead=5)
