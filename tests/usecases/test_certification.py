"""Putting a decision in effect issues every paper of it, or none."""

from datetime import date
from decimal import Decimal

import pytest
from builders.register import a_draft, a_line, a_product, issue, sign_off
from flask import Flask
from sqlalchemy import select

from registry.documents.printing import PaperRefused
from registry.models.certificate import Certificate, CertificateMove, FileRole
from registry.rules.certificate_life import MoveKind, Standing
from registry.rules.decision_life import ActNotOpen, SamePerson
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.rules.succeeding import AlreadyCertified, CertifiedLater
from registry.transaction import reading
from registry.usecases import certification, deciding, drafting
from registry.usecases.succession import standing_on


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
            assert row.moves is not None
            assert row.files is not None
            assert row.recognition is not None
        return rows


def test_a_decision_in_effect_has_one_certificate_per_line_with_consecutive_numbers(
    officer: Actor, approver: Actor
) -> None:
    products = [a_product(f"Chè số {number}") for number in ("một", "hai", "ba")]

    issue(officer, approver, [a_line(product) for product in products])

    numbers = [certificate.number for certificate in _certificates()]
    assert numbers == ["001/2020/GCN-OCOP", "002/2020/GCN-OCOP", "003/2020/GCN-OCOP"]


def test_a_certificate_is_valid_for_36_months_from_the_decisions_date(officer: Actor, approver: Actor) -> None:
    issue(officer, approver, [a_line(a_product())], signed_on=date(2020, 12, 11))

    (certificate,) = _certificates()
    assert (certificate.valid_from, certificate.valid_until) == (date(2020, 12, 11), date(2023, 12, 11))
    assert standing_on(certificate, date(2023, 12, 11)) is Standing.IN_FORCE
    assert standing_on(certificate, date(2023, 12, 12)) is Standing.EXPIRED


def test_every_issued_paper_is_kept_as_the_bytes_that_were_drawn(app: Flask, officer: Actor, approver: Actor) -> None:
    issue(officer, approver, [a_line(a_product())])

    (certificate,) = _certificates()
    (file,) = certificate.files
    assert file.role is FileRole.RENDER
    assert app.config["VAULT"].read(file.sha256).startswith(b"%PDF")


def test_papers_drawn_before_one_that_is_refused_are_thrown_away(app: Flask, officer: Actor, approver: Actor) -> None:
    decision = a_draft(officer, [a_line(a_product(name)) for name in ("Chè Shan tuyết", "Chè 茶")])
    sign_off(officer, approver, decision)
    before = set(app.config["VAULT"].names())

    with pytest.raises(PaperRefused):
        certification.put_in_effect(actor=approver, decision=decision)

    assert set(app.config["VAULT"].names()) == before


def test_a_second_click_issues_nothing_twice(officer: Actor, approver: Actor) -> None:
    decision = issue(officer, approver, [a_line(a_product())])

    outcome = certification.put_in_effect(actor=approver, decision=decision)

    assert outcome.was_in_effect
    assert len(_certificates()) == 1


def test_an_unsigned_decision_cannot_be_put_in_effect(officer: Actor, approver: Actor) -> None:
    decision = a_draft(officer, [a_line(a_product())])

    with pytest.raises(ActNotOpen):
        certification.put_in_effect(actor=approver, decision=decision)

    assert _certificates() == []


def test_whoever_had_a_hand_in_the_draft_cannot_approve_it(actors: dict[str, Actor]) -> None:
    from builders.people import a_person

    from registry.rules.permissions import Role

    both = a_person(Role.OFFICER, Role.APPROVER)
    decision = a_draft(actors["officer"], [])
    drafting.add_lines(actor=both, decision=decision, lines=[a_line(a_product())])
    deciding.check(actor=actors["officer"], decision=decision)

    with pytest.raises(SamePerson):
        deciding.approve(actor=both, decision=decision)


def test_a_renewal_supersedes_the_old_certificate_from_its_own_first_day(officer: Actor, approver: Actor) -> None:
    product = a_product()
    issue(officer, approver, [a_line(product)], signed_on=date(2020, 12, 11))

    renewed = a_line(product, kind=RecognitionKind.REASSESSED, assessed_on=date(2022, 11, 1))
    issue(officer, approver, [renewed], number="2000/QĐ-UBND", signed_on=date(2022, 11, 20))

    old, new = _certificates()
    assert standing_on(old, date(2022, 11, 19)) is Standing.IN_FORCE
    assert standing_on(old, date(2022, 11, 20)) is Standing.SUPERSEDED
    assert standing_on(new, date(2022, 11, 20)) is Standing.IN_FORCE
    superseded = next(move for move in old.moves if move.kind is MoveKind.SUPERSEDED)
    assert superseded.related_id == new.id


def test_a_first_recognition_of_a_certified_product_is_refused(officer: Actor, approver: Actor) -> None:
    product = a_product()
    issue(officer, approver, [a_line(product)], signed_on=date(2025, 12, 11), number="1/QĐ-UBND")
    decision = a_draft(officer, [a_line(product)])

    with pytest.raises(deciding.FindingsStandInTheWay):
        deciding.check(actor=officer, decision=decision)


def test_a_product_certified_after_the_check_is_refused_when_put_in_effect(officer: Actor, approver: Actor) -> None:
    product = a_product()
    waiting = a_draft(officer, [a_line(product)])
    sign_off(officer, approver, waiting, number="1/QĐ-UBND", signed_on=date(2020, 12, 11))
    issue(officer, approver, [a_line(product)], number="2/QĐ-UBND", signed_on=date(2020, 12, 10))

    with pytest.raises((AlreadyCertified, deciding.FindingsStandInTheWay)):
        certification.put_in_effect(actor=approver, decision=waiting)

    assert len(_certificates()) == 1


def test_a_renewal_that_would_begin_before_the_certificate_it_renews_is_refused_by_name(
    officer: Actor, approver: Actor
) -> None:
    product = a_product("Miến dong Thử")
    issue(officer, approver, [a_line(product)], number="2/QĐ-UBND", signed_on=date(2020, 12, 11))
    waiting = a_draft(officer, [a_line(product, kind=RecognitionKind.REASSESSED)])
    sign_off(officer, approver, waiting, number="1/QĐ-UBND", signed_on=date(2020, 12, 10))

    with pytest.raises(CertifiedLater, match=r"Miến dong Thử: .*bắt đầu từ ngày 11/12/2020"):
        certification.put_in_effect(actor=approver, decision=waiting)

    assert len(_certificates()) == 1


def test_a_draft_says_so_while_a_certificate_of_the_product_is_still_to_begin(officer: Actor, approver: Actor) -> None:
    product = a_product()
    issue(officer, approver, [a_line(product)])
    earlier = {"valid_from": date(2020, 6, 1), "valid_until": date(2023, 6, 1), "validity_ground": "Văn bản thử"}
    draft = a_draft(officer, [a_line(product, kind=RecognitionKind.REASSESSED, **earlier)])

    with pytest.raises(deciding.FindingsStandInTheWay, match="bắt đầu từ ngày 11/12/2020"):
        deciding.check(actor=officer, decision=draft)


def test_more_stars_than_the_score_gives_are_refused(officer: Actor) -> None:
    with pytest.raises(Refusal, match="69,99 điểm chỉ đạt 3 sao") as refused:
        a_draft(officer, [a_line(a_product(), score=Decimal("69.99"), stars=4)])

    assert refused.value.field == "stars"


def test_fewer_stars_than_the_score_gives_wait_in_the_draft_for_their_ground(officer: Actor) -> None:
    decision = a_draft(officer, [a_line(a_product(), score=Decimal(75), stars=3)])

    with pytest.raises(deciding.FindingsStandInTheWay, match="cần nêu lý do"):
        deciding.check(actor=officer, decision=decision)


def test_the_moves_of_a_certificate_name_the_decision_and_the_person(officer: Actor, approver: Actor) -> None:
    issue(officer, approver, [a_line(a_product())])

    with reading() as session:
        (move,) = session.scalars(select(CertificateMove))
        assert (move.kind, move.by_id) == (MoveKind.ISSUED, approver.account_id)
        assert move.decision is not None
        assert move.decision.number == "1757/QĐ-UBND"
