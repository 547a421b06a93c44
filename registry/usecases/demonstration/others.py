"""What others decided, and work that is still under way."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from registry.models.body import BodyKind
from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import Instrument, RecognitionKind
from registry.transaction import reading
from registry.usecases import (
    drafting,
    recording,
)
from registry.usecases.demonstration.stage import Stage
from registry.usecases.drafting import Line
from registry.usecases.sources import Source


def recorded(stage: Stage) -> None:
    """What others decided: a former district, the ministry, and a source that says too little."""
    with reading() as session:
        row = {
            product.public_id: (
                product.id,
                product.producer_id,
                product.name,
                producer.name,
                producer.commune_then_id,
            )
            for product, producer in session.execute(select(Product, Producer).join(Product.producer))
        }

    def result(name: str, stars: int, **more: Any) -> recording.Result:
        product, producer, product_name, producer_name, commune = row[stage.products[name]]
        return recording.Result(
            product_id=product,
            producer_id=producer,
            product_name=product_name,
            producer_name=producer_name,
            commune_id=commune,
            stars=stars,
            **more,
        )

    district = Source(
        body_name="Ủy ban nhân dân huyện Minh Họa",
        body_kind=BodyKind.DISTRICT,
        number="09/QĐ-MH",
        signed_on=date(2024, 10, 15),
        year=2024,
        source="Bản giấy minh họa",
    )
    again = RecognitionKind.REASSESSED
    recording.record(
        actor=stage.officer, source=district,
        results=[
            result("Cá lăng sông Đà Minh Họa 08", 3, kind=again, certificate_number="15/GCN-MH",
                   instrument=Instrument.QD_148, score=Decimal("57.5")),
            result("Lạp sườn Minh Họa 07", 3, kind=again, instrument=Instrument.QD_148),
        ],
    )  # fmt: skip
    ministry = Source(
        body_name="",
        body_kind=BodyKind.MINISTRY,
        number="10/QĐ-MH",
        signed_on=date(2025, 11, 20),
        year=2025,
        source="Bản giấy minh họa",
    )
    recording.record(
        actor=stage.officer, source=ministry,
        results=[
            result("Sâm Lai Châu ngâm mật ong Minh Họa 19", 5, kind=RecognitionKind.UPGRADED,
                   certificate_number="11/GCN-MH", instrument=Instrument.QD_148_1489, score=Decimal("91.2")),
        ],
    )  # fmt: skip
    unknown = Source(
        body_name="", body_kind=BodyKind.PROVINCE, number=None, year=2023, source="Bài báo minh họa, không nêu số"
    )
    recording.record(actor=stage.officer, source=unknown, results=[result("Phấn hoa Minh Họa 16", 3, kind=again)])


def drafts(stage: Stage) -> None:
    """Work under way, for the work list: a draft, and a decision waiting for approval."""
    waiting = [
        stage.again(name, RecognitionKind.REASSESSED, 3, Decimal("59.5"), Instrument.QD_26_2026, date(2026, 11, 12))
        for name in ("Dưa lưới Minh Họa 13", "Cà chua bi Minh Họa 13")
    ]
    checked = drafting.draft(
        actor=stage.officer,
        kind=DecisionKind.RECOGNITION,
        title="Công nhận sản phẩm OCOP năm 2026 (đợt 2)",
        round_no=2,
        round_year=2026,
    )
    drafting.add_lines(actor=stage.officer, decision=checked, lines=waiting)
    stage.check(checked)
    result = drafting.draft(
        actor=stage.officer,
        kind=DecisionKind.RESULT_APPROVAL,
        title="Phê duyệt kết quả đánh giá sản phẩm tiềm năng 5 sao năm 2026",
        round_year=2026,
    )
    drafting.add_lines(
        actor=stage.officer,
        decision=result,
        lines=[
            Line(
                product=stage.products["Gạo tẻ râu Minh Họa 04"],
                act=LineAct.APPROVE_RESULT,
                kind=None,
                score=Decimal("90.5"),
                instrument=Instrument.QD_26_2026,
                assessed_on=date(2026, 11, 12),
            )
        ],
    )
