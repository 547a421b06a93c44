"""One decision carries many moves, all or none; what was done wrongly is undone by a correcting decision."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from builders.register import a_draft, a_line, a_product, issue, sign_off
from sqlalchemy import event, select

from registry.database import db
from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision
from registry.models.journal import JournalEntry
from registry.queries import register, standing_inspection
from registry.rules.certificate_life import MoveKind, MoveNotOpen, RevocationGround, Standing
from registry.rules.decision_life import DecisionKind, DecisionState, LineAct
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import certification
from registry.usecases.drafting import Line
from registry.usecases.succession import standing_on

pytestmark = pytest.mark.usefixtures("app")
GIVEN, CORRECTED = date(2020, 12, 11), date(2021, 6, 1)
NAMES = ("Chè một", "Chè hai", "Chè ba", "Chè tư")


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def approver(actors: dict[str, Actor]) -> Actor:
    return actors["approver"]


@pytest.fixture
def given(officer: Actor, approver: Actor) -> list[str]:
    """Four certified products."""
    products = [a_product(name) for name in NAMES]
    issue(officer, approver, [a_line(one) for one in products], signed_on=GIVEN)
    return products


def held() -> list[Certificate]:
    with reading() as session:
        ids = session.scalars(select(Certificate.public_id).order_by(Certificate.id)).all()
        return [found for one in ids if (found := register.certificate(session, one)) is not None]


def correcting(product: str, certificate: Certificate, act: LineAct) -> Line:
    if act is LineAct.REISSUE:
        return a_line(product, act=act, certificate=certificate.public_id, kind=None, ground="Ghi sai tên sản phẩm")
    return Line(product=product, act=act, certificate=certificate.public_id, ground="Cấp nhầm")


def revoking(product: str, certificate: Certificate) -> Line:
    ground = RevocationGround.BREACH_OF_LAW
    return Line(product=product, act=LineAct.REVOKE, certificate=certificate.public_id, ground=ground)


def left_behind() -> tuple[int, int, int]:
    """Return how many certificates, moves and acts the register has."""
    with reading() as session:
        return (
            len(session.scalars(select(Certificate.id)).all()),
            len(session.scalars(select(CertificateMove.id)).all()),
            len(session.scalars(select(JournalEntry.sequence)).all()),
        )


def test_one_decision_re_issues_and_annuls_at_once(officer: Actor, approver: Actor, given: list[str]) -> None:
    old = held()
    acts = [LineAct.REISSUE, LineAct.ANNUL, LineAct.REISSUE, LineAct.ANNUL]
    lines = [correcting(one, paper, act) for one, paper, act in zip(given, old, acts, strict=True)]

    issue(officer, approver, lines, number="9/QĐ-UBND", signed_on=CORRECTED, kind=DecisionKind.CORRECTION)

    stands = [standing_on(one, CORRECTED) for one in held()]
    assert stands == [
        Standing.SUPERSEDED,
        Standing.ANNULLED,
        Standing.SUPERSEDED,
        Standing.ANNULLED,
        Standing.IN_FORCE,
        Standing.IN_FORCE,
    ]
    with reading() as session:
        moves = session.scalars(select(CertificateMove).where(CertificateMove.effective_on == CORRECTED)).all()
        assert len({move.recorded_at for move in moves}) == 1
        assert list(standing_inspection.defects(session)) == []


def test_a_re_issued_paper_and_the_old_one_lead_to_each_other(
    officer: Actor, approver: Actor, given: list[str]
) -> None:
    first = held()[0]
    line = correcting(given[0], first, LineAct.REISSUE)
    issue(officer, approver, [line], number="9/QĐ-UBND", signed_on=CORRECTED, kind=DecisionKind.CORRECTION)

    old, new = held()[0], held()[-1]

    assert [move.related_id for move in old.moves if move.kind is MoveKind.SUPERSEDED] == [new.id]
    assert [move.related_id for move in new.moves if move.kind is MoveKind.ISSUED] == [old.id]
    with reading() as session:
        assert [one.id for one in register.replaced_by(session, new)] == [old.id]
    assert new.valid_until == old.valid_until


def test_a_decision_of_which_one_line_can_no_longer_be_carried_out_does_nothing(
    officer: Actor, approver: Actor, given: list[str]
) -> None:
    old = held()
    lines = [
        correcting(given[0], old[0], LineAct.REISSUE),
        correcting(given[1], old[1], LineAct.ANNUL),
        correcting(given[2], old[2], LineAct.REISSUE),
        correcting(given[3], old[3], LineAct.ANNUL),
    ]
    waiting = a_draft(officer, lines, kind=DecisionKind.CORRECTION)
    sign_off(officer, approver, waiting, number="9/QĐ-UBND", signed_on=CORRECTED)
    issue(
        officer,
        approver,
        [revoking(given[2], old[2])],
        number="8/QĐ-UBND",
        signed_on=CORRECTED,
        kind=DecisionKind.REVOCATION,
    )
    before = left_behind()

    with pytest.raises(MoveNotOpen, match=r"Chè ba: .*thu hồi"):
        certification.put_in_effect(actor=approver, decision=waiting)

    assert left_behind() == before
    with reading() as session:
        row = session.scalars(select(Decision).where(Decision.public_id == waiting)).one()
        assert row.state is DecisionState.SIGNED


@contextmanager
def no_room_for(table: str) -> Iterator[None]:
    """Let the database fail at the first row that is to go into a table."""

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(f"INSERT INTO {table} "):
            raise OSError("hết chỗ")

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("table", ["certificate_move", "journal_entry"])
def test_a_fault_while_the_moves_are_written_leaves_none_of_them(
    officer: Actor, approver: Actor, given: list[str], table: str
) -> None:
    acts = [LineAct.REISSUE, LineAct.ANNUL, LineAct.REISSUE, LineAct.ANNUL]
    lines = [correcting(one, paper, act) for one, paper, act in zip(given, held(), acts, strict=True)]
    waiting = a_draft(officer, lines, kind=DecisionKind.CORRECTION)
    sign_off(officer, approver, waiting, number="9/QĐ-UBND", signed_on=CORRECTED)
    before = left_behind()

    with no_room_for(table), pytest.raises(OSError, match="hết chỗ"):
        certification.put_in_effect(actor=approver, decision=waiting)

    assert left_behind() == before
    certification.put_in_effect(actor=approver, decision=waiting)
    assert [standing_on(one, CORRECTED) for one in held()][3:] == [
        Standing.ANNULLED,
        Standing.IN_FORCE,
        Standing.IN_FORCE,
    ]


def test_a_certificate_given_wrongly_is_undone_by_a_correcting_decision_and_nothing_is_deleted(
    officer: Actor, approver: Actor, given: list[str]
) -> None:
    line = correcting(given[0], held()[0], LineAct.ANNUL)
    issue(officer, approver, [line], number="9/QĐ-UBND", signed_on=CORRECTED, kind=DecisionKind.CORRECTION)

    again = a_line(given[0], kind=RecognitionKind.FIRST)
    issue(officer, approver, [again], number="10/QĐ-UBND", signed_on=date(2021, 7, 1))

    annulled, anew = held()[0], held()[-1]
    assert standing_on(annulled, date(2021, 7, 1)) is Standing.ANNULLED
    assert standing_on(anew, date(2021, 7, 1)) is Standing.IN_FORCE
    assert len(held()) == 5
