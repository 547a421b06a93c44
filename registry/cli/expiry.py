"""Commands about certificates that run out: what and when, reminders, letters, lists, what was sent on paper."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from registry import clock
from registry.cli.command import as_account, registry, with_register, word
from registry.cli.finding import certificate_named
from registry.cli.options import declared
from registry.cli.printing import as_json, say, say_json, say_table, write_file
from registry.cli.values import DAY, NEW_FILE, Code, codes
from registry.documents import expiry_lists, expiry_notice
from registry.documents.expiry_lists import round_words
from registry.models.expiry import ExpiryWord
from registry.queries import expiry_plan
from registry.queries.expiry_plan import Expiring, Plan
from registry.rules.expiry_planning import LapsedFor, PlanStage, Quarter
from registry.rules.permissions import Actor
from registry.transaction import Session, reading
from registry.usecases import calendar_feeds, expiry_notices
from registry.usecases.founding import SYSTEM

_QUARTER = re.compile(r"(\d{4})-([1-4])")


class _QuarterType(click.ParamType[Quarter]):
    """A quarter written as 2027-1."""

    name = "quarter"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Quarter:
        if isinstance(value, Quarter):
            return value
        written = _QUARTER.fullmatch(str(value).strip())
        if written is None:
            self.fail(f"{value!r} không phải là quý; hãy ghi như 2027-1.", param, ctx)
        return Quarter(year=int(written[1]), number=int(written[2]))


chosen = declared(
    click.option("--quarter", metavar="QUÝ", type=_QuarterType(), help="Chỉ giấy hết hạn trong quý này, ví dụ 2027-1."),
    click.option("--stage", metavar="BƯỚC", type=Code(PlanStage), help=f"Chỉ bước này: {codes(PlanStage)}."),
)
out_file = click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp sẽ ghi.")


@registry.group("expiry")
def expiry() -> None:
    """Giấy sắp hết hạn: danh sách, thư nhắc, thông báo, thư mời, giấy đã hết hạn, lịch."""


@expiry.command("list")
@with_register
@chosen
@as_json
def list_expiring(quarter: Quarter | None, stage: PlanStage | None, wants_json: bool) -> None:
    """Liệt kê sản phẩm theo ngày hết hạn của giấy; giấy đã hết hạn chưa giải quyết đứng sau."""
    with reading() as session:
        rows = _rows(session, quarter, stage)
    if wants_json:
        say_json([_plain(row) for row in rows])
        return
    say_table(
        ("HẾT NGÀY", "BƯỚC", "ĐỢT", "SẢN PHẨM", "CHỦ THỂ", "XÃ, PHƯỜNG"),
        [
            (
                f"{row.last:%d/%m/%Y}" if row.last else "không rõ",
                word(row.stage),
                round_words(row),
                row.product_name,
                row.producer_name,
                row.commune_name,
            )
            for row in rows
        ],
    )


@expiry.command("rounds")
@with_register
def rounds() -> None:
    """So số sản phẩm phải đánh giá lại với số hồ sơ mỗi đợt làm được."""
    with reading() as session:
        found = _plan(session)
    say_table(
        ("ĐỢT", "CHỐT HỒ SƠ TRƯỚC", "SẢN PHẨM", "LÀM ĐƯỢC", "VƯỢT"),
        [
            (
                f"{one.round.number}/{one.round.year}",
                f"{one.round.filed_before:%d/%m/%Y}",
                one.expected,
                "chưa đặt" if one.capacity is None else one.capacity,
                one.over,
            )
            for one in found.loads
        ],
    )
    say(f"Ngoài các đợt: {found.between} sản phẩm.")


@expiry.command("remind")
@with_register
def remind() -> None:
    """Lập các thư nhắc đã đến lúc; mỗi thư chỉ lập một lần, chạy lại không sao."""
    done = expiry_notices.remind(actor=SYSTEM)
    say(f"Đã nhắc {done.certificates} sản phẩm bằng {done.letters} thư, trong đó {done.to_print} thư phải in.")


@expiry.command("letters")
@with_register
@chosen
@out_file
@click.option("--one-by-one", is_flag=True, help="Mỗi chủ thể một tệp, đóng gói zip; không nêu thì một tệp PDF để in.")
def letters(quarter: Quarter | None, stage: PlanStage | None, out: Path, one_by_one: bool) -> None:
    """Vẽ thông báo hết hạn gửi các chủ thể."""
    with reading() as session:
        rows = _good(_rows(session, quarter, stage))
        _, content = (expiry_notice.zipped if one_by_one else expiry_notice.merged)(session, rows)
    write_file(out, content)
    say(f"Đã ghi {out}: {len(expiry_notice.by_holder(rows))} chủ thể, {len(rows)} sản phẩm.")


@expiry.command("invitations")
@with_register
@chosen
@out_file
def invitations(quarter: Quarter | None, stage: PlanStage | None, out: Path) -> None:
    """Vẽ danh sách mời nộp hồ sơ đánh giá lại."""
    with reading() as session:
        rows = [row for row in _good(_rows(session, quarter, stage)) if row.is_to_file]
        _, content = expiry_lists.invitations(session, rows)
    write_file(out, content)
    say(f"Đã ghi {out}: {len(rows)} sản phẩm.")


@expiry.command("lapsed")
@with_register
@click.option(
    "--for",
    "purpose",
    metavar="MỤC-ĐÍCH",
    type=Code(LapsedFor),
    default=LapsedFor.INFORMATION.value,
    help=f"Để làm gì: {codes(LapsedFor)}.",
)
@out_file
def lapsed(purpose: LapsedFor, out: Path) -> None:
    """Vẽ danh sách sản phẩm đã hết hạn, chưa có quyết định mới."""
    with reading() as session:
        found = _plan(session)
        _, content = expiry_lists.lapsed(session, found.lapsed, purpose=purpose, on=found.on)
    write_file(out, content)
    say(f"Đã ghi {out}: {len(found.lapsed)} sản phẩm.")


@expiry.command("mark")
@as_account
@click.argument("kind", metavar="LOẠI", type=Code(ExpiryWord))
@click.argument("certificates", metavar="GIẤY…", nargs=-1, required=True)
@click.option("--on", "told_on", metavar="NGÀY", required=True, type=DAY, help="Ngày gửi bản giấy.")
def mark(actor: Actor, kind: ExpiryWord, certificates: tuple[str, ...], told_on: date) -> None:
    """Ghi đã gửi bản giấy: LOẠI là notice (thông báo) hoặc invitation (thư mời)."""
    named = [certificate_named(one).public_id for one in certificates]
    done = expiry_notices.write_down(actor=actor, kind=kind, certificates=named, told_on=told_on)
    say(f"Đã ghi {done.now} giấy; {done.before} giấy đã ghi từ trước.")


@expiry.group("calendar")
def calendar() -> None:
    """Địa chỉ lịch riêng của một tài khoản."""


@calendar.command("open")
@as_account
def open_calendar(actor: Actor) -> None:
    """Lập địa chỉ lịch mới và in ra một lần này; địa chỉ trước đó ngừng dùng."""
    secret = calendar_feeds.open_feed(actor=actor)
    with reading() as session:
        say(calendar_feeds.address_of(session, secret))


@calendar.command("end")
@as_account
def end_calendar(actor: Actor) -> None:
    """Ngừng địa chỉ lịch đang dùng."""
    calendar_feeds.end_feed(actor=actor)
    say("Đã ngừng địa chỉ lịch.")


def _plan(session: Session) -> Plan:
    return expiry_plan.plan(session, on=clock.today())


def _rows(session: Session, quarter: Quarter | None, stage: PlanStage | None) -> list[Expiring]:
    return [
        row
        for row in _plan(session).rows
        if (quarter is None or row.quarter == quarter) and (stage is None or row.stage is stage)
    ]


def _good(rows: list[Expiring]) -> list[Expiring]:
    """Leave out what has lapsed: nobody is told that it will run out, nor invited in its days of filing."""
    return [row for row in rows if not row.is_over]


def _plain(row: Expiring) -> dict[str, Any]:
    names = ("certificate", "number", "stars", "product", "product_name", "producer", "producer_name", "commune_name")
    filing = row.days.filing if row.days else None
    return {
        **{name: getattr(row, name) for name in names},
        "last": row.last,
        "next_from": row.next_from,
        "file_from": filing and filing.first,
        "file_by": filing and filing.last,
        "notify_by": row.days and row.days.notify_by,
        "round": round_words(row),
        "stage": row.stage,
        "told": [{"kind": one.kind, "months": one.months, "on": one.on} for one in row.told],
    }
