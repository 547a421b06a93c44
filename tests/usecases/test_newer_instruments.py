"""A newer instrument comes in from a file, and everything from filing to the certificate goes by it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders.assessments import FINDINGS, a_dossier, a_forwarded_dossier, a_round, criteria_of, signed
from builders.newer_law import (
    BEGINS,
    LAST_FIRST,
    NEW,
    criteria_loaded,
    criteria_under,
    loaded,
    written,
)
from builders.register import a_draft, a_line, a_product, sign_off
from builders.score_sheets import ticks_with_total
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from registry import clock
from registry.law.instrument_file import instrument_from
from registry.models.certificate import Certificate, PaperFile
from registry.models.instrument import LoadedInstrument
from registry.queries import assessment_rounds as rounds
from registry.queries import decisions, dossiers
from registry.queries.law_book import known, law_book
from registry.rules.decision_life import DecisionKind
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import Refusal
from registry.transaction import reading, transaction
from registry.usecases import certification, concluding, drafting, instrument_loading, submission
from registry.usecases import rounds as round_acts

Actors = dict[str, Actor]
AnyDay = Callable[[date], None]


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> AnyDay:
    """Let it be noon of a day in Vietnam."""

    def at(one: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(one.year, one.month, one.day, 5, tzinfo=UTC))

    return at


def scored(officer: Actor, totals: tuple[int, int, int], *, stars: int) -> tuple[str, str]:
    """File, score and conclude a dossier of tea, and return it with its round."""
    dossier = a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier])
    for member, total in zip(council, totals, strict=True):
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=total, stars=stars))
    concluding.conclude(actor=officer, dossier=dossier)
    round_acts.conclude(actor=officer, round_=round_)
    return dossier, round_


def test_from_its_file_to_its_certificate(app: Flask, actors: Actors, day: AnyDay) -> None:
    loaded(actors["administrator"])
    criteria_loaded(actors["administrator"], criteria_under(NEW, begins=BEGINS))
    day(BEGINS + timedelta(days=10))
    officer, approver = actors["officer"], actors["approver"]

    # 74 points were four stars under QĐ 26/2026; under the newer bands they are three.
    dossier, round_ = scored(officer, (73, 74, 75), stars=4)
    decision = drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Công nhận sản phẩm OCOP")
    concluding.fill_annex(actor=officer, round_=round_, decision=decision)
    sign_off(officer, approver, decision, number="12/QĐ-UBND", signed_on=clock.today())
    certification.put_in_effect(actor=approver, decision=decision)

    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert row is not None
        result = rounds.latest_results(session, [row.id])[row.id]
        (line,) = decisions.decision(session, decision).lines  # type: ignore[union-attr]
        certificate = session.scalars(select(Certificate)).one()
        paper = session.scalars(select(PaperFile.content).where(PaperFile.certificate_id == certificate.id)).one()
    assert (row.instrument, result.score, result.stars) == (NEW, 7400, 3)
    assert (line.instrument, line.stars) == (NEW, 3)
    assert certificate.valid_until == date(2032, 3, 11)  # 48 months, as its file says
    assert paper["title"] == "Giấy chứng nhận theo văn bản giả định"
    assert paper["validity_months"] == 48
    assert paper["decision_body"].startswith("Chủ tịch")


def test_a_dossier_filed_on_the_eve_is_finished_under_the_one_before_until_the_last_day(
    app: Flask, actors: Actors, day: AnyDay
) -> None:
    loaded(actors["administrator"])
    day(BEGINS - timedelta(days=1))
    officer = actors["officer"]
    dossier, another = a_forwarded_dossier(officer), a_forwarded_dossier(officer, a_product("Chè thứ hai"))
    day(LAST_FIRST)
    a_round(officer, [dossier])
    day(LAST_FIRST + timedelta(days=1))

    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert row is not None
        assert (row.instrument, dossiers.governed_by(row).applies_to) == ("26/2026", BEGINS - timedelta(days=1))
    with pytest.raises(Refusal, match="văn bản khác với văn bản áp dụng cho ngày đánh giá"):
        a_round(officer, [another], number=2)


def test_what_is_not_loaded_yet_is_said_and_not_guessed(app: Flask, actors: Actors, day: AnyDay) -> None:
    loaded(actors["administrator"])
    day(BEGINS)
    dossier = a_forwarded_dossier(actors["officer"])

    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert row is not None
        assert (row.instrument, row.criteria) == (NEW, None)
        book = law_book(session)
        assert book.why_not_scored(instrument=NEW, number=11) == "Chưa nạp bộ tiêu chí này vào sổ."
        assert book.product_set(instrument=NEW, number=26) is None
        assert book.industry_of(instrument=NEW, number=11) == book.industry_of(
            instrument=Instrument.QD_26_2026, number=11
        )


def test_criteria_of_an_instrument_nobody_loaded_are_refused_until_it_is(app: Flask, actors: Actors) -> None:
    by = actors["administrator"]
    criteria = criteria_under(NEW, begins=BEGINS)

    with pytest.raises(Refusal, match="hãy nạp văn bản ấy trước") as refused:
        criteria_loaded(by, criteria)
    loaded(by)
    with pytest.raises(Refusal, match="không có bộ sản phẩm số 26"):
        criteria_loaded(by, criteria_under(NEW, begins=BEGINS, number=26))

    assert refused.value.field == "file"
    assert criteria_loaded(by, criteria).version == 1


def test_only_who_keeps_the_settings_loads(app: Flask, actors: Actors) -> None:
    with pytest.raises(NotAllowed):
        loaded(actors["officer"])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"code": "26/2026"}, "có sẵn trong chương trình"),
        ({"applies_from": "2026-05-22", "transition": []}, "phải có hiệu lực sau ngày 22/05/2026"),
        ({"applies_from": "2020-01-01", "transition": []}, "phải có hiệu lực sau ngày 22/05/2026"),
    ],
)
def test_one_that_cannot_follow_on_those_known_is_refused(
    app: Flask, actors: Actors, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        loaded(actors["administrator"], **fields)

    assert refused.value.field == "file"


def test_a_corrected_file_takes_the_place_of_one_that_nothing_stands_under(app: Flask, actors: Actors) -> None:
    by = actors["administrator"]
    first = loaded(by)
    with pytest.raises(instrument_loading.SameInstrument):
        loaded(by, source="Nguồn khác, nội dung như cũ")
    criteria_loaded(by, criteria_under(NEW, begins=BEGINS))

    again = loaded(by, applies_from="2028-03-15", transition=[])

    assert (first.replaced, again.replaced, again.public_id) == (False, True, first.public_id)
    with reading() as session:
        assert known(session)[Instrument.QD_26_2026].applies_to == date(2028, 3, 14)
        assert session.query(LoadedInstrument).count() == 1
    without_tea = written()
    del without_tea["sets"][10]
    fewer = instrument_from(without_tea).chapter
    assert fewer is not None
    with pytest.raises(Refusal, match="Bộ tiêu chí số 11 đã nạp"):
        instrument_loading.load(actor=by, chapter=fewer)


def test_one_that_a_still_newer_one_follows_is_not_corrected(app: Flask, actors: Actors) -> None:
    by = actors["administrator"]
    loaded(by)
    loaded(by, code="5/2031", applies_from="2031-01-01", transition=[])

    with pytest.raises(Refusal, match="đã nạp một văn bản mới hơn"):
        loaded(by, months_of_validity=24)
    with reading() as session:
        assert [one.code for one in known(session).values()][-2:] == [NEW, "5/2031"]
        assert known(session)[NEW].applies_to == date(2030, 12, 31)


def test_once_a_dossier_stands_under_it_neither_program_nor_database_lets_it_change(
    app: Flask, actors: Actors, day: AnyDay
) -> None:
    by = actors["administrator"]
    loaded(by)
    day(BEGINS)
    a_forwarded_dossier(actors["officer"])

    with pytest.raises(Refusal, match="Đã có hồ sơ theo văn bản này"):
        loaded(by, months_of_validity=24)
    for statement in ("UPDATE instrument SET title = 'x'", "DELETE FROM instrument"):
        with pytest.raises(DBAPIError, match="instrument_stays"), transaction() as session:
            session.execute(text(statement))


def test_a_line_under_an_instrument_nobody_knows_is_refused_in_a_sentence(app: Flask, actors: Actors) -> None:
    with pytest.raises(Refusal, match="Sổ chưa có văn bản mang mã «99/2028»"):
        a_draft(actors["officer"], [a_line(a_product(), instrument=NEW)])


def test_invented_criteria_of_qd_148_let_a_dossier_of_the_transition_be_scored(
    app: Flask, actors: Actors, day: AnyDay
) -> None:
    """What QĐ 148 really asks for is unknown: this set is invented, and stands in for the department's file."""
    old = Instrument.QD_148_1489
    criteria_loaded(actors["administrator"], criteria_under(old, begins=date(2025, 7, 6)))
    day(date(2026, 5, 10))
    officer = actors["officer"]
    dossier = a_dossier(officer)
    submission.submit(actor=officer, dossier=dossier)
    findings = submission.CommuneFindings(topics=FINDINGS.topics)
    submission.forward(actor=officer, dossier=dossier, findings=findings)
    day(date(2026, 6, 10))
    _, council = a_round(officer, [dossier])

    for member in council:
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=72, stars=4))
    concluding.conclude(actor=officer, dossier=dossier)

    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert row is not None
        result = rounds.latest_results(session, [row.id])[row.id]
        assert (row.instrument, result.score, result.stars) == (old, 7200, 4)
