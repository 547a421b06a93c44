"""Certificates that came in force yesterday, whatever day it is."""

from datetime import timedelta

from builders.desk import Desk
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate
from registry.transaction import reading


def issued(desk: Desk, *names: str, number: str = "1757/QĐ-UBND") -> list[Certificate]:
    """Issue certificates that are in force today."""
    yesterday = clock.today() - timedelta(days=1)
    days = {"assessed_on": yesterday - timedelta(days=1), "filed_on": yesterday - timedelta(days=2)}
    desk.issue(
        *(names or ("Chè Shan tuyết",)), number=number, signed_on=yesterday, instrument=None, product_set=11, **days
    )
    with desk.app.app_context(), reading() as session:
        return list(session.scalars(select(Certificate).order_by(Certificate.id)))
