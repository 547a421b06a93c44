"""Commands about what producers propose."""

import json
from typing import Any

import click

from registry.cli.command import as_account, registry, with_register, word
from registry.cli.options import distinct
from registry.cli.printing import as_json, say, say_facts, say_json, say_table
from registry.queries import proposals as questions
from registry.queries.listing import ListRequest
from registry.rules.permissions import Actor
from registry.rules.proposal_life import ProposalState
from registry.rules.refusal import NotFound
from registry.transaction import reading
from registry.usecases import proposal_answers

which = click.argument("proposal", metavar="MÃ")


@registry.group("proposal")
def proposal() -> None:
    """Đề nghị của chủ thể: sửa tên, người đại diện, liên hệ, thông tin sản phẩm, thêm ảnh."""


@proposal.command("list")
@with_register
@click.option("--waiting", is_flag=True, help="Chỉ đề nghị chưa trả lời.")
@as_json
def list_proposals(waiting: bool, wants_json: bool) -> None:
    """Liệt kê đề nghị, đề nghị còn chờ trước."""
    asked = ListRequest(filters={"state": ProposalState.OPEN} if waiting else {}).everything()
    with reading() as session:
        found = questions.page(session, asked).rows
    if wants_json:
        say_json(list(found))
        return
    rows = [
        (one.public_id, word(one.state), word(one.field), one.producer_name, one.product_name or "") for one in found
    ]
    say_table(("MÃ", "TÌNH TRẠNG", "MỤC", "CHỦ THỂ", "SẢN PHẨM"), rows)


@proposal.command("show")
@with_register
@which
def show(proposal: str) -> None:
    """In một đề nghị: giá trị khi gửi, giá trị hiện nay trong sổ, giá trị đề nghị."""
    with reading() as session:
        row = questions.proposal(session, proposal)
        if row is None:
            raise NotFound(f"Không tìm thấy đề nghị “{proposal}”.")
        say(f"{word(row.field)}: {row.product.name if row.product else row.producer.name}")
        say_facts(
            [
                ("Chủ thể", row.producer.name),
                ("Tình trạng", word(row.state)),
                ("Khi gửi đề nghị", _text(row.seen)),
                ("Hiện nay trong sổ", _text(questions.value_now(row))),
                ("Đề nghị", _text(row.wanted)),
                ("Dùng tên từ ngày", row.since),
                ("Tệp ảnh", row.sha256),
                ("Lý do", row.reason),
            ]
        )


@proposal.command("accept")
@as_account
@which
@click.option("--despite", is_flag=True, help="Vẫn ghi, dù sổ đã thay đổi từ khi chủ thể gửi đề nghị.")
@distinct
def accept(actor: Actor, proposal: str, despite: bool, confirmed_distinct: bool) -> None:
    """Chấp nhận một đề nghị và ghi vào sổ."""
    proposal_answers.accept(actor=actor, proposal=proposal, despite=despite, confirmed_distinct=confirmed_distinct)
    say("Đã chấp nhận và ghi vào sổ.")


@proposal.command("refuse")
@as_account
@which
@click.option("--reason", metavar="LÝ-DO", required=True, help="Lý do; chủ thể đọc được.")
def refuse(actor: Actor, proposal: str, reason: str) -> None:
    """Trả lời không chấp nhận một đề nghị."""
    proposal_answers.refuse(actor=actor, proposal=proposal, reason=reason)
    say("Đã trả lời chủ thể.")


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
