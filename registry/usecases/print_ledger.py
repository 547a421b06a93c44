"""The print ledger: which paper was printed on which numbered blank, and which blanks were spoiled.

It is only added to: what should not have been written is taken back by an entry of its own.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from registry import clock
from registry.models.decision import Decision
from registry.models.print_ledger import PrintEntry, PrintKind, PrintTakenBack
from registry.queries import print_ledger
from registry.queries.print_ledger import PrintablePaper
from registry.rules.blank_numbers import blank_number, mark_of_run, successive
from registry.rules.certificate_life import stands
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases.journal import Act, acting


class BlankTaken(Refusal):
    """The blank bears another paper, or is spoiled."""


class PrintedAlready(Refusal):
    """The paper has a print, and nothing says what became of it."""


class RunChanged(Refusal):
    """Between looking at a run and recording it, a paper or a blank came or went."""


class PaperFallen(Refusal):
    """The paper is not good any more, and nobody said that it is to be printed all the same."""


class TakenBackAlready(Refusal):
    """The entry was taken back before."""


class Earlier(StrEnum):
    """What became of the print that a paper had."""

    SPOILED = "spoiled"
    LOST = "lost"


def record(
    *,
    actor: Actor,
    paper: str,
    done_on: date,
    blank: str | None = None,
    earlier: Earlier | None = None,
    reason: str | None = None,
    although_fallen: bool = False,
    as_seen: str | None = None,
) -> None:
    """Record that one paper was printed, on a numbered blank or on plain paper.

    A paper that has a print is printed again only when it is said what became of the first, and why: its blank is
    spoiled (and recorded so in the same act, unless it is already), or the print is lost.

    :param paper: public id of the certificate or merit certificate.
    :param although_fallen: print it although it is superseded, revoked or otherwise not good on that day.
    :param as_seen: public id of the print that ``earlier`` speaks of; empty where the person saw none.
    :raises NotFound: if there is no such paper.
    :raises PrintedAlready: if it has a print and ``earlier`` does not say what became of it.
    :raises PaperFallen: if it is not good any more.
    :raises RunChanged: if it was printed again since the person looked.
    :raises BlankTaken: if the blank bears another paper, or is spoiled.
    :raises Refusal: if a reason is missing, the day cannot be, or others issued the paper.
    """
    number, why = blank_number(blank) if blank else None, clean(reason or "") or None
    with acting(actor, "print.record", Permission.EDIT_REGISTER, reason=why) as act:
        found = _found(act, paper, on=done_on)
        _check_printable(found, done_on)
        if found.has_fallen and not although_fallen:
            raise PaperFallen(_fallen(found), field="although_fallen")
        if as_seen is not None and as_seen != (found.printed.public_id if found.printed else ""):
            raise RunChanged("Từ khi bạn mở trang, việc in giấy này đã được ghi thêm. Hãy xem lại ở dưới rồi ghi.")
        reason_kept = _answer_earlier(act, found, earlier, why, done_on)
        if number is not None:
            _check_free(act, [number])
        _write(act, PrintKind.PRINTED, found, number, done_on, reason_kept)


def record_all(*, actor: Actor, decision: str, first_blank: str, done_on: date, as_seen: str | None = None) -> int:
    """Record that every paper of a decision without a print was printed, on consecutive blanks; return how many.

    In the order of the annex. Blanks recorded as spoiled are left out of the run, and so are papers that were not good
    on that day.

    :param as_seen: the mark of the run that the person saw and held against the stack of papers.
    :raises NotFound: if there is no such decision.
    :raises PrintedAlready: if nothing is left to print.
    :raises RunChanged: if it is not the run that was seen.
    :raises BlankTaken: if a blank of the run bears a paper already.
    :raises Refusal: if the number does not end in digits, or the day cannot be.
    """
    _check_day(done_on)
    with acting(actor, "print.record_all", Permission.EDIT_REGISTER) as act:
        row = act.session.scalar(select(Decision).where(Decision.public_id == decision))
        if row is None:
            raise NotFound("Không tìm thấy quyết định này.")
        waiting = print_ledger.to_print(print_ledger.papers_of_decision(act.session, row, on=done_on))
        if not waiting:
            raise PrintedAlready("Mọi giấy của quyết định này đã được ghi là đã in.")
        numbers = successive(first_blank, len(waiting), spoiled=print_ledger.spoiled_blanks(act.session))
        run = [(paper.public_id, number) for paper, number in zip(waiting, numbers, strict=True)]
        if as_seen is not None and as_seen != mark_of_run(run):
            raise RunChanged(
                "Từ khi bạn mở trang, giấy cần in hoặc phôi dùng được đã thay đổi, nên dự kiến dưới đây khác trước. "
                "Hãy so lại với chồng giấy đã in."
            )
        _check_free(act, numbers)
        for paper, number in zip(waiting, numbers, strict=True):
            _check_printable(paper, done_on)
            _write(act, PrintKind.PRINTED, paper, number, done_on, None)
        return len(waiting)


def spoil(*, actor: Actor, blank: str, done_on: date, reason: str) -> None:
    """Record that a blank is spoiled, with or without a paper printed on it.

    :raises BlankTaken: if it is recorded as spoiled already.
    :raises Refusal: if no reason is given, the number is none, or the day cannot be.
    """
    number, why = blank_number(blank), clean(reason)
    if not why:
        raise Refusal("Hãy nêu lý do phôi hỏng.", field="reason")
    _check_day(done_on)
    with acting(actor, "print.spoil", Permission.EDIT_REGISTER, reason=why) as act:
        _spoil(act, number, done_on, why)


def take_back(*, actor: Actor, entry: str, reason: str) -> None:
    """Take back an entry that should not have been written: it stays and says so, and its blank is free again.

    :param entry: public id.
    :raises NotFound: if there is no such entry.
    :raises TakenBackAlready: if it was taken back before.
    :raises BlankTaken: if the blank of a print was recorded as spoiled since: that entry comes first.
    :raises Refusal: if no reason is given.
    """
    why = clean(reason)
    if not why:
        raise Refusal("Hãy nêu lý do ghi lại.", field="reason")
    with acting(actor, "print.take_back", Permission.EDIT_REGISTER, reason=why) as act:
        line = print_ledger.entry(act.session, entry)
        if line is None:
            raise NotFound("Không tìm thấy dòng này của sổ in.")
        if line.taken_back is not None:
            raise TakenBackAlready("Dòng này đã được ghi là ghi nhầm.")
        if line.is_spoiled:
            raise BlankTaken(f"Phôi số {line.blank_number} đã ghi hỏng sau đó. Hãy rút dòng ghi hỏng trước.")
        row = act.session.scalars(select(PrintEntry).where(PrintEntry.public_id == entry)).one()
        act.add(PrintTakenBack(entry_id=row.id, reason=why, recorded_at=act.at, by_id=act.actor.account_id))


def _found(act: Act, paper: str, *, on: date) -> PrintablePaper:
    found = print_ledger.paper(act.session, paper, on=on)
    if found is None:
        raise NotFound("Không tìm thấy giấy này.")
    return found


def _check_day(done_on: date) -> None:
    if done_on > clock.today():
        raise Refusal("Ngày ghi không được sau ngày hôm nay.", field="done_on")


def _check_printable(paper: PrintablePaper, done_on: date) -> None:
    if not paper.is_ours:
        raise Refusal("Giấy này do nơi khác cấp, không in tại đây.")
    _check_day(done_on)
    if paper.issued_on is not None and done_on < paper.issued_on:
        raise Refusal(f"Ngày in không được trước ngày cấp ({paper.issued_on:%d/%m/%Y}).", field="done_on")


def _fallen(paper: PrintablePaper) -> str:
    said = stands(paper.standing) if paper.standing else ""
    return f"Giấy {paper.number or 'không rõ số'} ({paper.subject}) {said}. Nếu vẫn cần in, hãy đánh dấu xác nhận."


def _answer_earlier(
    act: Act, paper: PrintablePaper, earlier: Earlier | None, why: str | None, done_on: date
) -> str | None:
    """Settle what became of the print that the paper has; return the reason as the new entry keeps it."""
    if not paper.was_printed:
        return why
    before = paper.printed
    if before is not None and earlier is None:
        on = f" trên phôi số {before.blank_number}" if before.blank_number else ""
        raise PrintedAlready(
            f"Giấy này đã ghi in ngày {before.done_on:%d/%m/%Y}{on}. Để in lại, hãy cho biết bản đó hỏng hay mất.",
            field="earlier",
        )
    if why is None:
        raise Refusal("Hãy nêu lý do in lại.", field="reason")
    if before is not None and earlier is Earlier.SPOILED and before.blank_number is not None:
        _spoil(act, before.blank_number, done_on, why)
    return f"Bản in trước bị mất: {why}" if before is not None and earlier is Earlier.LOST else why


def _check_free(act: Act, numbers: Iterable[str]) -> None:
    for entry in print_ledger.blanks(act.session, list(numbers)):
        if entry.kind is PrintKind.SPOILED:
            raise BlankTaken(f"Phôi số {entry.blank_number} đã ghi hỏng ({entry.reason}).", field="blank_number")
        raise BlankTaken(
            f"Phôi số {entry.blank_number} đã dùng in giấy {entry.number or 'không rõ số'} ({entry.subject}).",
            field="blank_number",
        )


def _spoil(act: Act, number: str, done_on: date, why: str) -> None:
    entries = print_ledger.blanks(act.session, [number])
    if any(one.kind is PrintKind.SPOILED for one in entries):
        raise BlankTaken(f"Phôi số {number} đã được ghi hỏng từ trước.", field="blank_number")
    borne = next((_found(act, one.paper, on=done_on) for one in entries if one.paper is not None), None)
    _write(act, PrintKind.SPOILED, borne, number, done_on, why)


def _write(
    act: Act, kind: PrintKind, paper: PrintablePaper | None, number: str | None, done_on: date, reason: str | None
) -> None:
    act.add(
        PrintEntry(
            kind=kind,
            certificate_id=paper.certificate_id if paper else None,
            merit_certificate_id=paper.merit_certificate_id if paper else None,
            blank_number=number,
            taken_back_before=print_ledger.taken_back_before(act.session, kind, number) if number else 0,
            done_on=done_on,
            reason=reason,
            recorded_at=act.at,
            by_id=act.actor.account_id,
        )
    )
