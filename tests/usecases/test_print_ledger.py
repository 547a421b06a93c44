"""The print ledger: a blank bears one paper, a paper is printed again only when it is said why, nothing is undone."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from builders.conference import HELD, Conference, revoked
from flask import Flask, current_app
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from registry import clock
from registry.models.decision import Decision
from registry.models.journal import JournalEntry
from registry.models.print_ledger import PrintEntry, PrintKind
from registry.queries import print_ledger as ledger
from registry.queries import row_inspection
from registry.queries.listing import ListRequest
from registry.queries.print_ledger import PrintablePaper, PrintLine
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading, transaction
from registry.usecases import print_ledger
from registry.usecases.print_ledger import BlankTaken, Earlier, PaperFallen, PrintedAlready, TakenBackAlready


def papers(decision: str) -> tuple[PrintablePaper, ...]:
    with reading() as session:
        row = session.scalars(select(Decision).where(Decision.public_id == decision)).one()
        return ledger.papers_of_decision(session, row, on=clock.today())


def entries() -> list[tuple[PrintKind, str | None]]:
    with reading() as session:
        return [(one.kind, one.blank_number) for one in session.scalars(select(PrintEntry).order_by(PrintEntry.id))]


def printed(held: Conference, *, first: str = "LC 001", decision: int = 0) -> int:
    return print_ledger.record_all(
        actor=held.officer, decision=held.recognised[decision], first_blank=first, done_on=HELD
    )


def again(held: Conference, paper: PrintablePaper, **changes: object) -> None:
    said: dict[str, object] = {"blank": "LC 050", "done_on": HELD, **changes}
    print_ledger.record(actor=held.officer, paper=paper.public_id, **said)  # type: ignore[arg-type]


def test_the_papers_of_a_decision_are_printed_in_its_order(held: Conference) -> None:
    assert printed(held) == 3
    said = [(one.subject, one.printed.blank_number) for one in papers(held.recognised[0]) if one.printed]
    assert said == [("Chè Ánh Dương", "LC 001"), ("Gạo Bình Minh", "LC 002"), ("Mật ong Bình Minh", "LC 003")]


def test_blanks_known_to_be_spoiled_are_passed_over(held: Conference) -> None:
    print_ledger.spoil(actor=held.officer, blank="lc 002", done_on=HELD, reason="rách mép")
    assert printed(held) == 3
    assert [one.printed.blank_number for one in papers(held.recognised[0]) if one.printed] == [
        "LC 001",
        "LC 003",
        "LC 004",
    ]


def test_a_second_press_prints_nothing_twice(held: Conference) -> None:
    printed(held)
    with pytest.raises(PrintedAlready):
        printed(held)
    assert len(entries()) == 3


def test_a_blank_bears_one_paper(held: Conference) -> None:
    printed(held)
    with pytest.raises(BlankTaken, match="LC 003 đã dùng in giấy"):
        printed(held, first="LC 003", decision=1)
    assert len(entries()) == 3, "nothing of a refused run is kept"


def test_a_spoiled_blank_is_never_used(held: Conference) -> None:
    print_ledger.spoil(actor=held.officer, blank="LC 050", done_on=HELD, reason="kẹt máy in")
    with pytest.raises(BlankTaken, match="đã ghi hỏng \\(kẹt máy in\\)"):
        again(held, papers(held.recognised[0])[0])
    with pytest.raises(BlankTaken, match="từ trước"):
        print_ledger.spoil(actor=held.officer, blank="LC 050", done_on=HELD, reason="kẹt máy in")


def test_printing_again_asks_what_became_of_the_first(held: Conference) -> None:
    printed(held)
    paper = papers(held.recognised[0])[0]
    with pytest.raises(PrintedAlready, match="LC 001") as refused:
        again(held, paper)
    assert refused.value.field == "earlier"
    with pytest.raises(Refusal, match="lý do"):
        again(held, paper, earlier=Earlier.SPOILED)


def test_printing_again_records_the_first_blank_as_spoiled(held: Conference) -> None:
    printed(held)
    paper = papers(held.recognised[0])[0]
    again(held, paper, earlier=Earlier.SPOILED, reason="lem mực")
    assert entries()[3:] == [(PrintKind.SPOILED, "LC 001"), (PrintKind.PRINTED, "LC 050")]
    now = papers(held.recognised[0])[0]
    assert now.printed is not None
    assert now.printed.blank_number == "LC 050"
    assert [one.is_spoiled for one in now.prints] == [True, False, False]


def test_a_lost_print_does_not_spoil_its_blank(held: Conference) -> None:
    printed(held)
    again(held, papers(held.recognised[0])[0], earlier=Earlier.LOST, reason="thất lạc khi chuyển về xã")
    assert entries()[3:] == [(PrintKind.PRINTED, "LC 050")]
    now = papers(held.recognised[0])[0]
    assert now.printed is not None
    assert now.printed.reason == "Bản in trước bị mất: thất lạc khi chuyển về xã"


def test_a_print_spoiled_before_is_printed_again_with_a_reason_alone(held: Conference) -> None:
    printed(held)
    print_ledger.spoil(actor=held.officer, blank="LC 001", done_on=HELD, reason="in lệch")
    paper = papers(held.recognised[0])[0]
    assert paper.printed is None
    with pytest.raises(Refusal, match="lý do in lại"):
        again(held, paper)
    again(held, paper, reason="in lệch")
    assert [kind for kind, _ in entries()[3:]] == [PrintKind.SPOILED, PrintKind.PRINTED]


def test_plain_paper_has_no_blank(held: Conference) -> None:
    first, second, _ = papers(held.recognised[0])
    again(held, first, blank=None)
    again(held, second, blank=None)
    again(held, first, blank=None, earlier=Earlier.SPOILED, reason="lem mực")
    assert entries() == [(PrintKind.PRINTED, None)] * 3


def test_merit_certificates_are_printed_too(held: Conference) -> None:
    count = print_ledger.record_all(actor=held.officer, decision=held.awarded, first_blank="BK 9", done_on=HELD)
    assert count == 3
    assert [one.printed.blank_number for one in papers(held.awarded) if one.printed] == ["BK 9", "BK 10", "BK 11"]


def test_a_paper_that_fell_is_left_out_and_warns(held: Conference) -> None:
    revoked(held, "Gạo Bình Minh")
    assert printed(held) == 2
    paper = next(one for one in papers(held.recognised[0]) if one.subject == "Gạo Bình Minh")
    with pytest.raises(PaperFallen, match="đã bị thu hồi"):
        again(held, paper)
    again(held, paper, although_fallen=True)


def test_a_paper_is_not_printed_before_it_is_issued_nor_tomorrow(held: Conference) -> None:
    paper = papers(held.recognised[0])[0]
    for day in (date(2020, 12, 10), clock.today() + timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            again(held, paper, done_on=day)
        assert refused.value.field == "done_on"


def test_a_blank_is_spoiled_for_a_reason(held: Conference) -> None:
    with pytest.raises(Refusal) as refused:
        print_ledger.spoil(actor=held.officer, blank="LC 1", done_on=HELD, reason="  ")
    assert refused.value.field == "reason"


def test_what_is_not_there_is_not_printed(held: Conference) -> None:
    with pytest.raises(NotFound):
        print_ledger.record(actor=held.officer, paper="khong-co", blank="1", done_on=HELD)
    with pytest.raises(NotFound):
        print_ledger.record_all(actor=held.officer, decision="khong-co", first_blank="1", done_on=HELD)


def test_only_who_keeps_the_register_prints(held: Conference, actors: dict[str, Actor]) -> None:
    for role in ("approver", "auditor", "administrator"):
        with pytest.raises(NotAllowed):
            print_ledger.spoil(actor=actors[role], blank="1", done_on=HELD, reason="thử")


def test_the_database_itself_refuses_to_change_the_ledger(held: Conference) -> None:
    printed(held)
    for statement in ("UPDATE print_entry SET blank_number = 'X'", "DELETE FROM print_entry"):
        with pytest.raises(DatabaseError), transaction() as session:
            session.execute(text(statement))
    assert len(entries()) == 3


def test_every_act_is_in_the_journal(held: Conference) -> None:
    printed(held)
    print_ledger.spoil(actor=held.officer, blank="LC 9", done_on=HELD, reason="ố vàng")
    with reading() as session:
        last = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc()).limit(2)).all()
    assert [(one.act, one.reason) for one in last] == [("print.spoil", "ố vàng"), ("print.record_all", None)]


def test_two_people_at_once_use_a_blank_once(app: Flask, held: Conference) -> None:
    first, second, _ = papers(held.recognised[0])
    barrier, refusals = Barrier(2), list[Refusal]()

    def press(paper: PrintablePaper) -> None:
        with app.app_context():
            barrier.wait()
            try:
                again(held, paper, blank="LC 077")
            except Refusal as refused:
                refusals.append(refused)

    presses: list[Callable[[], None]] = [lambda: press(first), lambda: press(second)]
    threads = [Thread(target=one) for one in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(one) for one in refusals] == [BlankTaken]
    assert entries() == [(PrintKind.PRINTED, "LC 077")]


def test_the_ledger_is_searched_and_narrowed(held: Conference) -> None:
    printed(held)
    print_ledger.spoil(actor=held.officer, blank="LC 900", done_on=HELD, reason="ố vàng")

    def shown(request: ListRequest) -> list[str | None]:
        with reading() as session:
            return [line.blank_number for line in ledger.page(session, request).rows]

    assert shown(ListRequest()) == ["LC 900", "LC 003", "LC 002", "LC 001"]
    assert shown(ListRequest(filters={"kind": "spoiled"})) == ["LC 900"]
    assert shown(ListRequest(text="gao binh minh")) == ["LC 002"]
    assert shown(ListRequest(sort="blank_number", descending=True, page_size=2)) == ["LC 900", "LC 003"]
    assert shown(ListRequest(filters={"since": clock.today()})) == []


def of_blank(number: str) -> list[PrintLine]:
    with reading() as session:
        return ledger.history_of_blank(session, number)


def test_a_wrongly_typed_blank_is_taken_back_and_free_again(held: Conference) -> None:
    first, second = papers(held.recognised[0])[:2]
    again(held, first, blank="LC 005")
    (wrong,) = of_blank("LC 005")
    with pytest.raises(Refusal, match="lý do"):
        print_ledger.take_back(actor=held.officer, entry=wrong.public_id, reason=" ")
    print_ledger.take_back(actor=held.officer, entry=wrong.public_id, reason="gõ nhầm 005 thay vì 050")
    assert papers(held.recognised[0])[0].printed is None, "the paper waits to be printed as before"
    again(held, second, blank="LC 005")
    again(held, first, blank="LC 050")
    said = [(one.subject, one.taken_back.reason if one.taken_back else None) for one in of_blank("LC 005")]
    assert said == [(first.subject, "gõ nhầm 005 thay vì 050"), (second.subject, None)], "nothing is deleted"
    with pytest.raises(TakenBackAlready):
        print_ledger.take_back(actor=held.officer, entry=wrong.public_id, reason="lần nữa")
    with reading() as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.act == "print.take_back")).one()
        defects = list(row_inspection.defects(session, key=current_app.config["JOURNAL_KEY"]))
    assert (entry.reason, defects) == ("gõ nhầm 005 thay vì 050", [])


def test_a_blank_recorded_as_spoiled_by_mistake_bears_its_paper_again(held: Conference) -> None:
    first = papers(held.recognised[0])[0]
    again(held, first, blank="LC 005")
    print_ledger.spoil(actor=held.officer, blank="LC 005", done_on=HELD, reason="rách")
    printed_line, spoiled_line = of_blank("LC 005")
    with pytest.raises(BlankTaken, match="trước"):
        print_ledger.take_back(actor=held.officer, entry=printed_line.public_id, reason="nhầm")
    print_ledger.take_back(actor=held.officer, entry=spoiled_line.public_id, reason="phôi khác rách")
    good = papers(held.recognised[0])[0].printed
    assert good is not None
    assert (good.blank_number, good.is_spoiled) == ("LC 005", False)
    print_ledger.spoil(actor=held.officer, blank="LC 005", done_on=HELD, reason="rách thật")
    assert papers(held.recognised[0])[0].printed is None


def test_only_who_keeps_the_ledger_takes_back(held: Conference, actors: dict[str, Actor]) -> None:
    again(held, papers(held.recognised[0])[0], blank="LC 005")
    (line,) = of_blank("LC 005")
    with pytest.raises(NotAllowed):
        print_ledger.take_back(actor=actors["approver"], entry=line.public_id, reason="thử")
    with pytest.raises(NotFound):
        print_ledger.take_back(actor=held.officer, entry="0000000000000000", reason="thử")
    print_ledger.take_back(actor=held.officer, entry=line.public_id, reason="nhầm")
    with pytest.raises(DatabaseError), transaction() as session:
        session.execute(text("DELETE FROM print_taken_back"))
