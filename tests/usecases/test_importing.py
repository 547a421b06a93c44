"""A real list goes in: previewed, then applied from the same bytes, all of it or nothing."""

from pathlib import Path

import pytest
from builders.register import a_draft, a_product
from flask import Flask
from sqlalchemy import func, select

from registry.models.body import BodyKind
from registry.models.certificate import Certificate, PaperFile
from registry.models.decision import Decision, DecisionLine, Origin
from registry.models.number_series import NumberSeries
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries.list_outcome import Choices, Outcome
from registry.rules.certificate_life import Standing
from registry.rules.permissions import Actor, NotAllowed
from registry.transaction import reading
from registry.usecases import importing
from registry.usecases.succession import standing_on

LAO_CAI = Path(__file__).parents[1] / "sheets" / "data" / "lao-cai-4261-2021.csv"
BODY = Choices(body_kind=BodyKind.OTHER_PROVINCE, body_name="Ủy ban nhân dân tỉnh Lào Cai")


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


def _received(officer: Actor, content: bytes, *, name: str = "danh-sach.csv", choices: Choices = BODY) -> str:
    return importing.receive(actor=officer, content=content, filename=name, choices=choices)


def _count(model: type) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_list_of_lao_cai_is_recorded_as_22_products_of_16_producers_and_no_paper(
    app: Flask, officer: Actor
) -> None:
    received = _received(officer, LAO_CAI.read_bytes())

    importing.apply(actor=officer, list_import=received)

    assert (_count(Product), _count(Producer), _count(Recognition)) == (22, 16, 22)
    assert (_count(PaperFile), _count(NumberSeries)) == (0, 0)
    with reading() as session:
        decision = session.scalars(select(Decision)).one()
        assert (decision.number, decision.year, decision.signed_on) == ("4261/QĐ-UBND", 2021, None)
        assert decision.origin is Origin.RECORDED
        assert decision.body.name_on(None) == "Ủy ban nhân dân tỉnh Lào Cai"


def test_a_recorded_certificate_of_2021_has_expired_whatever_its_day(app: Flask, officer: Actor) -> None:
    from datetime import date

    importing.apply(actor=officer, list_import=_received(officer, LAO_CAI.read_bytes()))

    with reading() as session:
        standings = {standing_on(one, date(2026, 11, 23)) for one in session.scalars(select(Certificate))}
    assert standings == {Standing.EXPIRED}


def test_the_same_list_a_second_time_changes_nothing(app: Flask, officer: Actor) -> None:
    importing.apply(actor=officer, list_import=_received(officer, LAO_CAI.read_bytes()))
    again = _received(officer, LAO_CAI.read_bytes(), name="bản khác.csv")

    with reading() as session:
        seen = importing.previewed(session, again)
        assert {row.outcome for row in seen.rows} == {Outcome.KNOWN}
    importing.apply(actor=officer, list_import=again)

    assert (_count(Product), _count(Producer), _count(Recognition)) == (22, 16, 22)


def test_applying_twice_is_applying_once(app: Flask, officer: Actor) -> None:
    received = _received(officer, LAO_CAI.read_bytes())

    first = importing.apply(actor=officer, list_import=received)
    second = importing.apply(actor=officer, list_import=received)

    assert first == second
    assert _count(Recognition) == 22


def test_one_blocked_row_leaves_nothing_behind(app: Flask, officer: Actor) -> None:
    text = LAO_CAI.read_text("utf-8-sig").replace("Quả bưởi Múc,HTX Bưởi Múc Thái Niên,HTX,4 sao", ",HTX X,HTX,4 sao")
    received = _received(officer, text.encode())

    with pytest.raises(importing.CannotBeApplied):
        importing.apply(actor=officer, list_import=received)

    assert (_count(Product), _count(Producer), _count(Decision)) == (0, 0, 0)


@pytest.mark.parametrize("kind", [BodyKind.OTHER_PROVINCE, BodyKind.DISTRICT, BodyKind.UNKNOWN])
def test_a_body_without_its_name_is_told_by_the_preview_and_not_only_when_applied(
    app: Flask, officer: Actor, kind: BodyKind
) -> None:
    text = LAO_CAI.read_text("utf-8-sig").replace("UBND tỉnh Lào Cai", "")
    received = _received(officer, text.encode(), choices=Choices(body_kind=kind, body_name=" "))

    with reading() as session:
        seen = importing.previewed(session, received)

    assert not seen.is_applicable
    blocking = {problem.reason for problem in seen.problems if problem.severity == "blocking"}
    assert blocking == {"Hãy nhập tên cơ quan ban hành quyết định."}
    with pytest.raises(importing.CannotBeApplied, match="Hãy nhập tên cơ quan ban hành quyết định"):
        importing.apply(actor=officer, list_import=received)


def test_the_preview_keeps_the_sheets_own_words(app: Flask, officer: Actor) -> None:
    received = _received(officer, LAO_CAI.read_bytes())

    with reading() as session:
        first = importing.previewed(session, received).rows[0]

    assert first.row.as_written["stars"] == "4 sao"
    assert first.row.as_written["producer_name"] == "HTX Bưởi Múc Thái Niên"


def test_a_list_fills_the_annex_of_a_draft(app: Flask, officer: Actor) -> None:
    decision = a_draft(officer, [])
    content = (
        "TT,Tên sản phẩm,Tên chủ thể,Điểm,Hạng sao,Ngày đánh giá\n"
        '1,Chè xanh,HTX Thử Một,"62,5",3 sao,09/12/2020\n'
        '2,Mật ong,HTX Thử Hai,"71,25",★★★★,09/12/2020\n'
    )

    received = importing.receive(
        actor=officer, content=content.encode(), filename="ket-qua.csv", choices=Choices(), decision=decision
    )
    importing.apply(actor=officer, list_import=received)

    with reading() as session:
        lines = session.scalars(select(DecisionLine).order_by(DecisionLine.position)).all()
        assert [(line.product.name, line.score, line.stars) for line in lines] == [
            ("Chè xanh", 6250, 3),
            ("Mật ong", 7125, 4),
        ]
    assert _count(Recognition) == 0


def test_a_corrected_list_changes_the_lines_it_differs_in(app: Flask, officer: Actor) -> None:
    decision = a_draft(officer, [])
    text = "TT,Tên sản phẩm,Tên chủ thể,Điểm,Hạng sao\n1,Chè xanh,HTX Thử Một,{score},3 sao\n"
    for score in ("60", "65"):
        received = importing.receive(
            actor=officer,
            content=text.format(score=score).encode(),
            filename="ket-qua.csv",
            choices=Choices(),
            decision=decision,
        )
        importing.apply(actor=officer, list_import=received)

    with reading() as session:
        assert session.scalars(select(DecisionLine.score)).all() == [6500]


def test_an_existing_product_is_matched_by_name_and_producer(app: Flask, officer: Actor) -> None:
    a_product("Quả bưởi Múc")

    importing.apply(actor=officer, list_import=_received(officer, LAO_CAI.read_bytes()))

    assert _count(Product) == 23, "the same name of another producer is another product"


def test_an_auditor_may_not_import(app: Flask, actors: dict[str, Actor]) -> None:
    with pytest.raises(NotAllowed):
        _received(actors["auditor"], LAO_CAI.read_bytes())
