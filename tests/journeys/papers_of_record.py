"""Papers of the demonstration printed and handed over, and an annex that was signed otherwise than it stands here."""

from builders.register import a_draft, a_line, a_product, acknowledge_all
from sqlalchemy import select

from registry import clock
from registry.models.decision import Decision, Origin
from registry.queries import print_ledger as ledger
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import deciding, handing_over, print_ledger, signed_annexes


def printed_and_compared(officer: Actor, approver: Actor) -> list[str]:
    """Put the entries into the register, and return the addresses of the pages that show them."""
    with reading() as session:
        issued = session.scalars(
            select(Decision)
            .where(
                Decision.state == DecisionState.IN_EFFECT,
                Decision.origin == Origin.ISSUED,
                Decision.kind == DecisionKind.RECOGNITION,
            )
            .order_by(Decision.id.desc())
        ).all()
        shown = next(
            one for one in issued if ledger.to_print(ledger.papers_of_decision(session, one, on=clock.today()))
        )
        first = ledger.to_print(ledger.papers_of_decision(session, shown, on=clock.today()))[0]
    today = clock.today()
    print_ledger.record(actor=officer, paper=first.public_id, blank="MH 0001", done_on=today)
    print_ledger.spoil(actor=officer, blank="MH 0002", done_on=today, reason="Kẹt giấy")
    with reading() as session:
        (entry,) = ledger.history_of_blank(session, "MH 0002")
    handing_over.record_later(actor=officer, paper=first.public_id, handed_to="Lò Thị Thử", handed_on=today)
    differing = a_draft(officer, [a_line(a_product("Chè ký khác sổ"))])
    acknowledge_all(officer, differing)
    deciding.check(actor=officer, decision=differing)
    deciding.approve(actor=approver, decision=differing)
    signed_annexes.compare_text(
        actor=officer,
        decision=differing,
        text="1 Chè ký khác sổ Hợp tác xã Thử Nghiệm 5 sao\n2 Mật ong thêm vào HTX Lạ",
    )
    return [
        f"/can-bo/so-in/quyet-dinh/{shown.public_id}?phoi=MH+0003&ngay={today:%d/%m/%Y}",
        f"/can-bo/so-in/giay/{first.public_id}",
        f"/can-bo/so-in/giay/{first.public_id}/rut-lai",
        f"/can-bo/so-in/dong/{entry.public_id}",
        f"/can-bo/phu-luc-da-ky/{differing}",
        f"/can-bo/phu-luc-da-ky/{differing}/chap-nhan",
        "/can-bo/van-ban-word/mau",
    ]
