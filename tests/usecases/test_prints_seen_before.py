"""What is recorded as printed is what the person saw: neither another run of blanks, nor another print before it."""

from datetime import date

import pytest
from builders.conference import HELD, Conference, a_conference
from sqlalchemy import select

from registry import clock
from registry.models.decision import Decision
from registry.models.print_ledger import PrintEntry
from registry.queries import print_ledger as ledger
from registry.queries.print_ledger import PrintablePaper
from registry.rules.blank_numbers import mark_of_run
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import print_ledger
from registry.usecases.print_ledger import Earlier, RunChanged


@pytest.fixture
def held(actors: dict[str, Actor]) -> Conference:
    return a_conference(actors["officer"], actors["approver"])


def papers(held: Conference) -> tuple[PrintablePaper, ...]:
    with reading() as session:
        row = session.scalars(select(Decision).where(Decision.public_id == held.recognised[0])).one()
        return ledger.papers_of_decision(session, row, on=clock.today())


def blanks() -> list[str | None]:
    with reading() as session:
        return list(session.scalars(select(PrintEntry.blank_number).order_by(PrintEntry.id)))


def recorded(held: Conference, seen: str, *, done_on: date = HELD) -> int:
    return print_ledger.record_all(
        actor=held.officer, decision=held.recognised[0], first_blank="LC 001", done_on=done_on, as_seen=seen
    )


def test_a_run_that_shifted_since_is_not_recorded(held: Conference) -> None:
    seen = mark_of_run((one.public_id, f"LC 00{place}") for place, one in enumerate(papers(held), start=1))
    print_ledger.spoil(actor=held.officer, blank="LC 002", done_on=HELD, reason="kẹt máy in")  # as many papers

    with pytest.raises(RunChanged, match="Hãy so lại"):
        recorded(held, seen)

    assert blanks() == ["LC 002"]
    shifted = mark_of_run(zip((one.public_id for one in papers(held)), ("LC 001", "LC 003", "LC 004"), strict=True))
    assert recorded(held, shifted) == 3


def test_what_is_said_of_the_first_print_is_not_taken_for_one_made_since(held: Conference) -> None:
    print_ledger.record_all(actor=held.officer, decision=held.recognised[0], first_blank="LC 001", done_on=HELD)
    paper = papers(held)[0]
    assert paper.printed is not None

    def again(blank: str) -> None:
        print_ledger.record(
            actor=held.officer,
            paper=paper.public_id,
            blank=blank,
            done_on=HELD,
            earlier=Earlier.SPOILED,
            reason="lem mực",
            as_seen=paper.printed and paper.printed.public_id,
        )

    again("LC 050")
    with pytest.raises(RunChanged, match="ghi thêm"):
        again("LC 051")
    assert blanks()[-1] == "LC 050"
