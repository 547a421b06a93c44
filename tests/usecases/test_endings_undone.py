"""What ended by mistake is undone by a correcting decision, and only by one."""

from datetime import date
from decimal import Decimal

import pytest
from builders.register import a_line, a_product, issue
from sqlalchemy import select

from registry.models.certificate import Certificate
from registry.queries import register, standing_inspection
from registry.rules.certificate_life import Standing
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases.deciding import FindingsStandInTheWay
from registry.usecases.drafting import Line

REVOKED_ON, CORRECTED_ON = date(2021, 3, 1), date(2021, 5, 1)


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def approver(actors: dict[str, Actor]) -> Actor:
    return actors["approver"]


def stand(day: date) -> list[Standing]:
    """Return how every certificate stands on a day, the oldest first, of a register without contradictions."""
    with reading() as session:
        assert list(standing_inspection.defects(session)) == []
        rows = session.scalars(select(Certificate).order_by(Certificate.id))
        return [register.standing_of(one, on=day) for one in rows]


def about(product: str, number: int, act: LineAct, **changes: object) -> Line:
    """Return a line about the certificate of that number, counted from 0."""
    with reading() as session:
        certificate = session.scalars(select(Certificate.public_id).order_by(Certificate.id)).all()[number]
    told = {"ground": "Quyết định trước căn cứ vào kết luận nhầm"} | changes
    return Line(product=product, certificate=certificate, act=act, kind=None, **told)  # type: ignore[arg-type]


def revoked(officer: Actor, approver: Actor) -> str:
    """Issue a certificate, revoke it, and return its product."""
    product = a_product()
    issue(officer, approver, [a_line(product)])
    line = about(product, 0, LineAct.REVOKE, ground="c")
    issue(officer, approver, [line], number="5/QĐ-UBND", signed_on=REVOKED_ON, kind=DecisionKind.REVOCATION)
    return product


@pytest.mark.parametrize("since", [REVOKED_ON, CORRECTED_ON])
def test_a_revocation_by_mistake_counts_no_longer_from_the_day_the_correction_names(
    officer: Actor, approver: Actor, since: date
) -> None:
    line = about(revoked(officer, approver), 0, LineAct.RESTORE, effective_on=since)
    issue(officer, approver, [line], number="6/QĐ-UBND", signed_on=CORRECTED_ON, kind=DecisionKind.CORRECTION)

    between = Standing.IN_FORCE if since == REVOKED_ON else Standing.REVOKED
    assert stand(date(2021, 4, 1)) == [between]
    assert stand(CORRECTED_ON) == [Standing.IN_FORCE]


def test_nothing_is_restored_that_has_not_ended_or_from_before_it_ended(officer: Actor, approver: Actor) -> None:
    line = about(revoked(officer, approver), 0, LineAct.RESTORE, effective_on=date(2021, 2, 28))

    with pytest.raises(FindingsStandInTheWay, match="không thể khôi phục"):
        issue(officer, approver, [line], number="6/QĐ-UBND", signed_on=CORRECTED_ON, kind=DecisionKind.CORRECTION)


def test_a_paper_replaced_by_mistake_comes_back_when_what_replaced_it_is_annulled(
    officer: Actor, approver: Actor
) -> None:
    product = a_product()
    issue(officer, approver, [a_line(product)])
    upgrade = a_line(product, stars=4, score=Decimal(75), kind=RecognitionKind.UPGRADED, assessed_on=date(2021, 2, 1))
    issue(officer, approver, [upgrade], number="5/QĐ-UBND", signed_on=REVOKED_ON)
    back = about(product, 0, LineAct.RESTORE)
    with pytest.raises(FindingsStandInTheWay, match="đang có giấy chứng nhận khác"):
        issue(officer, approver, [back], number="6/QĐ-UBND", signed_on=CORRECTED_ON, kind=DecisionKind.CORRECTION)

    both = [about(product, 1, LineAct.ANNUL), back]
    issue(officer, approver, both, number="7/QĐ-UBND", signed_on=CORRECTED_ON, kind=DecisionKind.CORRECTION)

    assert stand(date(2021, 4, 1)) == [Standing.SUPERSEDED, Standing.IN_FORCE]
    assert stand(CORRECTED_ON) == [Standing.IN_FORCE, Standing.ANNULLED]
    with reading() as session:
        old, new = session.scalars(select(Certificate).order_by(Certificate.id))
        assert old.superseding == []
        unrenewed = register.without_successor(session, on=CORRECTED_ON)
        assert list(session.scalars(select(Certificate.id).where(unrenewed))) == [old.id, new.id]
