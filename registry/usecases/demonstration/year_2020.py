"""2020: two decisions, one award decision, one conference."""

from datetime import date

from registry.models.award import RecipientKind
from registry.rules.decision_life import DecisionKind
from registry.rules.producer_kinds import ProducerKind
from registry.usecases import (
    award_events,
    awarding,
    drafting,
    handing_over,
)
from registry.usecases.demonstration.cast import CAST
from registry.usecases.demonstration.stage import CONFERENCE, DECEMBER, JULY, Stage, parts
from registry.usecases.drafting import Line


def year_2020(stage: Stage) -> None:
    """Two decisions, one award decision, one conference."""
    first = stage.decide(_lines(stage, 1), "01/QĐ-MH", JULY, "Công nhận sản phẩm OCOP năm 2020 (đợt 1)", round_no=1)
    second = stage.decide(
        _lines(stage, 2), "02/QĐ-MH", DECEMBER, "Công nhận sản phẩm OCOP năm 2020 (đợt 2)", round_no=2
    )
    award = _award(stage)
    event = award_events.create(
        actor=stage.officer,
        name="Hội nghị công bố quyết định công nhận sản phẩm OCOP năm 2020",
        place="Trung tâm Hội nghị minh họa, Lai Châu",
        held_on=CONFERENCE,
        decisions=[first, second, award],
    )
    for number, producer in stage.producers.items():
        if number % 6:  # some have not collected their papers yet
            handing_over.record(
                actor=stage.officer,
                event=event,
                producer=producer,
                handed_to=f"Người đại diện Minh Họa {number:02d}",
                handed_on=CONFERENCE,
            )


def _lines(stage: Stage, in_round: int) -> list[Line]:
    assessed = date(2020, 7, 10) if in_round == 1 else date(2020, 12, 9)
    return [
        stage.line(part, product, assessed_on=assessed, order=order)
        for order, (part, product) in enumerate(parts(), start=1)
        if product.assessed_in == in_round
    ]


def _award(stage: Stage) -> str:
    decision = drafting.draft(
        actor=stage.officer,
        kind=DecisionKind.AWARD,
        title="Tặng Bằng khen cho các tập thể, hộ gia đình có thành tích trong Chương trình OCOP năm 2020",
        round_year=2020,
    )
    achievement = "trong thực hiện Chương trình mỗi xã một sản phẩm tỉnh Lai Châu năm 2020 (minh họa)"
    awarding.add_recipients(
        actor=stage.officer,
        decision=decision,
        recipients=[
            awarding.Recipient(
                kind=RecipientKind.HOUSEHOLD if part.kind is ProducerKind.HOUSEHOLD else RecipientKind.COLLECTIVE,
                name=part.name,
                achievement=achievement,
                producer=stage.producers[part.number],
                on=DECEMBER,
            )
            for part in CAST
        ],
    )
    stage.carry_out(decision, "03/QĐ-MH", DECEMBER)
    return decision
