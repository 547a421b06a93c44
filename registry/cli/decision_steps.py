"""Commands that take a decision from draft to effect, each step by the person who may take it."""

from datetime import date
from pathlib import Path

import click

from registry.cli.command import as_account
from registry.cli.decisions import decision, which
from registry.cli.finding import decision_named
from registry.cli.options import reason_asked
from registry.cli.printing import say, warn
from registry.cli.values import DAY, EXISTING_FILE
from registry.rules.permissions import Actor
from registry.usecases import certification, deciding


@decision.command("acknowledge")
@as_account
@which
@click.argument("key", metavar="MÃ")
def acknowledge(actor: Actor, decision: str, key: str) -> None:
    """Xác nhận đã xem một điều trong bảng kiểm tra và vẫn giữ như vậy."""
    deciding.acknowledge(actor=actor, decision=decision_named(decision), finding_key=key)
    say("Đã xác nhận.")


@decision.command("check")
@as_account
@which
def check(actor: Actor, decision: str) -> None:
    """Chốt dự thảo đã kiểm tra xong."""
    deciding.check(actor=actor, decision=decision_named(decision))
    say("Đã chốt; chờ người thứ hai duyệt.")


@decision.command("approve")
@as_account
@which
def approve(actor: Actor, decision: str) -> None:
    """Duyệt, với tư cách người thứ hai; người soạn không duyệt được."""
    deciding.approve(actor=actor, decision=decision_named(decision))
    say("Đã duyệt; trình ký.")


@decision.command("sign")
@as_account
@which
@click.option("--number", metavar="SỐ", required=True, help="Số của quyết định đã ký.")
@click.option("--on", "signed_on", metavar="NGÀY", required=True, type=DAY, help="Ngày ký.")
@click.option("--signatory", metavar="HỌ-TÊN", required=True, help="Người ký.")
@click.option("--authority-lines", metavar="CHỮ", help="Các dòng thẩm quyền và chức vụ, cách nhau bằng dấu |.")
@click.option("--office", "signatory_office", metavar="CHỨC-VỤ", help="Chức vụ người ký.")
@click.option("--scan", metavar="TỆP", type=EXISTING_FILE, help="Bản quét PDF đã ký.")
def sign(
    actor: Actor,
    decision: str,
    number: str,
    signed_on: date,
    signatory: str,
    authority_lines: str | None,
    signatory_office: str | None,
    scan: Path | None,
) -> None:
    """Nhập số, ngày ký, người ký và bản quét của quyết định đã ký."""
    deciding.sign(
        actor=actor,
        decision=decision_named(decision),
        number=number,
        signed_on=signed_on,
        signatory=signatory,
        signatory_office=signatory_office,
        authority_lines="\n".join(authority_lines.split("|")) if authority_lines else None,
        scan=scan.read_bytes() if scan else None,
        scan_name=scan.name if scan else "",
    )
    say(f"Đã nhập quyết định số {number}.")


@decision.command("put-in-effect")
@as_account
@which
def put_in_effect(actor: Actor, decision: str) -> None:
    """Đưa quyết định đã ký vào hiệu lực: cấp mọi giấy của nó, hoặc không giấy nào."""

    def report(done: int, total: int) -> None:
        if done == total or done % 50 == 0:
            warn(f"Đã vẽ {done}/{total} giấy")

    outcome = certification.put_in_effect(actor=actor, decision=decision_named(decision), report=report)
    if outcome.was_in_effect:
        say("Quyết định đã có hiệu lực từ trước; không cấp gì thêm.")
        return
    say(
        f"Đã có hiệu lực: {outcome.certificates} giấy chứng nhận, "
        f"{outcome.merit_certificates} bằng khen, {outcome.moves} thay đổi hiệu lực."
    )


@decision.command("reopen")
@as_account
@which
@reason_asked
def reopen(actor: Actor, decision: str, reason: str) -> None:
    """Đưa quyết định chưa có hiệu lực về dự thảo để sửa."""
    deciding.reopen(actor=actor, decision=decision_named(decision), reason=reason)
    say("Đã đưa về dự thảo.")


@decision.command("cancel")
@as_account
@which
@reason_asked
def cancel(actor: Actor, decision: str, reason: str) -> None:
    """Bỏ một quyết định chưa ký."""
    deciding.cancel(actor=actor, decision=decision_named(decision), reason=reason)
    say("Đã bỏ quyết định.")
