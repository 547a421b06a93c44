"""Commands about the annex as it was signed."""

from pathlib import Path

import click
from sqlalchemy import select

from registry.cli.command import as_account, word
from registry.cli.decisions import decision, which
from registry.cli.finding import decision_named
from registry.cli.options import reason_asked
from registry.cli.printing import finish, say, say_table
from registry.cli.values import EXISTING_FILE
from registry.models.decision import Decision
from registry.queries import signed_annexes as queries
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import signed_annexes

DIFFERS = 3
"""Exit code where the two differ."""


@decision.command("compare-annex")
@as_account
@which
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
@click.option("--text", "is_text", is_flag=True, help="Đọc tệp như chữ dán vào, không theo kiểu tệp.")
def compare_annex(actor: Actor, decision: str, file: Path, is_text: bool) -> None:
    """Đối chiếu phụ lục đã ký (xlsx, docx, pdf, hoặc chữ) với phụ lục trong sổ; mã thoát 3 khi có điểm khác."""
    public_id = decision_named(decision)
    if is_text:
        text = file.read_bytes().decode("utf-8-sig", "replace")
        signed_annexes.compare_text(actor=actor, decision=public_id, text=text)
    else:
        signed_annexes.compare_file(actor=actor, decision=public_id, content=file.read_bytes(), filename=file.name)
    with reading() as session:
        row = session.scalars(select(Decision).where(Decision.public_id == public_id)).one()
        held = queries.latest(session, row)
    if held is None or not held.differences:
        say("Phụ lục đã ký khớp với sổ.")
        return
    say_table(
        ("Dòng", "Điểm khác", "Trong sổ", "Trong bản đã ký", "Chỗ"),
        [(one.position or "-", word(one.kind), one.ours, one.theirs, one.place) for one in held.differences],
    )
    finish(DIFFERS)


@decision.command("accept-annex")
@as_account
@which
@reason_asked
def accept_annex(actor: Actor, decision: str, reason: str) -> None:
    """Chấp nhận phụ lục đã ký khác sổ hoặc không đối chiếu; chỉ người duyệt không tham gia soạn."""
    signed_annexes.override(actor=actor, decision=decision_named(decision), reason=reason)
    say("Đã ghi lý do chấp nhận.")
