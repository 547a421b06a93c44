"""What correcting, revoking and awarding decisions do, and that nothing issued can be changed."""

from datetime import date

import pytest
from builders.people import a_person
from builders.register import a_draft, a_line, a_producer, a_product, issue, sign_off
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from registry.database import db
from registry.models.award import MeritCertificate, RecipientKind
from registry.models.certificate import Certificate
from registry.models.decision import DecisionLine
from registry.models.outbox import Letter
from registry.models.producer import Producer, ProducerName
from registry.models.product import Product
from registry.rules.certificate_life import Standing
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.ending import EndsBeforeItBegins
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor, Role
from registry.transaction import reading, transaction
from registry.usecases import awarding, certification, deciding, drafting
from registry.usecases.drafting import Line
from registry.usecases.succession import standing_on

LATER = date(2021, 3, 1)


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def approver(actors: dict[str, Actor]) -> Actor:
    return actors["approver"]


def _certificates() -> list[Certificate]:
    with reading() as session:
        rows = list(session.scalars(select(Certificate).order_by(Certificate.id)))
        for row in rows:
            assert row.moves
            assert row.recognition.decision
        return rows


def _about(product: str, **changes: object) -> Line:
    with reading() as session:
        certificate = session.scalars(select(Certificate.public_id).order_by(Certificate.id.desc())).first()
    return Line(product=product, certificate=certificate, kind=None, **changes)  # type: ignore[arg-type]


def test_a_revoked_certificate_keeps_the_days_before_its_revocation(officer: Actor, approver: Actor) -> None:
    product = a_product()
    issue(officer, approver, [a_line(product)])

    line = _about(product, act=LineAct.REVOKE, ground="c", effective_on=date(2021, 2, 1))
    issue(officer, approver, [line], number="5/QĐ-UBND", signed_on=LATER, kind=DecisionKind.REVOCATION)

    (certificate,) = _certificates()
    assert standing_on(certificate, date(2021, 1, 31)) is Standing.IN_FORCE
    assert standing_on(certificate, date(2021, 2, 1)) is Standing.REVOKED


def test_a_revocation_from_before_the_certificate_was_there_is_checked_and_put_in_effect_by_nobody(
    officer: Actor, approver: Actor
) -> None:
    product = a_product()
    issue(officer, approver, [a_line(product)])
    early = _about(product, act=LineAct.REVOKE, ground="c", effective_on=date(2020, 12, 10))
    with pytest.raises(deciding.FindingsStandInTheWay, match="ở trước ngày bắt đầu"):
        issue(officer, approver, [early], number="5/QĐ-UBND", signed_on=LATER, kind=DecisionKind.REVOCATION)

    with pytest.raises(EndsBeforeItBegins, match="ở trước ngày bắt đầu"):
        issue(
            officer,
            approver,
            [_about(product, act=LineAct.REVOKE, ground="c")],
            number="6/QĐ-UBND",
            signed_on=date(2020, 12, 10),
            kind=DecisionKind.REVOCATION,
        )

    (certificate,) = _certificates()
    assert len(certificate.moves) == 1


def test_a_corrected_paper_ends_on_the_old_papers_last_day(officer: Actor, approver: Actor) -> None:
    product = a_product("Chè thử nghiêm")
    issue(officer, approver, [a_line(product)])
    with transaction() as session:
        session.scalars(select(Product)).one().name = "Chè thử nghiệm"

    line = _about(product, act=LineAct.REISSUE, ground="Đính chính tên sản phẩm")
    issue(officer, approver, [line], number="6/QĐ-UBND", signed_on=LATER, kind=DecisionKind.CORRECTION)

    old, new = _certificates()
    assert (old.valid_until, new.valid_until) == (date(2023, 12, 11), date(2023, 12, 11))
    assert (old.recognition.product_name, new.recognition.product_name) == ("Chè thử nghiêm", "Chè thử nghiệm")
    assert standing_on(old, LATER) is Standing.SUPERSEDED
    assert (new.recognition.kind, new.recognition.stars) == (RecognitionKind.REISSUED, 3)


def test_a_corrected_paper_says_which_paper_it_replaces_and_not_what_was_wrong(officer: Actor, approver: Actor) -> None:
    product = a_product()
    issue(officer, approver, [a_line(product)])
    line = _about(product, act=LineAct.REISSUE, ground="Sai tên")
    issue(officer, approver, [line], number="6/QĐ-UBND", signed_on=LATER, kind=DecisionKind.CORRECTION)

    with reading() as session:
        old, new = session.scalars(select(Certificate).order_by(Certificate.id))
        (paper,) = new.files
        assert paper.content is not None
        assert paper.content["validity_ground"] == f"cấp lại, thay giấy số {old.number}"
        assert "Sai tên" not in str(paper.content)
        assert session.scalars(select(DecisionLine.ground).order_by(DecisionLine.id.desc())).first() == "Sai tên"


def test_an_annulled_certificate_no_longer_stands_in_the_way_of_a_first_recognition(
    officer: Actor, approver: Actor
) -> None:
    product = a_product()
    issue(officer, approver, [a_line(product)])
    line = _about(product, act=LineAct.ANNUL, ground="Ghi nhầm")
    issue(officer, approver, [line], number="7/QĐ-UBND", signed_on=LATER, kind=DecisionKind.CORRECTION)

    again = a_line(product, assessed_on=date(2021, 4, 1))
    issue(officer, approver, [again], number="8/QĐ-UBND", signed_on=date(2021, 4, 10))

    annulled, new = _certificates()
    assert standing_on(annulled, date(2021, 4, 10)) is Standing.ANNULLED
    assert standing_on(new, date(2021, 4, 10)) is Standing.IN_FORCE


def test_an_award_decision_gives_each_recipient_a_numbered_merit_certificate(officer: Actor, approver: Actor) -> None:
    decision = drafting.draft(actor=officer, kind=DecisionKind.AWARD, title="Tặng Bằng khen năm 2020")
    awarding.add_recipients(
        actor=officer,
        decision=decision,
        recipients=[
            awarding.Recipient(kind=kind, name=name, address="Lai Châu", achievement="Có thành tích")
            for kind, name in (
                (RecipientKind.COLLECTIVE, "Tập thể Thử"),
                (RecipientKind.HOUSEHOLD, "Hộ ông Thử"),
                (RecipientKind.PERSON, "Bà Thử"),
            )
        ],
    )
    sign_off(officer, approver, decision, number="9/QĐ-UBND")

    certification.put_in_effect(actor=approver, decision=decision)

    with reading() as session:
        merits = session.scalars(select(MeritCertificate).order_by(MeritCertificate.serial)).all()
        assert [merit.number for merit in merits] == ["001/2020/BK-OCOP", "002/2020/BK-OCOP", "003/2020/BK-OCOP"]
        assert {merit.golden_book_number for merit in merits} == {None}


def test_every_certified_producer_is_written_to_in_the_same_act(officer: Actor, approver: Actor) -> None:
    producer = a_producer()
    issue(officer, approver, [a_line(a_product(name, producer=producer)) for name in ("Chè một", "Chè hai")])

    with reading() as session:
        (letter,) = session.scalars(select(Letter))
        assert "Chè một" in letter.body
        assert "Chè hai" in letter.body


def test_papers_bear_the_names_of_their_day(officer: Actor, approver: Actor) -> None:
    producer = a_producer("Hợp tác xã Tên Mới")
    with transaction() as session:
        row = session.scalars(select(Producer)).one()
        row.names.append(ProducerName(name="Hợp tác xã Tên Cũ", valid_from=date(2018, 1, 1)))
        row.names.append(ProducerName(name="Hợp tác xã Tên Mới", valid_from=date(2022, 1, 1)))

    issue(officer, approver, [a_line(a_product(producer=producer))])

    (certificate,) = _certificates()
    assert certificate.recognition.producer_name == "Hợp tác xã Tên Cũ"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE certificate SET valid_until = '2099-01-01'",
        "DELETE FROM certificate_move",
        "UPDATE certificate_move SET effective_on = '2000-01-01'",
        "UPDATE recognition SET stars = 5",
        "DELETE FROM paper_file",
        "UPDATE journal_entry SET act = 'nothing'",
        "UPDATE decision SET number = '1/QĐ-KHÁC'",
        "DELETE FROM decision_line",
        "UPDATE number_series SET last = 0",
        "UPDATE register SET is_demonstration = NOT is_demonstration",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_issued(
    app: Flask, officer: Actor, approver: Actor, statement: str
) -> None:
    issue(officer, approver, [a_line(a_product())])

    with pytest.raises(DBAPIError, match="register:"), db.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(statement))


def test_nobody_without_the_permission_puts_anything_in_effect(officer: Actor, approver: Actor) -> None:
    from registry.rules.permissions import NotAllowed

    decision = drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Thử")

    for role in (Role.OFFICER, Role.ADMINISTRATOR, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            certification.put_in_effect(actor=a_person(role), decision=decision)


def test_signed_facts_wrongly_typed_are_entered_again_by_the_whole_way(officer: Actor, approver: Actor) -> None:
    decision = a_draft(officer, [a_line(a_product())])
    sign_off(officer, approver, decision, number="17/QĐ-UBND")

    deciding.reopen(actor=officer, decision=decision, reason="Gõ nhầm số quyết định")
    sign_off(officer, approver, decision, number="1757/QĐ-UBND")
    certification.put_in_effect(actor=approver, decision=decision)

    (certificate,) = _certificates()
    assert certificate.recognition.decision.number == "1757/QĐ-UBND"


def test_a_product_stands_in_an_annex_once(officer: Actor) -> None:
    product = a_product()
    decision = a_draft(officer, [a_line(product)])

    with pytest.raises(drafting.AlreadyInAnnex, match="đã có ở dòng 1"):
        drafting.add_lines(actor=officer, decision=decision, lines=[a_line(product)])
