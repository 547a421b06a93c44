"""Commands about decisions: from draft to effect, each step by the person who may take it."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from registry.cli.command import as_account, as_json, registry, say, say_json, say_table, warn, with_register, word
from registry.cli.finding import decision_named
from registry.cli.values import DAY, Code, codes
from registry.queries import decisions as questions
from registry.queries.decisions import DecisionDetail, DecisionItem
from registry.queries.listing import ListRequest
from registry.rules.decision_life import DecisionKind
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor
from registry.rules.stars import from_hundredths
from registry.transaction import reading
from registry.usecases import certification, deciding, drafting

which = click.argument("decision", metavar="QUYẾT-ĐỊNH")
reason = click.option("--reason", metavar="LÝ-DO", required=True, help="Lý do, ghi vào nhật ký.")


@registry.group("decision")
def decision() -> None:
    """Quyết định: dự thảo, kiểm tra, duyệt, nhập số và ngày ký, đưa vào hiệu lực.

    QUYẾT-ĐỊNH là mã của quyết định (lệnh draft in ra) hoặc số của quyết định, ví dụ 1757/QĐ-UBND.
    """


@decision.command("draft")
@as_account
@click.option("--kind", metavar="LOẠI", required=True, type=Code(DecisionKind), help=f"Loại: {codes(DecisionKind)}.")
@click.option("--title", metavar="TRÍCH-YẾU", required=True, help="Trích yếu.")
@click.option("--round", "round_no", metavar="ĐỢT", type=int, help="Đợt đánh giá.")
@click.option("--year", "round_year", metavar="NĂM", type=int, help="Năm của đợt.")
@click.option("--instrument", metavar="VĂN-BẢN", type=Code(Instrument), help=f"Bộ tiêu chí: {codes(Instrument)}.")
@click.option("--corrects", metavar="QUYẾT-ĐỊNH", help="Quyết định được đính chính.")
@click.option("--valid-from", metavar="NGÀY", type=DAY, help="Ngày bắt đầu, nếu khác ngày ký.")
@click.option("--valid-until", metavar="NGÀY", type=DAY, help="Ngày hết hạn, nếu khác 36 tháng.")
@click.option("--validity-ground", metavar="CĂN-CỨ", help="Căn cứ của thời hạn khác.")
def draft(actor: Actor, /, corrects: str | None, **heading: Any) -> None:
    """Lập một dự thảo quyết định và in mã của nó."""
    say(drafting.draft(actor=actor, corrects=decision_named(corrects) if corrects else None, **heading))


@decision.command("list")
@with_register
@as_json
def list_decisions(wants_json: bool) -> None:
    """Liệt kê các quyết định."""
    with reading() as session:
        found = questions.page(session, ListRequest().everything()).rows
    if wants_json:
        say_json(list(found))
        return
    titles = ("MÃ", "SỐ", "NGÀY KÝ", "LOẠI", "TRẠNG THÁI", "DÒNG", "TRÍCH YẾU")
    say_table(titles, [_cells(item) for item in found])


def _cells(item: DecisionItem) -> tuple[object, ...]:
    signed = f"{item.signed_on:%d/%m/%Y}" if item.signed_on else ""
    kind, state = word(item.kind), word(item.state)
    return item.public_id, item.number or "", signed, kind, state, item.entries, item.title


@decision.command("show")
@with_register
@which
@as_json
def show(decision: str, wants_json: bool) -> None:
    """In một quyết định và phụ lục của nó."""
    with reading() as session:
        found = questions.decision(session, decision_named(decision))
        assert found is not None  # noqa: S101 - it was just named
    row = found.decision
    if wants_json:
        say_json(_as_json(found))
        return
    say(f"{row.public_id}  {row.number or 'chưa có số'}  {word(row.kind)}  {word(row.state)}")
    say(row.title)
    for line in found.lines:
        score = "không có điểm" if line.score is None else f"{from_hundredths(line.score)} điểm".replace(".", ",")
        say(f"  {line.position}. {line.product_name} — {line.producer_name} — {line.stars or '?'} sao, {score}")
    for recipient in found.recipients:
        say(f"  {recipient.position}. {recipient.name}")


def _as_json(found: DecisionDetail) -> dict[str, Any]:
    row = found.decision
    return {
        "public_id": row.public_id,
        "number": row.number,
        "signed_on": row.signed_on,
        "kind": row.kind,
        "state": row.state,
        "title": row.title,
        "lines": [
            {"product": line.product_name, "producer": line.producer_name, "stars": line.stars, "score": line.score}
            for line in found.lines
        ],
        "recipients": [recipient.name for recipient in found.recipients],
    }


@decision.command("findings")
@with_register
@which
@as_json
def findings(decision: str, wants_json: bool) -> None:
    """In bảng kiểm tra: những điều chưa xử lý, mỗi điều kèm mã để xác nhận."""
    found = deciding.open_findings(decision_named(decision))
    if wants_json:
        say_json([{"key": one.key, "severity": one.severity, "text": one.text} for one in found])
        return
    for one in found:
        say(f"[{word(one.severity)}] {one.text}")
        say(f"    {one.key}")
    if not found:
        say("Không còn điều nào phải xử lý.")


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
@click.option(
    "--scan", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Bản quét PDF đã ký."
)
def sign(
    actor: Actor,
    decision: str,
    number: str,
    signed_on: date,
    signatory: str,
    authority_lines: str | None,
    scan: Path | None,
) -> None:
    """Nhập số, ngày ký, người ký và bản quét của quyết định đã ký."""
    deciding.sign(
        actor=actor,
        decision=decision_named(decision),
        number=number,
        signed_on=signed_on,
        signatory=signatory,
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
@reason
def reopen(actor: Actor, decision: str, reason: str) -> None:
    """Đưa quyết định chưa có hiệu lực về dự thảo để sửa."""
    deciding.reopen(actor=actor, decision=decision_named(decision), reason=reason)
    say("Đã đưa về dự thảo.")


@decision.command("cancel")
@as_account
@which
@reason
def cancel(actor: Actor, decision: str, reason: str) -> None:
    """Bỏ một quyết định chưa ký."""
    deciding.cancel(actor=actor, decision=decision_named(decision), reason=reason)
    say("Đã bỏ quyết định.")
