"""Commands about what becomes of producers: new names, mergers, splits, dissolution, erasure of personal data."""

from datetime import date
from typing import Any

import click

from registry.cli.command import as_account
from registry.cli.finding import producer_named, product_named
from registry.cli.options import new_name, reason, reason_asked, since
from registry.cli.printing import say
from registry.cli.producers import producer, which
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.usecases import erasure, producer_fates, renaming


@producer.command("rename")
@as_account
@which
@new_name
def rename(actor: Actor, /, producer: str, **said: Any) -> None:
    """Ghi tên mới của chủ thể kể từ một ngày; giấy cũ giữ tên cũ."""
    renaming.rename_producer(actor=actor, producer=producer_named(producer), **said)
    say("Đã ghi tên mới.")


@producer.command("merge")
@as_account
@click.argument("producers", metavar="CHỦ-THỂ…", nargs=-1, required=True)
@click.option("--into", metavar="CHỦ-THỂ", required=True, help="Chủ thể nhận sáp nhập, còn hoạt động tiếp.")
@since
@reason
def merge(actor: Actor, producers: tuple[str, ...], into: str, on: date, reason: str | None) -> None:
    """Sáp nhập các chủ thể vào một chủ thể khác; sản phẩm chuyển theo."""
    producer_fates.merge_producers(
        actor=actor, olds=[producer_named(one) for one in producers], into=producer_named(into), on=on, reason=reason
    )
    say("Đã ghi sáp nhập.")


@producer.command("split")
@as_account
@which
@click.option("--to", "successors", metavar="CHỦ-THỂ", multiple=True, required=True, help="Chủ thể mới; nêu nhiều lần.")
@click.option(
    "--give",
    "given",
    metavar="SẢN-PHẨM CHỦ-THỂ",
    nargs=2,
    multiple=True,
    help="Giao sản phẩm cho chủ thể mới; nêu nhiều lần.",
)
@click.option("--goes-on", is_flag=True, help="Chủ thể cũ vẫn hoạt động (tách); không nêu thì chấm dứt (chia).")
@since
@reason
def split(
    actor: Actor,
    producer: str,
    successors: tuple[str, ...],
    given: tuple[tuple[str, str], ...],
    goes_on: bool,
    on: date,
    reason: str | None,
) -> None:
    """Chia, tách một chủ thể và giao sản phẩm của nó cho các chủ thể mới."""
    old = producer_named(producer)
    shares: dict[str, list[str]] = {producer_named(one): [] for one in successors}
    for product, to in given:
        new = producer_named(to)
        if new not in shares:
            raise Refusal(f"“{to}” không phải chủ thể mới đã nêu bằng --to.")
        shares[new].append(product_named(product, of=old))
    producer_fates.split_producer(actor=actor, old=old, shares=shares, on=on, old_goes_on=goes_on, reason=reason)
    say("Đã ghi tách chủ thể." if goes_on else "Đã ghi chia chủ thể.")


@producer.command("dissolve")
@as_account
@which
@since
@reason
def dissolve(actor: Actor, producer: str, on: date, reason: str | None) -> None:
    """Ghi chủ thể giải thể, chấm dứt hoạt động; giấy chứng nhận chỉ thu hồi bằng quyết định."""
    producer_fates.dissolve_producer(actor=actor, producer=producer_named(producer), on=on, reason=reason)
    say("Đã ghi chấm dứt hoạt động.")


@producer.command("reopen")
@as_account
@which
@reason_asked
def reopen(actor: Actor, producer: str, reason: str) -> None:
    """Bỏ việc giải thể đã ghi nhầm."""
    producer_fates.reopen_producer(actor=actor, producer=producer_named(producer), reason=reason)
    say("Đã mở lại chủ thể.")


@producer.command("erase")
@as_account
@which
@click.option("--ground", metavar="CĂN-CỨ", required=True, help="Căn cứ, ví dụ yêu cầu của người đại diện.")
@click.option("--with-public-contacts", is_flag=True, help="Xóa cả liên hệ đã công khai.")
def erase(actor: Actor, producer: str, ground: str, with_public_contacts: bool) -> None:
    """Xóa hẳn dữ liệu cá nhân của người đại diện, cả trong các bản cũ; không lấy lại được."""
    gone = erasure.erase_person(
        actor=actor, producer=producer_named(producer), ground=ground, with_public_contacts=with_public_contacts
    )
    say(f"Đã xóa dữ liệu cá nhân; {gone} bản ghi cũ được xóa theo.")
