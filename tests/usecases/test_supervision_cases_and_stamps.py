"""Complaints and demands have a day by which they are answered; stamps go out once and come back."""

from datetime import date, timedelta

import pytest
from builders.register import a_line, a_producer, a_product, issue
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from registry import clock
from registry.queries import inspection, supervision
from registry.queries import stamps as ledger
from registry.rules.permissions import NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.rules.stamps import held
from registry.rules.supervision import CaseKind, CaseState, MoveNotOpen, StampMove
from registry.transaction import reading, transaction
from registry.usecases import complainer_erasure, stamps, supervision_cases

DAY = timedelta(days=1)


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def certificate(officer, actors):
    issue(officer, actors["approver"], [a_line(a_product())], signed_on=clock.today() - 30 * DAY)
    with reading() as session:
        return session.execute(text("SELECT public_id FROM certificate")).scalar_one()


def received(officer, **changes):
    asked = {"kind": CaseKind.COMPLAINT, "received_on": clock.today(), "about": "Bán hàng hết hạn dưới sao OCOP."}
    return supervision_cases.receive(actor=officer, **{**asked, **changes})


def kept(made):
    with reading() as session:
        return supervision.supervision_case(session, made)


def test_a_complaint_has_its_last_day_and_is_answered_and_closed(officer) -> None:
    made = received(officer, from_whom="Bà Thử, 0900 000 000", producer=a_producer())
    assert kept(made).due_on >= clock.today() + 30 * DAY

    supervision_cases.answer(actor=officer, case=made, words="Đã kiểm tra.", answered_on=clock.today())
    assert kept(made).state is CaseState.ANSWERED
    with pytest.raises(MoveNotOpen, match="đã được trả lời"):
        supervision_cases.answer(actor=officer, case=made, words="Lần nữa.", answered_on=clock.today())

    supervision_cases.close(actor=officer, case=made, closed_on=clock.today(), reason="Xong")
    with pytest.raises(MoveNotOpen, match="đã kết thúc"):
        supervision_cases.close(actor=officer, case=made, closed_on=clock.today(), reason="Xong")


def test_the_ministrys_demand_names_the_product(officer) -> None:
    with pytest.raises(Refusal, match="sản phẩm mà Bộ yêu cầu"):
        received(officer, kind=CaseKind.MINISTRY_DEMAND)
    tea = a_product()
    made = received(officer, kind=CaseKind.MINISTRY_DEMAND, product=tea, document="12/BNNMT ngày 01/10/2026")
    assert kept(made).product.public_id == tea
    assert kept(made).producer_id == kept(made).product.producer_id


@pytest.mark.parametrize("wrong", [{"about": " "}, {"received_on": date(2999, 1, 1)}])
def test_a_case_says_something_and_has_come(officer, wrong) -> None:
    with pytest.raises(Refusal):
        received(officer, **wrong)


def test_an_answer_is_not_older_than_the_question(officer) -> None:
    made = received(officer)
    with pytest.raises(Refusal, match="không được trước"):
        supervision_cases.answer(actor=officer, case=made, words="Rồi.", answered_on=clock.today() - DAY)


def entry(officer, certificate, first, last, move=StampMove.HANDED_OUT, **changes):
    asked = {"series": "LC", "person": "Lò Thị Chủ", "done_on": clock.today()}
    return stamps.record(
        actor=officer,
        move=move,
        certificate=certificate,
        first_number=first,
        last_number=last,
        **{**asked, **changes},
    )


def test_stamps_go_out_come_back_and_are_destroyed(officer, certificate) -> None:
    assert entry(officer, certificate, 1, 500) == 500
    assert entry(officer, certificate, 401, 450, StampMove.GIVEN_BACK) == 50
    assert entry(officer, certificate, 1, 10, StampMove.DESTROYED, reason="Ướt") == 10
    with reading() as session:
        assert [(one.first, one.last) for one in held(ledger.ledger(session))] == [(11, 400), (451, 500)]


def test_a_number_that_is_out_does_not_go_out_again(officer, certificate) -> None:
    entry(officer, certificate, 1, 500)
    with pytest.raises(Refusal, match="đã được cấp"):
        entry(officer, certificate, 500, 501)


def test_small_letters_are_no_other_series(officer, certificate) -> None:
    entry(officer, certificate, 1, 500)
    with pytest.raises(Refusal, match="Tem LC từ 1 đến 500 đã được cấp"):
        entry(officer, certificate, 1, 500, series="lc")


def test_stamps_do_not_come_back_before_they_went_out(officer, certificate) -> None:
    entry(officer, certificate, 1, 500)
    with pytest.raises(Refusal, match="Ngày không được trước") as refusal:
        entry(officer, certificate, 1, 500, StampMove.GIVEN_BACK, done_on=clock.today() - DAY)
    assert refusal.value.field == "done_on"


def test_stamps_go_out_only_while_the_certificate_is_in_force(officer, certificate) -> None:
    with pytest.raises(Refusal, match="chưa có hiệu lực"):
        entry(officer, certificate, 1, 5, done_on=clock.today() - 60 * DAY)
    with pytest.raises(NotFound):
        entry(officer, "x" * 16, 1, 5)


def test_stamps_are_destroyed_for_a_reason(officer, certificate) -> None:
    entry(officer, certificate, 1, 5)
    with pytest.raises(Refusal, match="lý do hủy"):
        entry(officer, certificate, 1, 5, StampMove.DESTROYED)


def test_the_ledger_is_only_added_to_whoever_asks(officer, certificate) -> None:
    entry(officer, certificate, 1, 5)
    for statement in ("UPDATE stamp_entry SET last_number = 9", "DELETE FROM stamp_entry"):
        with pytest.raises(DatabaseError, match="append_only"), transaction() as session:
            session.execute(text(statement))


NAME = "Bà Lò Thị Phản Ánh"


def everything_kept():
    """Return every value of every table, as text."""
    with reading() as session:
        tables = inspect(session.connection()).get_table_names()
        return " ".join(
            str(tuple(row))
            for table in tables
            for row in session.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608
        )


def test_who_complained_is_erased_everywhere_and_the_case_stays(app, officer, actors) -> None:
    made = received(officer, from_whom=f"{NAME}, 0912 345 678", about=f"{NAME} báo hàng hết hạn.")
    ask = {"actor": actors["administrator"], "case": made, "ground": "Yêu cầu ngày 03/11/2026"}
    with pytest.raises(MoveNotOpen, match="chưa được trả lời"):
        complainer_erasure.erase_complainer(**ask)
    supervision_cases.answer(actor=officer, case=made, words=f"Kính gửi {NAME}.", answered_on=clock.today())
    with pytest.raises(NotAllowed):
        complainer_erasure.erase_complainer(**{**ask, "actor": officer})
    with pytest.raises(Refusal, match="căn cứ"):
        complainer_erasure.erase_complainer(**{**ask, "ground": " "})
    assert NAME in everything_kept()

    assert complainer_erasure.erase_complainer(**ask, about="Hàng hết hạn.", answer="Đã trả lời.") == 2

    kept_now = kept(made)
    assert (kept_now.from_whom, kept_now.about, kept_now.answer) == (None, "Hàng hết hạn.", "Đã trả lời.")
    for trace in (NAME, "0912 345 678"):
        assert trace not in everything_kept()
    with reading() as session:
        found = inspection.inspect(session, app.config["VAULT"], journal_key=app.config["JOURNAL_KEY"])
        told = session.execute(text("SELECT reason FROM journal_entry WHERE act = 'case.erase_person'")).scalar_one()
    assert (found.defects, told) == ((), "Yêu cầu ngày 03/11/2026")
