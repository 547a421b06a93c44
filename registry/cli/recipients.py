"""Commands about the recipients of an award decision."""

from dataclasses import replace
from datetime import date
from typing import Any

import click

from registry.cli.command import as_account, with_register, word
from registry.cli.decisions import decision, detail_named, which
from registry.cli.finding import decision_named, numbered, producer_named
from registry.cli.options import LEAVES_AS_IT_IS, place_in_order
from registry.cli.printing import as_json, say, say_json, say_table
from registry.cli.values import DAY, Code, changes, codes, moved
from registry.models.award import RecipientKind
from registry.queries.annexes import AnnexRecipient
from registry.queries.decisions import DecisionDetail
from registry.rules.permissions import Actor
from registry.usecases import awarding
from registry.usecases.awarding import Recipient

which_recipient = click.argument("recipient", metavar="SỐ-THỨ-TỰ")
as_of = click.option("--on", metavar="NGÀY", type=DAY, help="Lấy tên và địa chỉ của chủ thể vào ngày này.")
KINDS = f"Đối tượng: {codes(RecipientKind)}."
OF_PRODUCER = "Mã, mã số thuế hoặc tên đúng của chủ thể, nếu là chủ thể."


@decision.command("add-recipient")
@as_account
@which
@click.option("--kind", metavar="LOẠI", required=True, type=Code(RecipientKind), help=KINDS)
@click.option("--name", metavar="TÊN", default="", help="Tên; bỏ trống thì lấy tên của chủ thể.")
@click.option("--address", metavar="ĐỊA-CHỈ", help="Địa chỉ; bỏ trống thì lấy của chủ thể.")
@click.option("--achievement", metavar="THÀNH-TÍCH", required=True, help="Thành tích, in trên bằng khen.")
@click.option("--producer", metavar="CHỦ-THỂ", help=OF_PRODUCER)
@as_of
def add_recipient(
    actor: Actor,
    decision: str,
    kind: RecipientKind,
    name: str,
    address: str | None,
    achievement: str,
    producer: str | None,
    on: date | None,
) -> None:
    """Thêm một đối tượng vào quyết định khen thưởng."""
    recipient = Recipient(
        kind=kind,
        name=name,
        address=address,
        achievement=achievement,
        producer=producer_named(producer) if producer else None,
        on=on,
    )
    awarding.add_recipients(actor=actor, decision=decision_named(decision), recipients=[recipient])
    say("Đã thêm một đối tượng.")


@decision.command("recipients")
@with_register
@which
@as_json
def list_recipients(decision: str, wants_json: bool) -> None:
    """Liệt kê các đối tượng của quyết định khen thưởng."""
    found = detail_named(decision).recipients
    if wants_json:
        say_json(list(found))
        return
    rows = [(one.position, word(one.kind), one.name, one.number or "", one.achievement) for one in found]
    say_table(("SỐ", "ĐỐI TƯỢNG", "TÊN", "SỐ BẰNG KHEN", "THÀNH TÍCH"), rows)


@decision.command("change-recipient", epilog=LEAVES_AS_IT_IS)
@as_account
@which
@which_recipient
@click.option("--kind", metavar="LOẠI", type=Code(RecipientKind), help=KINDS)
@click.option("--name", metavar="TÊN", help="Tên; chữ trống thì lấy tên của chủ thể.")
@click.option("--address", metavar="ĐỊA-CHỈ", help="Địa chỉ; chữ trống thì không ghi địa chỉ.")
@click.option("--achievement", metavar="THÀNH-TÍCH", help="Thành tích, in trên bằng khen.")
@click.option("--producer", metavar="CHỦ-THỂ", help=OF_PRODUCER)
@as_of
def change_recipient(actor: Actor, /, decision: str, recipient: str, **said: Any) -> None:
    """Sửa một đối tượng của quyết định khen thưởng, gọi theo số thứ tự."""
    found = detail_named(decision)
    row = _recipient(found, recipient)
    given = changes(said)
    if given.get("producer"):
        given["producer"] = producer_named(given["producer"])
    now = Recipient(
        kind=row.kind, name=row.name, address=row.address or "", achievement=row.achievement, producer=row.producer
    )
    awarding.amend_recipient(
        actor=actor, decision=found.decision.public_id, recipient=row.public_id, values=replace(now, **given)
    )
    say(f"Đã sửa đối tượng {row.position}.")


@decision.command("remove-recipient")
@as_account
@which
@which_recipient
def remove_recipient(actor: Actor, decision: str, recipient: str) -> None:
    """Bỏ một đối tượng khỏi quyết định khen thưởng; những đối tượng sau được đánh số lại."""
    found = detail_named(decision)
    row = _recipient(found, recipient)
    awarding.remove_recipient(actor=actor, decision=found.decision.public_id, recipient=row.public_id)
    say(f"Đã bỏ đối tượng {row.position}: {row.name}.")


@decision.command("move-recipient")
@as_account
@which
@which_recipient
@place_in_order
def move_recipient(actor: Actor, decision: str, recipient: str, place: int) -> None:
    """Chuyển một đối tượng đến số thứ tự khác."""
    found = detail_named(decision)
    row = _recipient(found, recipient)
    order = moved([one.public_id for one in found.recipients], row.public_id, place)
    awarding.reorder_recipients(actor=actor, decision=found.decision.public_id, order=order)
    say(f"Đã chuyển “{row.name}” đến số {order.index(row.public_id) + 1}.")


def _recipient(found: DecisionDetail, named: str) -> AnnexRecipient:
    missing = f"Danh sách khen thưởng không có số “{named}”; có {len(found.recipients)} đối tượng."
    return numbered(found.recipients, named, missing=missing)
