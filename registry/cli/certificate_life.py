"""Commands that do something with a certificate without a decision: moves, extensions, and scans."""

from datetime import date
from pathlib import Path

import click

from registry.cli.certificates import certificate, which
from registry.cli.command import as_account, word
from registry.cli.finding import certificate_named
from registry.cli.options import reason, reason_asked, since
from registry.cli.printing import say
from registry.cli.values import DAY, EXISTING_FILE
from registry.rules.certificate_life import MoveKind
from registry.rules.permissions import Actor
from registry.usecases import extending, scans, standings

follows = click.option(
    "--document", metavar="VĂN_BẢN", required=True, help="Quyết định, văn bản hoặc đơn làm căn cứ: loại, số, ngày."
)


@certificate.command("suspend")
@as_account
@which
@since
@follows
@reason_asked
def suspend(actor: Actor, certificate: str, on: date, document: str, reason: str) -> None:
    """Tạm dừng hiệu lực, nếu thiết lập có nêu căn cứ."""
    _move(actor, certificate, MoveKind.SUSPENDED, on, document, reason)


@certificate.command("reinstate")
@as_account
@which
@since
@follows
@reason_asked
def reinstate(actor: Actor, certificate: str, on: date, document: str, reason: str) -> None:
    """Khôi phục hiệu lực đã tạm dừng, nếu thiết lập có nêu căn cứ."""
    _move(actor, certificate, MoveKind.REINSTATED, on, document, reason)


@certificate.command("withdraw")
@as_account
@which
@since
@follows
@reason_asked
def withdraw(actor: Actor, certificate: str, on: date, document: str, reason: str) -> None:
    """Ghi chủ thể tự nguyện thôi sử dụng giấy, nếu thiết lập có nêu căn cứ."""
    _move(actor, certificate, MoveKind.WITHDRAWN, on, document, reason)


@certificate.command("extend")
@as_account
@which
@click.option("--until", metavar="NGÀY", type=DAY, help="Đến hết ngày nào; không nêu thì lâu nhất được phép.")
@reason
def extend(actor: Actor, certificate: str, until: date | None, reason: str | None) -> None:
    """Kéo dài hiệu lực theo Điều 12 QĐ 26/2026, trong khi hồ sơ đánh giá lại chưa có kết quả."""
    row = certificate_named(certificate)
    last = extending.extend(actor=actor, certificate=row.public_id, until=until, reason=reason)
    say(f"Đã kéo dài hiệu lực của {row.number or row.lookup_code} đến hết ngày {last:%d/%m/%Y}.")


@certificate.command("end-extension")
@as_account
@which
@since
@reason_asked
def end_extension(actor: Actor, certificate: str, on: date, reason: str) -> None:
    """Kết thúc việc kéo dài vì đánh giá lại không có kết quả; --on là ngày có kết quả hoặc ngày rút hồ sơ."""
    row = certificate_named(certificate)
    last = extending.end(actor=actor, certificate=row.public_id, result_on=on, reason=reason)
    say(f"Đã ghi {row.number or row.lookup_code}: ngày cuối cùng có hiệu lực là {last:%d/%m/%Y}.")


def _move(actor: Actor, named: str, kind: MoveKind, on: date, document: str, reason: str) -> None:
    row = certificate_named(named)
    standings.move(actor=actor, certificate=row.public_id, kind=kind, effective_on=on, document=document, reason=reason)
    say(f"Đã ghi {row.number or row.lookup_code}: {word(kind)} từ {on:%d/%m/%Y}.")


@certificate.command("attach-scan")
@as_account
@which
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
def attach_scan(actor: Actor, certificate: str, file: Path) -> None:
    """Lưu bản quét PDF của một giấy do nơi khác cấp."""
    row = certificate_named(certificate)
    scans.attach(actor=actor, certificate=row.public_id, content=file.read_bytes(), filename=file.name)
    say(f"Đã lưu bản quét của {row.number or row.lookup_code}.")
