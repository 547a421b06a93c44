"""A certificate stays in force while a late re-assessment runs, no longer than the law allows, and ends with it."""

from datetime import date, timedelta

import pytest
from builders.assessments import a_dossier
from builders.late import Late
from builders.register import a_line, issue
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import clock
from registry.models.certificate import Certificate, CertificateMove
from registry.models.dossier import Dossier, DossierStep
from registry.models.expiry import Extension
from registry.queries import extensions, register
from registry.queries.extension_results import results
from registry.queries.standings import ends_on, standing_on
from registry.rules.certificate_life import MoveKind, MoveNotOpen, Standing
from registry.rules.dossier_life import DossierMove, DossierState
from registry.rules.extension import NotKept
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import Refusal
from registry.transaction import reading, transaction
from registry.usecases import extending, settings

pytestmark = pytest.mark.usefixtures("app")


class Extended(Late):
    """The acts about it, and how it stands."""

    def extend(self, until: date | None = None) -> date:
        return extending.extend(actor=self.approver, certificate=self.certificate.public_id, until=until)

    def end(self, result_on: date) -> date:
        return extending.end(
            actor=self.approver, certificate=self.certificate.public_id, result_on=result_on, reason="Không công nhận"
        )

    def stepped(self, move: DossierMove, state: DossierState) -> None:
        """Write down a step of the dossier, as the council's acts do."""
        with transaction() as session:
            dossier = session.scalars(select(Dossier.id).where(Dossier.public_id == self.dossier)).one()
            session.add(DossierStep(dossier_id=dossier, move=move, state=state, at=clock.now(), item_reasons={}))

    def stands(self, day: date) -> Standing:
        """Return how it stands on a day, by the rule and by SQL alike."""
        ruled = register.standing_of(self.certificate, on=day)
        with reading() as session:
            assert session.scalar(select(standing_on(day))) is ruled
        return ruled


@pytest.fixture
def late(actors: dict[str, Actor]) -> Extended:
    return Extended(actors["officer"], actors["approver"], ends=clock.today() + timedelta(days=30))


def test_a_re_assessment_filed_too_late_keeps_the_certificate_180_days_and_no_day_longer(late: Extended) -> None:
    late.issued().filed(days_ahead=60)

    last = late.extend()

    assert last == late.ends + timedelta(days=180)
    assert late.stands(late.ends + timedelta(days=1)) is Standing.IN_FORCE
    assert late.stands(last) is Standing.IN_FORCE
    assert late.stands(last + timedelta(days=1)) is Standing.EXPIRED
    with reading() as session:
        assert session.scalar(select(ends_on(clock.today()))) == last
        (kept,) = session.scalars(select(Extension))
        dossier = session.get(Dossier, kept.dossier_id)
        assert dossier is not None
        assert dossier.public_id == late.dossier
    move = late.certificate.moves[-1]
    assert (move.kind, move.by_id) == (MoveKind.EXTENDED, late.approver.account_id)
    assert move.ground is not None
    assert move.ground.startswith("Điều 12 Quyết định số 26/2026/QĐ-TTg: hồ sơ đánh giá lại nộp ngày")


def test_a_day_beyond_what_the_law_allows_or_within_the_term_is_refused(late: Extended) -> None:
    late.issued().filed(days_ahead=60)

    for until in (late.ends, late.ends + timedelta(days=181)):
        with pytest.raises(Refusal, match="không quá 180 ngày") as refused:
            late.extend(until)
        assert refused.value.field == "until"

    assert late.extend(late.ends + timedelta(days=1)) == late.ends + timedelta(days=1)


def test_one_filed_in_time_keeps_nothing_until_the_setting_says_so(late: Extended, actors: dict[str, Actor]) -> None:
    late.issued().filed(days_ahead=150)

    with pytest.raises(NotKept, match="từ 180 đến 120 ngày"):
        late.extend()

    from registry.rules.round_settings import to_settings
    from registry.rules.rounds import RoundRules

    settings.change(
        actor=actors["administrator"],
        values={"round_rules": to_settings(RoundRules(in_time_keeps_effect=True, ground="Quy chế thử"))},
    )
    assert late.extend() == late.ends + timedelta(days=180)


def test_one_filed_after_the_last_day_keeps_nothing(late: Extended) -> None:
    late.ends = clock.today() - timedelta(days=10)
    late.issued().filed(days_ahead=-1)

    with pytest.raises(NotKept, match="nộp sau ngày hết hạn"):
        late.extend()


def test_an_extension_written_down_after_the_last_day_counts_from_the_day_after_it(late: Extended) -> None:
    late.ends = clock.today() - timedelta(days=10)
    late.issued().filed(days_ahead=5)
    assert late.stands(clock.today()) is Standing.EXPIRED

    late.extend()

    assert late.stands(late.ends + timedelta(days=1)) is Standing.IN_FORCE
    before = late.certificate.moves[-1].recorded_at - timedelta(microseconds=1)
    assert register.standing_of(late.certificate, on=clock.today(), known_at=before) is Standing.EXPIRED


def test_without_a_pending_re_assessment_nothing_is_kept(late: Extended) -> None:
    late.issued()
    with pytest.raises(NotKept, match="không có hồ sơ đánh giá lại"):
        late.extend()

    late.filed(days_ahead=60, kind=RecognitionKind.UPGRADED)
    with pytest.raises(NotKept, match="không có hồ sơ đánh giá lại"):
        late.extend()


def test_a_dossier_still_being_written_keeps_nothing(late: Extended) -> None:
    late.issued()
    a_dossier(late.officer, late.product, kind=RecognitionKind.REASSESSED)

    with pytest.raises(NotKept):
        late.extend()


def test_the_same_extension_is_not_written_twice(late: Extended) -> None:
    late.issued().filed(days_ahead=60)
    late.extend()

    with pytest.raises(Refusal, match="đã được kéo dài đến hết ngày"):
        late.extend()


def test_who_may_not_put_in_effect_may_not_extend(late: Extended) -> None:
    late.issued().filed(days_ahead=60)

    with pytest.raises(NotAllowed):
        extending.extend(actor=late.officer, certificate=late.certificate.public_id)


def moves_written() -> int:
    with reading() as session:
        return len(session.scalars(select(CertificateMove.id)).all())


def test_a_withdrawn_re_assessment_ends_its_extension_by_itself(late: Extended) -> None:
    late.ends = clock.today() - timedelta(days=20)
    late.issued().filed(days_ahead=5)
    until = late.extend()
    written, before = moves_written(), clock.now()
    assert late.stands(until) is Standing.IN_FORCE

    late.withdrawn()

    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    assert late.stands(today) is Standing.IN_FORCE
    assert late.stands(tomorrow) is Standing.EXPIRED
    assert moves_written() == written, "it is reckoned, never written"
    over = extensions.ended(late.certificate)
    assert over is not None
    assert (over.result_on, over.last_day, over.dossier.state) == (today, today, DossierState.WITHDRAWN)
    assert register.last_day_of(late.certificate) == today
    with reading() as session:
        assert session.scalar(select(ends_on(today))) == today
        assert session.scalar(select(standing_on(tomorrow, known_at=before))) is Standing.IN_FORCE
        assert results_as_read_in_bulk(session) == [(DossierState.WITHDRAWN, today)]
    assert register.standing_of(late.certificate, on=tomorrow, known_at=before) is Standing.IN_FORCE


def results_as_read_in_bulk(session: Session) -> list[tuple[DossierState, date | None]]:
    (told,) = results(session).values()
    (state,) = session.scalars(select(Dossier.state))
    return [(state, told[-1][1])]


def test_what_the_council_opens_again_is_kept_again(late: Extended) -> None:
    late.ends = clock.today() - timedelta(days=20)
    late.issued().filed(days_ahead=5)
    until = late.extend()
    late.stepped(DossierMove.REJECT, DossierState.REJECTED)
    assert late.stands(until) is Standing.EXPIRED

    late.stepped(DossierMove.REOPEN, DossierState.IN_ROUND)

    assert late.stands(until) is Standing.IN_FORCE


def test_a_result_before_the_certificates_own_last_day_leaves_its_own_term(late: Extended) -> None:
    late.issued().filed(days_ahead=60)
    late.extend()
    late.withdrawn()

    assert late.stands(late.ends) is Standing.IN_FORCE
    assert late.stands(late.ends + timedelta(days=1)) is Standing.EXPIRED


def test_a_person_ends_an_extension_earlier_for_another_ground(late: Extended) -> None:
    late.ends = clock.today() - timedelta(days=20)
    late.issued().filed(days_ahead=5)
    late.extend()
    result_on = clock.today() - timedelta(days=2)

    assert late.end(result_on) == result_on

    assert late.stands(result_on) is Standing.IN_FORCE
    assert late.stands(result_on + timedelta(days=1)) is Standing.EXPIRED


def test_a_result_to_come_or_without_an_extension_ends_nothing(late: Extended) -> None:
    late.ends = clock.today() - timedelta(days=20)
    late.issued().filed(days_ahead=5)
    with pytest.raises(Refusal, match="không được kéo dài"):
        late.end(clock.today())
    late.extend()
    late.withdrawn()

    with pytest.raises(Refusal, match="sau ngày hôm nay"):
        late.end(clock.today() + timedelta(days=1))


def test_a_new_certificate_supersedes_the_extended_one(late: Extended) -> None:
    late.issued().filed(days_ahead=60)
    late.extend()
    today = clock.today()
    renewed = a_line(
        late.product,
        kind=RecognitionKind.REASSESSED,
        assessed_on=today,
        filed_on=today - timedelta(days=1),
        instrument=Instrument.QD_26_2026,
        product_set=11,
    )

    issue(late.officer, late.approver, [renewed], number="2000/QĐ-UBND", signed_on=today)

    with reading() as session:
        old, new = session.scalars(select(Certificate).order_by(Certificate.id))
        found_old = register.certificate(session, old.public_id)
        assert found_old is not None
        assert register.standing_of(found_old, on=today) is Standing.SUPERSEDED
        assert new.valid_from == today
    with pytest.raises(MoveNotOpen):
        extending.extend(actor=late.approver, certificate=old.public_id)


def test_what_an_extension_changes_is_in_the_journal(late: Extended, app: Flask) -> None:
    from registry.models.journal import JournalEntry

    late.issued().filed(days_ahead=60)
    late.extend()

    with reading() as session:
        entry = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()
        assert entry is not None
        assert entry.act == "certificate.extend"
        assert {change["on"] for change in entry.changes} == {"certificate_move", "extension"}
