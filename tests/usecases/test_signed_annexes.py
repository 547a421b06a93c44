"""What was signed must be what the register has: differences stop a decision until somebody lets them pass by name."""

import pytest
from builders.conference import a_producer_in, a_product_of, a_rated_line
from builders.register import SIGNED, a_draft, acknowledge_all
from flask import current_app
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from registry.documents import decision_annex
from registry.models.decision import Decision
from registry.models.journal import JournalEntry
from registry.queries import decisions, signed_annexes
from registry.queries.signed_annexes import Comparison
from registry.rules.annex_reconciliation import DifferenceKind
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading, transaction
from registry.usecases import certification, deciding
from registry.usecases import signed_annexes as annexes
from registry.usecases.settings import change
from registry.usecases.signed_annexes import AnnexDiffers, AnnexNotCompared

WHERE = "Bản Thử, xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu"
GOOD = (
    f"TT Tên sản phẩm Chủ thể Địa chỉ Điểm Hạng sao Ghi chú\n1 Chè Ánh Dương Hợp tác xã Ánh Dương {WHERE} 75 4 sao\n"
    f"2 Mật ong Ánh Dương Hợp tác xã Ánh Dương {WHERE} 60,50 3 sao"
)
OTHER_STARS = GOOD.replace("3 sao", "4 sao")


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def approver(actors: dict[str, Actor]) -> Actor:
    return actors["approver"]


@pytest.fixture
def decision(officer: Actor, approver: Actor) -> str:
    producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")
    rated = [("Chè Ánh Dương", 4), ("Mật ong Ánh Dương", 3)]
    made = a_draft(officer, [a_rated_line(a_product_of(producer, name), stars) for name, stars in rated])
    submit(officer, approver, made)
    return made


def submit(officer: Actor, approver: Actor, decision: str) -> None:
    acknowledge_all(officer, decision)
    deciding.check(actor=officer, decision=decision)
    deciding.approve(actor=approver, decision=decision)


def sign(officer: Actor, decision: str) -> None:
    deciding.sign(actor=officer, decision=decision, number="9/QĐ-UBND", signed_on=SIGNED, signatory="Nguyễn Văn Thử")


def held(decision: str) -> Comparison | None:
    with reading() as session:
        row = session.scalars(select(Decision).where(Decision.public_id == decision)).one()
        return signed_annexes.latest(session, row)


def state(decision: str) -> DecisionState:
    with reading() as session:
        return session.scalars(select(Decision.state).where(Decision.public_id == decision)).one()


def test_the_same_annex_lets_the_decision_go_on(officer: Actor, approver: Actor, decision: str) -> None:
    annexes.compare_text(actor=officer, decision=decision, text=GOOD)
    kept = held(decision)
    assert kept is not None
    assert kept.differences == ()
    sign(officer, decision)
    certification.put_in_effect(actor=approver, decision=decision)
    assert state(decision) is DecisionState.IN_EFFECT


def test_nothing_compared_does_not_keep_the_signed_facts_out(officer: Actor, decision: str) -> None:
    sign(officer, decision)
    assert state(decision) is DecisionState.SIGNED


def test_differences_stop_the_signature_until_the_second_person_lets_them_pass(
    officer: Actor, approver: Actor, decision: str
) -> None:
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    with pytest.raises(AnnexDiffers, match="1 điểm"):
        sign(officer, decision)
    assert state(decision) is DecisionState.SUBMITTED
    with pytest.raises(NotAllowed):
        annexes.override(actor=officer, decision=decision, reason="in nhầm")
    with pytest.raises(Refusal, match="lý do"):
        annexes.override(actor=approver, decision=decision, reason=" ")
    annexes.override(actor=approver, decision=decision, reason="Phụ lục in nhầm, đã có công văn đính chính")
    sign(officer, decision)
    certification.put_in_effect(actor=approver, decision=decision)
    with reading() as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.act == "annex.override")).one()
    assert entry.reason == "Phụ lục in nhầm, đã có công văn đính chính"


def test_a_later_comparison_that_agrees_is_enough(officer: Actor, decision: str) -> None:
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    annexes.compare_text(actor=officer, decision=decision, text=GOOD)
    sign(officer, decision)
    assert state(decision) is DecisionState.SIGNED


def test_differences_found_after_the_signature_stop_the_effect(officer: Actor, approver: Actor, decision: str) -> None:
    sign(officer, decision)
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    with pytest.raises(AnnexDiffers):
        certification.put_in_effect(actor=approver, decision=decision)
    assert state(decision) is DecisionState.SIGNED


def test_what_was_let_pass_holds_for_that_comparison_alone(officer: Actor, approver: Actor, decision: str) -> None:
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    annexes.override(actor=approver, decision=decision, reason="in nhầm")
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    with pytest.raises(AnnexDiffers):
        sign(officer, decision)


def test_a_decision_reopened_since_asks_for_another_comparison(officer: Actor, approver: Actor, decision: str) -> None:
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    deciding.reopen(actor=officer, decision=decision, reason="sửa hạng sao")
    submit(officer, approver, decision)
    assert held(decision) is None
    sign(officer, decision)


@pytest.mark.parametrize(
    ("written", "otherwise", "kind"),
    [("60,50", "60,05", DifferenceKind.SCORE), ("xã Bản Bo", "xã Bản Giang", DifferenceKind.ADDRESS)],
)
def test_another_score_or_address_stops_the_signature_too(
    officer: Actor, decision: str, written: str, otherwise: str, kind: DifferenceKind
) -> None:
    head, second = GOOD.rsplit("\n", 1)
    annexes.compare_text(actor=officer, decision=decision, text=f"{head}\n{second.replace(written, otherwise)}")
    kept = held(decision)
    assert kept is not None
    assert kind in {one.kind for one in kept.differences}
    with pytest.raises(AnnexDiffers):
        sign(officer, decision)


@pytest.fixture
def asked(actors: dict[str, Actor]) -> None:
    """The department asks for a comparison, as every register does that nobody told otherwise."""
    change(actor=actors["administrator"], values={"signed_annex_required": True})


@pytest.mark.usefixtures("asked")
def test_nothing_is_signed_off_before_its_signed_annex_was_compared(
    officer: Actor, approver: Actor, decision: str
) -> None:
    sign(officer, decision)
    with pytest.raises(AnnexNotCompared):
        certification.put_in_effect(actor=approver, decision=decision)
    assert state(decision) is DecisionState.SIGNED
    annexes.compare_text(actor=officer, decision=decision, text=GOOD)
    certification.put_in_effect(actor=approver, decision=decision)
    assert state(decision) is DecisionState.IN_EFFECT


@pytest.mark.usefixtures("asked")
def test_only_a_named_and_journalled_word_signs_off_what_was_not_compared(
    officer: Actor, approver: Actor, decision: str
) -> None:
    sign(officer, decision)
    with pytest.raises(NotAllowed):
        annexes.override(actor=officer, decision=decision, reason="chỉ có bản giấy")
    annexes.override(actor=approver, decision=decision, reason="Chỉ có bản giấy, đã đọc soát từng dòng")
    certification.put_in_effect(actor=approver, decision=decision)
    kept = held(decision)
    assert kept is not None
    assert [one.kind for one in kept.differences] == [DifferenceKind.NOT_COMPARED]
    assert "Chè Ánh Dương\tHợp tác xã Ánh Dương\t4" in current_app.config["VAULT"].read(kept.row.sha256).decode()
    with reading() as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.act == "annex.override")).one()
    assert entry.reason == "Chỉ có bản giấy, đã đọc soát từng dòng"


def test_an_annex_compared_before_the_approval_stops_the_approval_and_holds_after_it(
    officer: Actor, approver: Actor, decision: str
) -> None:
    deciding.reopen(actor=officer, decision=decision, reason="sửa")
    acknowledge_all(officer, decision)
    deciding.check(actor=officer, decision=decision)
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    with pytest.raises(AnnexDiffers):
        deciding.approve(actor=approver, decision=decision)
    annexes.compare_text(actor=officer, decision=decision, text=GOOD)
    deciding.approve(actor=approver, decision=decision)
    sign(officer, decision)
    kept = held(decision)
    assert kept is not None
    assert kept.differences == ()


def test_the_annex_we_drew_agrees_with_itself(officer: Actor, decision: str) -> None:
    with reading() as session:
        row = session.scalars(select(Decision).where(Decision.public_id == decision)).one()
        drawn = decision_annex.draw(decision_annex.content(decisions.detail(session, row), is_demonstration=False))
    annexes.compare_file(actor=officer, decision=decision, content=drawn, filename="phụ lục đã ký.pdf")
    kept = held(decision)
    assert kept is not None
    assert kept.differences == ()
    assert current_app.config["VAULT"].read(kept.row.sha256) == drawn
    assert kept.row.filename == "phụ lục đã ký.pdf"


def test_what_was_pasted_is_kept_too(officer: Actor, decision: str) -> None:
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    kept = held(decision)
    assert kept is not None
    assert current_app.config["VAULT"].read(kept.row.sha256).decode() == OTHER_STARS
    assert [(one.kind, one.ours, one.theirs) for one in kept.differences] == [(DifferenceKind.STARS, "3 sao", "4 sao")]


def test_a_draft_has_no_signed_annex(officer: Actor, approver: Actor, decision: str) -> None:
    deciding.reopen(actor=officer, decision=decision, reason="sửa")
    with pytest.raises(Refusal, match="chưa chốt"):
        annexes.compare_text(actor=officer, decision=decision, text=GOOD)
    with pytest.raises(NotFound):
        annexes.compare_text(actor=officer, decision="khong-co", text=GOOD)
    with pytest.raises(Refusal, match="trống"):
        annexes.compare_file(actor=officer, decision=decision, content=b"", filename="a.pdf")


def test_nobody_lets_pass_what_does_not_stand_in_the_way(officer: Actor, approver: Actor, decision: str) -> None:
    with pytest.raises(Refusal, match="Không có điểm khác"):
        annexes.override(actor=approver, decision=decision, reason="thử")
    first = annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    with pytest.raises(Refusal, match="lần đối chiếu mới"):
        annexes.override(actor=approver, decision=decision, reason="thử", seen=first)


def test_only_the_database_could_change_a_comparison_and_it_refuses(officer: Actor, decision: str) -> None:
    annexes.compare_text(actor=officer, decision=decision, text=OTHER_STARS)
    for statement in ("UPDATE signed_annex SET differences = '[]'", "DELETE FROM signed_annex"):
        with pytest.raises(DatabaseError), transaction() as session:
            session.execute(text(statement))
