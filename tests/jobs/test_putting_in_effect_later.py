"""A decision put in effect by the worker: progress is seen, a repeated order is one job, a dead worker no loss."""

import json
from collections.abc import Callable

import pytest
from builders.register import a_draft, a_line, a_product, sign_off, version_of
from flask import Flask
from sqlalchemy import select

from registry.jobs import progress
from registry.jobs.progress import JobState
from registry.jobs.queue import MOST_ATTEMPTS, put_in_effect_later, queue
from registry.models.account import Account
from registry.models.certificate import Certificate
from registry.models.journal import JournalEntry
from registry.rules.permissions import Actor, NotAllowed
from registry.transaction import reading, transaction
from registry.usecases import deciding

Turns = Callable[[], int]


@pytest.fixture
def signed(app: Flask, actors: dict[str, Actor]) -> str:
    """A decision of three lines that waits to be put in effect."""
    lines = [a_line(a_product(f"Chè số {number}")) for number in range(3)]
    decision = a_draft(actors["officer"], lines)
    sign_off(actors["officer"], actors["approver"], decision)
    return decision


def order(actor: Actor, decision: str) -> str:
    """Order what stands there now."""
    return put_in_effect_later(actor=actor, decision=decision, seen=version_of(decision))


def certificates() -> int:
    """Return how many certificates there are."""
    with reading() as session:
        return len(session.scalars(select(Certificate.id)).all())


def test_the_worker_puts_a_decision_in_effect_as_the_person_who_ordered_it(
    signed: str, actors: dict[str, Actor], take_turns: Turns
) -> None:
    job = order(actors["approver"], signed)
    waiting = progress.read(job)
    take_turns()
    done = progress.read(job)

    assert waiting is not None
    assert done is not None
    assert (waiting.state, waiting.is_open) == (JobState.WAITING, True)
    assert (done.state, done.done, done.percent) == (JobState.DONE, done.total, 100)
    assert done.result == {"certificates": 3, "merit_certificates": 0, "moves": 0, "was_in_effect": False}
    with reading() as session:
        entry = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()
    assert entry is not None
    assert (entry.act, entry.account_id) == ("decision.put_in_effect", actors["approver"].account_id)


def test_a_second_order_while_the_first_waits_is_the_same_job(
    signed: str, actors: dict[str, Actor], take_turns: Turns
) -> None:
    first = order(actors["approver"], signed)
    second = order(actors["approver"], signed)

    assert first == second
    assert take_turns() == 1
    assert certificates() == 3


def test_what_was_signed_anew_after_the_order_waits_for_another_order(
    signed: str, actors: dict[str, Actor], take_turns: Turns
) -> None:
    ordered = order(actors["approver"], signed)
    deciding.reopen(actor=actors["officer"], decision=signed, reason="sửa")
    sign_off(actors["officer"], actors["approver"], signed)
    take_turns()

    found = progress.read(ordered)
    assert found is not None
    assert (found.state, certificates()) == (JobState.FAILED, 0)
    assert "đã thay đổi" in (found.text or "")
    again = order(actors["approver"], signed)
    assert again != ordered
    take_turns()
    assert certificates() == 3


def test_a_message_delivered_twice_does_the_work_once(signed: str, actors: dict[str, Actor], take_turns: Turns) -> None:
    job = order(actors["approver"], signed)
    queue().give(job)
    queue().give(job)

    assert take_turns() == 3
    assert certificates() == 3


def test_an_order_after_it_is_in_effect_issues_nothing(
    signed: str, actors: dict[str, Actor], take_turns: Turns
) -> None:
    order(actors["approver"], signed)
    take_turns()
    again = order(actors["approver"], signed)
    take_turns()

    found = progress.read(again)
    assert found is not None
    assert found.result is not None
    assert (found.state, found.result["was_in_effect"]) == (JobState.DONE, True)
    assert certificates() == 3


def test_a_job_whose_worker_died_is_taken_up_again(signed: str, actors: dict[str, Actor], take_turns: Turns) -> None:
    job = order(actors["approver"], signed)
    queue().huey.dequeue()
    progress.take(job)
    progress.report(job, 1, 3)
    dead = progress.read(job)

    for waiting in progress.put_back():
        queue().give(waiting)
    take_turns()

    done = progress.read(job)
    assert dead is not None
    assert done is not None
    assert (dead.state, dead.done) == (JobState.RUNNING, 1)
    assert (done.state, done.attempts) == (JobState.DONE, 2)
    assert certificates() == 3


def test_a_job_that_kills_every_worker_is_given_up(signed: str, actors: dict[str, Actor], take_turns: Turns) -> None:
    job = order(actors["approver"], signed)
    for _attempt in range(MOST_ATTEMPTS):
        progress.take(job)
        progress.put_back()
    take_turns()

    found = progress.read(job)
    assert found is not None
    assert found.state is JobState.FAILED
    assert found.text is not None
    assert "dừng giữa chừng" in found.text
    assert certificates() == 0


def test_a_refusal_is_told_in_its_own_words(app: Flask, actors: dict[str, Actor], take_turns: Turns) -> None:
    decision = a_draft(actors["officer"], [a_line(a_product())])
    job = order(actors["approver"], decision)
    take_turns()

    found = progress.read(job)
    assert found is not None
    assert found.state is JobState.FAILED
    assert found.text
    assert not found.is_open


def test_an_account_closed_meanwhile_puts_nothing_in_effect(
    signed: str, actors: dict[str, Actor], take_turns: Turns
) -> None:
    job = order(actors["approver"], signed)
    with transaction() as session:
        session.get_one(Account, actors["approver"].account_id).active = False
    take_turns()

    found = progress.read(job)
    assert found is not None
    assert found.text == "Tài khoản đã yêu cầu việc này không còn hoạt động."
    assert certificates() == 0


def test_whoever_may_not_do_it_may_not_order_it(signed: str, actors: dict[str, Actor]) -> None:
    with pytest.raises(NotAllowed):
        order(actors["officer"], signed)

    assert progress.latest(signed) is None


def test_the_queue_holds_data_and_no_code(signed: str, actors: dict[str, Actor]) -> None:
    job = order(actors["approver"], signed)
    message = json.loads(bytes(queue().huey.storage.enqueued_items()[0]))

    assert message["args"] == [job]
    queue().huey.storage.close()


def test_progress_is_seen_while_the_register_is_being_written_to(app: Flask) -> None:
    job = progress.start("put_in_effect", "abc")
    with transaction():
        progress.report(job, 4, 10)
        seen = progress.latest("abc")

    assert seen is not None
    assert (seen.done, seen.total, seen.percent) == (4, 10, 40)


def test_nothing_is_known_of_a_job_that_never_was(app: Flask) -> None:
    assert progress.read("never") is None
    assert progress.latest("never") is None
