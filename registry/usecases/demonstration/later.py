"""Later years: renewals, upgrades, corrections, revocations: every turn a certificate can take."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from registry.rules.certificate_life import MoveKind
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import Instrument, RecognitionKind
from registry.usecases import (
    standings,
)
from registry.usecases.demonstration.stage import Stage, about, parts


def later_years(stage: Stage) -> None:
    """Renewals, upgrades, corrections, revocations: every turn a certificate can take."""
    names = [product.name for _, product in parts()]
    renewed = [
        stage.again(name, RecognitionKind.REASSESSED, 3, Decimal("58.25"), Instrument.QD_148, date(2023, 11, 28))
        for name in ("Miến dong tím Minh Họa 03", "Gạo nếp tan Minh Họa 04", "Chuối sấy dẻo Minh Họa 05")
    ]
    upgraded = [
        stage.again(name, RecognitionKind.UPGRADED, 4, Decimal("74.5"), Instrument.QD_148, date(2023, 11, 28))
        for name in ("Hồng trà Minh Họa 01", "Chè Shan tuyết Minh Họa 02")
    ]
    stage.decide(
        upgraded + renewed, "04/QĐ-MH", date(2023, 12, 5), "Công nhận sản phẩm OCOP năm 2023 (đợt 2)", round_no=2
    )
    current = [
        stage.again(name, RecognitionKind.REASSESSED, stars, score, Instrument.QD_26_2026, date(2026, 6, 20))
        for name, stars, score in (
            ("Chè xanh Minh Họa 01", 4, Decimal("81.75")),
            ("Chè Ô long Minh Họa 01", 4, Decimal(79)),
            ("Miến dong Minh Họa 03", 4, Decimal("72.5")),
            ("Gạo Séng cù Minh Họa 09", 4, Decimal("77.25")),
            ("Hạt mắc ca sấy Minh Họa 10", 4, Decimal("70.25")),
            ("Chè cổ thụ Minh Họa 11", 4, Decimal("84.5")),
            ("Tinh dầu sả Minh Họa 17", 3, Decimal("63.4")),
            ("Trà sâm Minh Họa 19", 3, Decimal("66.6")),
            ("Rượu ngô Minh Họa 06", 3, Decimal("55.5")),
            ("Thổ cẩm Minh Họa 14", 3, Decimal("61.2")),
            ("Mật ong bạc hà Minh Họa 16", 3, Decimal("64.8")),
        )
    ]
    recognised = stage.decide(
        current, "05/QĐ-MH", date(2026, 6, 29), "Công nhận sản phẩm OCOP năm 2026 (đợt 1)", round_no=1
    )
    _turns(stage, recognised)
    _not_yet(stage, names[3])


def _turns(stage: Stage, corrects: str) -> None:
    held = stage.latest(
        "Rượu ngô Minh Họa 06",
        "Thổ cẩm Minh Họa 14",
        "Mật ong bạc hà Minh Họa 16",
        "Trà sâm Minh Họa 19",
        "Tinh dầu sả Minh Họa 17",
        "Hạt mắc ca sấy Minh Họa 10",
    )
    revoke, annul, suspend, withdraw, reissue, reinstate = held
    stage.decide(
        [replace(about(revoke), act=LineAct.REVOKE, ground="c")],
        "06/QĐ-MH",
        date(2026, 9, 15),
        "Thu hồi giấy chứng nhận sản phẩm OCOP",
        kind=DecisionKind.REVOCATION,
    )
    stage.decide(
        [
            replace(about(annul), act=LineAct.ANNUL, ground="Ghi nhầm sản phẩm của chủ thể khác"),
            replace(about(reissue), act=LineAct.REISSUE, ground="Đính chính tên sản phẩm"),
        ],
        "07/QĐ-MH",
        date(2026, 9, 20),
        "Đính chính giấy chứng nhận sản phẩm OCOP",
        kind=DecisionKind.CORRECTION,
        corrects=corrects,
    )
    for certificate, kind in (
        (suspend, MoveKind.SUSPENDED),
        (reinstate, MoveKind.SUSPENDED),
        (withdraw, MoveKind.WITHDRAWN),
    ):
        standings.move(
            actor=stage.approver,
            certificate=certificate[1],
            kind=kind,
            effective_on=date(2026, 10, 1),
            document="Văn bản số 210/SNNMT-MH ngày 30/9/2026",
            reason="Minh họa",
        )
    standings.move(
        actor=stage.approver,
        certificate=reinstate[1],
        kind=MoveKind.REINSTATED,
        effective_on=date(2026, 10, 20),
        document="Văn bản số 224/SNNMT-MH ngày 19/10/2026",
        reason="Minh họa",
    )


def _not_yet(stage: Stage, name: str) -> None:
    line = stage.again(name, RecognitionKind.REASSESSED, 3, Decimal("60.5"), Instrument.QD_26_2026, date(2026, 11, 10))
    stage.decide(
        [line],
        "08/QĐ-MH",
        date(2026, 11, 16),
        "Công nhận sản phẩm OCOP năm 2026 (bổ sung)",
        round_no=2,
        valid_from=date(2027, 1, 1),
        valid_until=date(2029, 12, 31),
        validity_ground="Quyết định minh họa ghi hiệu lực từ đầu năm 2027",
    )
