"""Commands that do something with a certificate without a decision: moves whose ground a setting names, and scans."""

from datetime import date
from pathlib import Path

import click

from registry.cli.certificates import certificate, which
from registry.cli.command import as_account, word
from registry.cli.finding import certificate_named
from registry.cli.options import reason_asked, since
from registry.cli.printing import say
from registry.cli.values import EXISTING_FILE
from registry.rules.certificate_life import MoveKind
from registry.rules.permissions import Actor
from registry.usecases import scans, standings


@certificate.command("suspend")
@as_account
@which
@since
@reason_asked
def suspend(actor: Actor, certificate: str, on: date, reason: str) -> None:
    """Tạm dừng hiệu lực, nếu thiết lập có nêu căn cứ."""
    _move(actor, certificate, MoveKind.SUSPENDED, on, reason)


@certificate.command("reinstate")
@as_account
@which
@since
@reason_asked
def reinstate(actor: Actor, certificate: str, on: date, reason: str) -> None:
    """Khôi phục hiệu lực đã tạm dừng, nếu thiết lập có nêu căn cứ."""
    _move(actor, certificate, MoveKind.REINSTATED, on, reason)


@certificate.command("withdraw")
@as_account
@which
@since
@reason_asked
def withdraw(actor: Actor, certificate: str, on: date, reason: str) -> None:
    """Ghi chủ thể tự nguyện thôi sử dụng giấy, nếu thiết lập có nêu căn cứ."""
    _move(actor, certificate, MoveKind.WITHDRAWN, on, reason)


def _move(actor: Actor, named: str, kind: MoveKind, on: date, reason: str) -> None:
    row = certificate_named(named)
    standings.move(actor=actor, certificate=row.public_id, kind=kind, effective_on=on, reason=reason)
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
