"""Holders are reminded once, by the nearest reminder, by mail or on paper; what went out on paper is written down."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from builders.assessments import a_dossier
from builders.portal import a_member
from builders.register import SIGNED, a_line, a_producer, a_product, issue
from flask import Flask
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate, CertificateMove
from registry.models.expiry import ExpiryNotice, ExpiryWord
from registry.models.outbox import Letter
from registry.models.producer import ContactKind, Producer, ProducerContact, ProducerStatus
from registry.queries import expiry_plan
from registry.queries.expiry_plan import Plan
from registry.rules.certificate_life import MoveKind
from registry.rules.decision_life import DecisionKind
from registry.rules.expiry_planning import PlanStage
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.rules.term import expires_on
from registry.transaction import reading, transaction
from registry.usecases import expiry_notices, submission
from registry.usecases import settings as setting_acts
from registry.usecases.expiry_notices import Reminded, WrittenDown

LAST = expires_on(SIGNED)
"""11/12/2023"""
BY_MAIL = "Lò Thị Chủ"
At = Callable[[date], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Let a day be today."""
    return lambda day: monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def officer(app: Flask, actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def producer(officer: Actor, actors: dict[str, Actor]) -> str:
    """A producer with one certificate that is good to the end of 11/12/2023."""
    holder = a_producer()
    issue(officer, actors["approver"], [a_line(a_product(producer=holder))])
    return holder


def planned(on: date) -> Plan:
    with reading() as session:
        return expiry_plan.plan(session, on=on)


def reminders() -> list[Letter]:
    with reading() as session:
        return list(
            session.scalars(select(Letter).where(Letter.subject.contains("sắp hết hạn")).order_by(Letter.id)).all()
        )


def kept() -> list[tuple[ExpiryWord, int, date]]:
    with reading() as session:
        return [
            (one.kind, one.months, one.ends_on)
            for one in session.scalars(select(ExpiryNotice).order_by(ExpiryNotice.id))
        ]


def extend(until: date, *, on: date) -> None:
    """Keep the certificate in force for a while, as a late re-assessment does."""
    with transaction() as session:
        row = session.scalars(select(Certificate)).one()
        session.add(
            CertificateMove(
                certificate_id=row.id,
                kind=MoveKind.EXTENDED,
                effective_on=on,
                recorded_at=clock.now(),
                extended_until=until,
            )
        )


def test_a_person_of_the_producer_is_reminded_by_mail_once(officer: Actor, producer: str, at: At) -> None:
    a_member(officer, producer, sign_in="lo.thi.chu@vi-du.vn", name=BY_MAIL)
    at(date(2023, 6, 11))

    first, second = expiry_notices.remind(), expiry_notices.remind()

    assert (first, second) == (Reminded(certificates=1, letters=1, to_print=0), Reminded())
    (letter,) = reminders()
    assert (letter.recipient_name, letter.recipient_address) == (BY_MAIL, "lo.thi.chu@vi-du.vn")
    assert "Hết hạn vào cuối ngày 11/12/2023 (còn 183 ngày)" in letter.body
    assert "từ ngày 14/06/2023 đến hết ngày 13/08/2023" in letter.body
    assert "Đừng in thêm bao bì có hạng sao hơn số bán được trước ngày 12/12/2023" in letter.body
    assert kept() == [(ExpiryWord.REMINDER, 6, LAST)]


def test_every_person_with_mail_gets_a_letter_of_his_own(officer: Actor, producer: str, at: At) -> None:
    for number in range(2):
        a_member(officer, producer, sign_in=f"nguoi{number}@vi-du.vn", name=f"Người Thứ {number}")
    at(date(2023, 9, 11))

    assert expiry_notices.remind() == Reminded(certificates=1, letters=2, to_print=0)
    assert len(kept()) == 1


def test_a_producer_without_people_is_written_to_at_its_own_address(officer: Actor, producer: str, at: At) -> None:
    with transaction() as session:
        row = session.scalars(select(Producer).where(Producer.public_id == producer)).one()
        row.contacts.append(ProducerContact(position=1, kind=ContactKind.EMAIL, value="htx@vi-du.vn"))
    at(date(2023, 9, 11))

    assert expiry_notices.remind().to_print == 0
    assert reminders()[0].recipient_address == "htx@vi-du.vn"


def test_a_producer_without_any_mail_gets_a_letter_to_print(officer: Actor, producer: str, at: At) -> None:
    a_member(officer, producer)  # signs in by telephone
    at(date(2023, 9, 11))

    assert expiry_notices.remind() == Reminded(certificates=1, letters=1, to_print=1)
    assert reminders()[0].recipient_address is None


def test_after_days_off_only_the_nearest_reminder_goes_out(producer: str, at: At) -> None:
    for day in (date(2022, 12, 10), date(2022, 12, 11), date(2023, 10, 1), date(2023, 11, 10), date(2023, 11, 11)):
        at(day)
        expiry_notices.remind()

    assert [months for _, months, _ in kept()] == [12, 3, 1]


def test_nothing_is_said_before_the_first_month_nor_after_the_last_day(producer: str, at: At) -> None:
    at(date(2022, 12, 10))
    assert expiry_notices.remind() == Reminded()
    at(LAST + timedelta(days=1))
    assert expiry_notices.remind() == Reminded()


def test_products_of_one_holder_stand_in_one_letter(officer: Actor, actors: dict[str, Actor], at: At) -> None:
    holder = a_producer()
    issue(officer, actors["approver"], [a_line(a_product(f"Chè {name}", producer=holder)) for name in "ABC"])
    at(date(2023, 9, 11))

    assert expiry_notices.remind() == Reminded(certificates=3, letters=1, to_print=1)
    assert reminders()[0].subject.startswith("Giấy chứng nhận OCOP sắp hết hạn: 3 sản phẩm")


def test_an_extended_certificate_is_spoken_of_by_its_new_last_day(producer: str, at: At) -> None:
    at(LAST)
    expiry_notices.remind()
    extend(date(2024, 2, 29), on=date(2023, 12, 1))
    at(date(2024, 1, 29))

    expiry_notices.remind()

    assert kept() == [(ExpiryWord.REMINDER, 1, LAST), (ExpiryWord.REMINDER, 1, date(2024, 2, 29))]
    (row,) = planned(LAST + timedelta(days=1)).running
    assert (row.last, row.stage) == (date(2024, 2, 29), PlanStage.LATE)  # an extension opens no new days of filing
    assert "Hết hạn vào cuối ngày 29/02/2024" in reminders()[-1].body
    assert "nộp hồ sơ đánh giá lại đã qua (ngày 13/08/2023)" in reminders()[-1].body


def test_the_department_may_choose_other_months_or_none(actors: dict[str, Actor], producer: str, at: At) -> None:
    setting_acts.change(actor=actors["administrator"], values={"reminder_months": ""})
    at(date(2023, 11, 20))
    assert expiry_notices.remind() == Reminded()

    setting_acts.change(actor=actors["administrator"], values={"reminder_months": "2"})
    assert expiry_notices.remind().certificates == 1
    assert kept()[0][1] == 2


def test_who_holds_the_product_today_is_told_and_a_holder_that_ended_is_not(producer: str, at: At) -> None:
    at(date(2023, 11, 20))
    with transaction() as session:
        row = session.scalars(select(Producer).where(Producer.public_id == producer)).one()
        row.status = ProducerStatus.DISSOLVED

    assert expiry_notices.remind() == Reminded()
    assert planned(date(2023, 11, 20)).rows[0].holder_has_ended


def test_a_revoked_certificate_is_neither_running_out_nor_lapsed(producer: str) -> None:
    (row,) = planned(date(2023, 1, 1)).rows
    with transaction() as session:
        session.add(
            CertificateMove(
                certificate_id=row.certificate_key,
                kind=MoveKind.REVOKED,
                effective_on=date(2023, 5, 1),
                recorded_at=clock.now(),
                ground="b",
            )
        )

    assert planned(date(2023, 4, 30)).rows
    assert not planned(date(2023, 5, 1)).rows
    assert not planned(date(2024, 5, 1)).rows


def test_what_is_certified_anew_does_not_lapse(officer: Actor, actors: dict[str, Actor], producer: str) -> None:
    (row,) = planned(date(2023, 1, 1)).rows
    assert [one.stage for one in planned(date(2024, 1, 1)).lapsed] == [PlanStage.LAPSED]
    again = a_line(
        row.product,
        kind=RecognitionKind.REASSESSED,
        instrument=Instrument.QD_148,
        assessed_on=date(2023, 11, 20),
        product_set=None,
    )

    issue(
        officer,
        actors["approver"],
        [again],
        number="1800/QĐ-UBND",
        signed_on=date(2023, 12, 1),
        kind=DecisionKind.RECOGNITION,
    )

    assert [one.last for one in planned(date(2024, 1, 1)).rows] == [date(2026, 12, 1)]


def test_a_dossier_on_its_way_is_seen_and_one_that_was_withdrawn_is_not(officer: Actor, producer: str) -> None:
    def stage() -> PlanStage:
        return planned(clock.today()).rows[0].stage

    dossier = a_dossier(officer, planned(clock.today()).rows[0].product, kind=RecognitionKind.REASSESSED)
    assert stage() is PlanStage.LAPSED
    submission.submit(actor=officer, dossier=dossier)
    assert stage() is PlanStage.FILED
    assert not planned(clock.today()).lapsed
    submission.withdraw(actor=officer, dossier=dossier, reason="Đơn xin rút ngày 02/11")
    assert stage() is PlanStage.LAPSED


def test_every_product_stands_in_a_round_or_between_them(officer: Actor, actors: dict[str, Actor]) -> None:
    days = (date(2021, 4, 29), date(2021, 6, 29), date(2021, 8, 15), date(2021, 10, 30), date(2021, 12, 31))
    for number, day in enumerate(days):
        line = a_line(a_product(f"Chè {number}"), assessed_on=day)
        issue(officer, actors["approver"], [line], number=f"{number}/QĐ-UBND", signed_on=day)

    for on in (date(2022, 1, 1), date(2023, 11, 23), date(2024, 1, 2), date(2024, 4, 29)):
        plan = planned(on)
        between = sum(row.round is None for row in plan.running)
        assert sum(one.expected for one in plan.loads) + between == len(plan.running) == len(days)


def test_what_went_out_on_paper_is_written_down_once(officer: Actor, producer: str, at: At) -> None:
    at(date(2023, 11, 20))
    certificate = planned(date(2023, 11, 20)).rows[0].certificate
    words = {"actor": officer, "certificates": [certificate], "told_on": date(2023, 11, 8)}

    assert expiry_notices.write_down(kind=ExpiryWord.NOTICE, **words) == WrittenDown(now=1, before=0)
    assert expiry_notices.write_down(kind=ExpiryWord.NOTICE, **words) == WrittenDown(now=0, before=1)
    assert expiry_notices.write_down(kind=ExpiryWord.INVITATION, **words) == WrittenDown(now=1, before=0)
    assert kept() == [(ExpiryWord.NOTICE, 0, LAST), (ExpiryWord.INVITATION, 0, LAST)]
    told = planned(date(2023, 11, 20)).rows[0].told
    assert (told[0].kind, told[0].on, told[0].by) == (ExpiryWord.NOTICE, date(2023, 11, 8), officer.name)


def test_what_cannot_have_been_sent_is_not_written_down(
    officer: Actor, actors: dict[str, Actor], producer: str, at: At
) -> None:
    today = date(2023, 11, 20)
    at(today)
    certificate = planned(today).rows[0].certificate

    def write(**changes: object) -> None:
        words = {
            "actor": officer, "kind": ExpiryWord.NOTICE, "certificates": [certificate], "told_on": today
        }  # fmt: skip
        expiry_notices.write_down(**words | changes)  # type: ignore[arg-type]

    with pytest.raises(Refusal, match="sau ngày hôm nay"):
        write(told_on=today + timedelta(days=1))
    with pytest.raises(Refusal, match="không thể trước đó"):
        write(told_on=SIGNED - timedelta(days=1))
    with pytest.raises(Refusal, match="ít nhất một"):
        write(certificates=[])
    with pytest.raises(Refusal, match="không ghi bằng tay"):
        write(kind=ExpiryWord.REMINDER)
    with pytest.raises(NotFound):
        write(certificates=["khong-co"])
    with pytest.raises(NotAllowed):
        write(actor=actors["auditor"])
    assert kept() == []
