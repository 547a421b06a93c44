"""Commands of the print ledger: what was printed on which blank, and who was handed a paper outside an event."""

from datetime import date

import click
from sqlalchemy import select

from registry.cli.command import as_account, registry, with_register, word
from registry.cli.finding import certificate_named, decision_named
from registry.cli.options import reason_asked
from registry.cli.printing import as_json, say, say_json, say_table
from registry.cli.values import DAY
from registry.models.award import MeritCertificate
from registry.queries import print_ledger as ledger
from registry.queries.listing import ListRequest
from registry.queries.print_ledger import PrintLine
from registry.rules.permissions import Actor
from registry.rules.search_key import clean
from registry.transaction import reading
from registry.usecases import handing_over, print_ledger
from registry.usecases.print_ledger import Earlier

which = click.argument("paper", metavar="GIẤY")
printed_on = click.option("--on", "done_on", metavar="NGÀY", required=True, type=DAY, help="Ngày in hoặc ngày hỏng.")


@registry.group("print")
def print_() -> None:
    """Sổ in: giấy nào in trên phôi nào, phôi nào hỏng, giao sau hoặc ngoài lễ trao.

    GIẤY là số in trên giấy chứng nhận hay bằng khen, hoặc mã tra cứu.
    """


@print_.command("list")
@with_register
@click.argument("text", metavar="[CHỮ]", default="")
@as_json
def list_entries(text: str, wants_json: bool) -> None:
    """Liệt kê sổ in, hoặc tìm theo số phôi, số giấy, sản phẩm, lý do."""
    with reading() as session:
        lines = ledger.page(session, ListRequest(text=clean(text)).everything()).rows
    if wants_json:
        say_json(lines)
        return
    rows = [
        (one.blank_number or "-", _said(one), f"{one.done_on:%d/%m/%Y}", one.number or "-", one.subject, _why(one))
        for one in lines
    ]
    say_table(
        ("Phôi", "Nội dung", "Ngày", "Giấy", "Sản phẩm, người nhận", "Lý do"),
        [tuple(cell or "" for cell in row) for row in rows],
    )


@print_.command("record")
@as_account
@which
@printed_on
@click.option("--blank", metavar="SỐ-PHÔI", help="Số phôi; bỏ qua nếu in trên giấy không đánh số.")
@click.option("--spoiled", "earlier", flag_value="spoiled", help="In lại vì bản trước hỏng.")
@click.option("--lost", "earlier", flag_value="lost", help="In lại vì bản trước bị mất.")
@click.option("--reason", metavar="LÝ-DO", help="Lý do in lại.")
@click.option("--although-fallen", is_flag=True, help="Vẫn ghi in dù giấy không còn giá trị.")
def record(
    actor: Actor,
    paper: str,
    done_on: date,
    blank: str | None,
    earlier: str | None,
    reason: str | None,
    although_fallen: bool,
) -> None:
    """Ghi một giấy đã in, hoặc in lại, trên một phôi."""
    print_ledger.record(
        actor=actor,
        paper=_named(paper),
        blank=blank,
        done_on=done_on,
        earlier=Earlier(earlier) if earlier else None,
        reason=reason,
        although_fallen=although_fallen,
    )
    say("Đã ghi vào sổ in.")


@print_.command("record-all")
@as_account
@click.argument("decision", metavar="QUYẾT-ĐỊNH")
@click.option("--first", "first_blank", metavar="SỐ-PHÔI", required=True, help="Số phôi đầu tiên.")
@printed_on
def record_all(actor: Actor, decision: str, first_blank: str, done_on: date) -> None:
    """Ghi mọi giấy chưa in của một quyết định, theo thứ tự phụ lục, trên các phôi liên tiếp."""
    count = print_ledger.record_all(
        actor=actor, decision=decision_named(decision), first_blank=first_blank, done_on=done_on
    )
    say(f"Đã ghi {count} giấy đã in.")


@print_.command("spoil")
@as_account
@click.argument("blank", metavar="SỐ-PHÔI")
@printed_on
@reason_asked
def spoil(actor: Actor, blank: str, done_on: date, reason: str) -> None:
    """Ghi một phôi hỏng, đã in hay chưa."""
    print_ledger.spoil(actor=actor, blank=blank, done_on=done_on, reason=reason)
    say(f"Đã ghi phôi số {blank} hỏng.")


@print_.command("withdraw")
@as_account
@click.argument("entry", metavar="DÒNG")
@reason_asked
def withdraw(actor: Actor, entry: str, reason: str) -> None:
    """Rút một dòng sổ in ghi nhầm; DÒNG là mã của dòng do `print list --json` cho, số phôi dùng lại được."""
    print_ledger.take_back(actor=actor, entry=entry, reason=reason)
    say("Đã ghi dòng sổ in là ghi nhầm. Dòng ấy vẫn còn trong sổ.")


@print_.command("hand-over")
@as_account
@which
@click.option("--to", "handed_to", metavar="HỌ-TÊN", required=True, help="Người nhận.")
@click.option("--on", "handed_on", metavar="NGÀY", required=True, type=DAY, help="Ngày trao.")
@click.option("--note", metavar="GHI-CHÚ", help="Cách giao, hoặc lý do ghi lại.")
def hand_over(actor: Actor, paper: str, handed_to: str, handed_on: date, note: str | None) -> None:
    """Ghi giao một giấy sau lễ trao hoặc không qua lễ trao."""
    count = handing_over.record_later(
        actor=actor, paper=_named(paper), handed_to=handed_to, handed_on=handed_on, note=note
    )
    say("Đã ghi giao giấy." if count else "Việc giao này đã được ghi từ trước.")


@print_.command("take-back")
@as_account
@which
@reason_asked
def take_back(actor: Actor, paper: str, reason: str) -> None:
    """Ghi rằng một giấy thật ra chưa được giao; lần ghi trước vẫn còn trong sổ."""
    handing_over.take_back_later(actor=actor, paper=_named(paper), note=reason)
    say("Đã ghi lại giấy chưa giao.")


def _said(line: PrintLine) -> str:
    return f"{word(line.kind)} (ghi nhầm)" if line.taken_back else word(line.kind)


def _why(line: PrintLine) -> str | None:
    return line.taken_back.reason if line.taken_back else line.reason


def _named(named: str) -> str:
    """Return the public id of a certificate or merit certificate.

    :raises NotFound: if there is none.
    """
    with reading() as session:
        merit = session.scalar(select(MeritCertificate.public_id).where(MeritCertificate.number == clean(named)))
    return merit or certificate_named(named).public_id
