"""The 15 days in which a revocation is decided stand where it is drafted and on the work list."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from builders.desk import Desk, a_desk, visible
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate
from registry.models.product import Product
from registry.models.supervision import Inspection, InspectionFinding
from registry.queries import revocation_clocks
from registry.queries.revocation_clocks import Beginning
from registry.rules.certificate_life import RevocationGround
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.permissions import Role
from registry.rules.supervision import Conclusion, FindingTopic, InspectionKind, InspectionState
from registry.transaction import reading, transaction
from registry.usecases import drafting
from registry.usecases.drafting import Line

WORDS = "thời hạn 15 ngày (Điều 8) đang chạy"


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def a_revocation(desk: Desk, *names: str) -> str:
    """Draft a decision that revokes what the products hold."""
    desk.issue(*names, signed_on=clock.today() - timedelta(days=40), instrument=None, product_set=11,
               assessed_on=clock.today() - timedelta(days=41), filed_on=clock.today() - timedelta(days=60))  # fmt: skip
    decision: str = desk.acts(drafting.draft, kind=DecisionKind.REVOCATION, title="Thu hồi")
    with desk.app.app_context(), reading() as session:
        held = {one.recognition.product.name: one.public_id for one in session.scalars(select(Certificate))}
    lines = [
        Line(
            product=desk.products[name],
            act=LineAct.REVOKE,
            certificate=held[name],
            ground=RevocationGround.BREACH_OF_LAW,
        )
        for name in names
    ]
    desk.add(decision, *lines)
    return decision


def an_inspection(desk: Desk, product: str, *, days_ago: int, about: bool = True) -> None:
    """Write down an inspection that came to a revocation so many days ago."""
    with desk.app.app_context(), transaction() as session:
        row = session.scalars(select(Product).where(Product.public_id == product)).one()
        concluded = clock.today() - timedelta(days=days_ago)
        inspection = Inspection(
            kind=InspectionKind.AD_HOC,
            state=InspectionState.FOLLOWING,
            producer_id=row.producer_id,
            planned_on=concluded,
            team="Tổ kiểm tra",
            visited_on=concluded,
            conclusion=Conclusion.REVOCATION,
            concluded_on=concluded,
        )
        inspection.findings = [
            InspectionFinding(
                product_id=row.id if about else None,
                topic=FindingTopic.LABEL.value,
                is_breach=True,
                said="Ghi sai nhãn",
                written_at=clock.now(),
            )
        ]
        session.add(inspection)


def test_the_days_run_from_the_conclusion_about_that_product_alone(desk: Desk) -> None:
    decision = a_revocation(desk, "Chè sai nhãn", "Chè đúng nhãn")
    assert WORDS not in visible(desk.officer.get("/can-bo").text)
    an_inspection(desk, desk.products["Chè sai nhãn"], days_ago=3)

    with desk.app.app_context(), reading() as session:
        (running,) = revocation_clocks.undecided(session).values()
    concluded = clock.today() - timedelta(days=3)
    assert (running.product_name, running.beginning, running.since) == (
        "Chè sai nhãn",
        Beginning.CONCLUSION,
        concluded,
    )
    assert running.due >= concluded + timedelta(days=15)
    for address in (f"/can-bo/quyet-dinh/{decision}", f"/can-bo/quyet-dinh/{decision}/them/{running.product}"):
        text = visible(desk.officer.get(address).text)
        assert f"Chè sai nhãn: kết luận vi phạm ngày {concluded:%d/%m/%Y}" in text
        assert f"ra quyết định trước hết ngày {running.due:%d/%m/%Y} (còn {running.left(clock.today())} ngày)" in text
        assert "Chè đúng nhãn: kết luận" not in text
    assert WORDS in visible(desk.officer.get("/can-bo").text)


def test_what_is_late_says_by_how_much(desk: Desk) -> None:
    decision = a_revocation(desk, "Chè sai nhãn")
    an_inspection(desk, desk.products["Chè sai nhãn"], days_ago=35, about=False)

    with desk.app.app_context(), reading() as session:
        (running,) = revocation_clocks.undecided(session).values()
    assert running.left(clock.today()) < 0
    assert f"(quá {-running.left(clock.today())} ngày)" in visible(
        desk.officer.get(f"/can-bo/quyet-dinh/{decision}").text
    )


def test_the_days_of_what_is_made_no_longer_run_from_the_communes_word(desk: Desk) -> None:
    decision = a_revocation(desk, "Chè thôi làm")
    product, confirmed = desk.products["Chè thôi làm"], clock.today() - timedelta(days=1)
    page = f"/can-bo/san-pham/{product}"
    answer = desk.officer.send(
        f"{page}/thoi-san-xuat",
        confirmed_on=f"{confirmed:%d/%m/%Y}",
        confirmed_by="UBND xã Bản Bo",
        document="45/XN-UBND",
    )
    assert answer.status_code == 303

    with desk.app.app_context(), reading() as session:
        (running,) = revocation_clocks.undecided(session).values()
    assert (running.beginning, running.since) == (Beginning.CEASED, confirmed)
    said = f"UBND xã Bản Bo xác nhận ngày {confirmed:%d/%m/%Y} (45/XN-UBND)"
    assert said in visible(desk.officer.get(page).text)
    assert "Ủy ban nhân dân cấp xã xác nhận thôi sản xuất ngày" in visible(
        desk.officer.get(f"/can-bo/quyet-dinh/{decision}").text
    )
    assert desk.officer.send(f"{page}/san-xuat-lai", reason="ghi nhầm").status_code == 303
    assert said not in visible(desk.officer.get(page).text)


def test_once_the_decision_is_in_effect_no_days_run(desk: Desk) -> None:
    decision = a_revocation(desk, "Chè sai nhãn")
    an_inspection(desk, desk.products["Chè sai nhãn"], days_ago=3)
    with desk.app.app_context():
        desk.actor(desk.approver, Role.APPROVER)
    desk.carry_out(decision, number="77/QĐ-UBND", signed_on=clock.today())

    with desk.app.app_context(), reading() as session:
        assert revocation_clocks.undecided(session) == {}
    assert "Thời hạn thu hồi" not in visible(desk.officer.get(f"/can-bo/quyet-dinh/{decision}").text)
