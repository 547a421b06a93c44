"""After recognition: one visit in each state, complaints, and stamps handed out; all of it invented."""

from datetime import date

from registry.rules.supervision import CaseKind, Conclusion, FindingTopic, InspectionKind, StampMove
from registry.usecases import inspections, stamps, supervision_cases
from registry.usecases.demonstration.stage import Stage

TEAM = "Kiểm tra Minh Họa 1, Kiểm tra Minh Họa 2"


def watched(stage: Stage) -> None:
    """Visit producers, take in complaints, hand out stamps."""
    complaint = supervision_cases.receive(
        actor=stage.officer,
        kind=CaseKind.COMPLAINT,
        received_on=date(2026, 10, 5),
        about="Người mua phản ánh bao bì còn in sao của năm trước (minh họa).",
        producer=stage.producers[3],
        product=stage.products["Miến dong Minh Họa 03"],
    )
    supervision_cases.receive(
        actor=stage.officer,
        kind=CaseKind.MINISTRY_DEMAND,
        received_on=date(2026, 11, 2),
        about="Đề nghị đánh giá lại sản phẩm (minh họa).",
        document="01/BNNMT-MH ngày 30/10/2026",
        product=stage.products["Chè cổ thụ Minh Họa 11"],
    )
    followed = _visit(stage, 3, InspectionKind.AD_HOC, date(2026, 10, 12), case=complaint)
    inspections.find(
        actor=stage.officer,
        inspection=followed,
        topic=FindingTopic.LABEL,
        is_breach=True,
        words="Một phần bao bì còn in thời hạn cũ.",
        product=stage.products["Miến dong Minh Họa 03"],
    )
    inspections.conclude(
        actor=stage.officer,
        inspection=followed,
        conclusion=Conclusion.WARNING,
        concluded_on=date(2026, 10, 15),
        words="Thay bao bì trước khi bán tiếp.",
    )
    _visit(stage, 1, InspectionKind.PERIODIC, date(2026, 11, 10))
    inspections.plan(
        actor=stage.officer,
        producer=stage.producers[9],
        kind=InspectionKind.PERIODIC,
        planned_on=date(2026, 12, 8),
        team=TEAM,
    )
    ((_, certificate),) = stage.latest("Gạo Séng cù Minh Họa 09")
    for move, first, last, day in (
        (StampMove.HANDED_OUT, 1, 2000, date(2026, 7, 6)),
        (StampMove.GIVEN_BACK, 1901, 2000, date(2026, 10, 1)),
    ):
        stamps.record(
            actor=stage.officer,
            move=move,
            certificate=certificate,
            series="MH-3S",
            first_number=first,
            last_number=last,
            person="Chủ thể Minh Họa 09",
            done_on=day,
        )


def _visit(stage: Stage, producer: int, kind: InspectionKind, day: date, *, case: str | None = None) -> str:
    made = inspections.plan(
        actor=stage.officer, producer=stage.producers[producer], kind=kind, planned_on=day, team=TEAM, case=case
    )
    inspections.visit(actor=stage.officer, inspection=made, visited_on=day, present="Người đại diện Minh Họa")
    return made
