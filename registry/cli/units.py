"""Commands about producing units and their products."""

from dataclasses import replace
from datetime import date

import click

from registry import clock
from registry.cli.command import as_account, as_json, registry, say, say_json, say_table, with_register
from registry.cli.values import DAY, Code, codes
from registry.law import classification
from registry.queries import producers, products
from registry.queries.listing import ListRequest
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.rules.search_key import clean
from registry.transaction import reading
from registry.usecases import registration, renaming
from registry.usecases.producer_facts import ProducerFacts
from registry.usecases.product_facts import PackingFacts, ProductFacts

distinct = click.option(
    "--distinct",
    "confirmed_distinct",
    is_flag=True,
    help="Xác nhận khác với những tên gần giống đã có.",
)
text = click.argument("text", metavar="[CHỮ]", default="")
INDUSTRIES = ", ".join(one.code for one in classification.industries())


@registry.group("producer")
def producer() -> None:
    """Chủ thể: đơn vị sản xuất, kinh doanh có sản phẩm OCOP."""


@producer.command("add")
@as_account
@click.argument("name", metavar="TÊN")
@click.option(
    "--kind", metavar="LOẠI", required=True, type=Code(ProducerKind), help=f"Loại hình: {codes(ProducerKind)}."
)
@click.option("--tax-number", metavar="SỐ", help="Mã số thuế hoặc số đăng ký kinh doanh.")
@click.option("--representative", metavar="HỌ-TÊN", help="Người đại diện.")
@click.option("--address", metavar="ĐỊA-CHỈ", help="Địa chỉ dưới cấp xã.")
@click.option("--commune", metavar="MÃ", help="Mã của xã, phường hiện nay.")
@click.option("--commune-then", metavar="MÃ", help="Mã của xã, phường trước ngày 01/7/2025.")
@distinct
def add_producer(actor: Actor, /, confirmed_distinct: bool, **said: str) -> None:
    """Thêm một chủ thể và in mã của nó."""
    facts = ProducerFacts(**said)  # type: ignore[arg-type]  # click has read each value by its own type
    say(registration.register_producer(actor=actor, facts=facts, confirmed_distinct=confirmed_distinct))


@producer.command("rename")
@as_account
@click.argument("producer", metavar="MÃ")
@click.argument("name", metavar="TÊN-MỚI")
@click.option("--on", metavar="NGÀY", required=True, type=DAY, help="Ngày mang tên mới.")
@distinct
def rename_producer(actor: Actor, producer: str, name: str, on: date, confirmed_distinct: bool) -> None:
    """Ghi tên mới của chủ thể kể từ một ngày; giấy cũ giữ tên cũ."""
    renaming.rename_producer(actor=actor, producer=producer, name=name, on=on, confirmed_distinct=confirmed_distinct)
    say("Đã ghi tên mới.")


@producer.command("list")
@with_register
@text
@as_json
def list_producers(text: str, wants_json: bool) -> None:
    """Liệt kê chủ thể, hoặc tìm theo tên, không cần dấu."""
    with reading() as session:
        found = producers.page(session, _asked(text), on=clock.today()).rows
    if wants_json:
        say_json(list(found))
        return
    rows = [(one.public_id, one.name, one.commune, one.products) for one in found]
    say_table(("MÃ", "TÊN", "XÃ, PHƯỜNG", "SẢN PHẨM"), rows)


@registry.group("product")
def product() -> None:
    """Sản phẩm của các chủ thể."""


@product.command("add")
@as_account
@click.argument("name", metavar="TÊN")
@click.option("--producer", metavar="MÃ", required=True, help="Mã của chủ thể.")
@click.option("--industry", metavar="NGÀNH", help=f"Ngành hàng: {INDUSTRIES}.")
@click.option("--packing", "packings", metavar="QUY-CÁCH", multiple=True, help="Quy cách đóng gói; nêu được nhiều lần.")
@distinct
def add_product(
    actor: Actor, name: str, producer: str, industry: str | None, packings: tuple[str, ...], confirmed_distinct: bool
) -> None:
    """Thêm một sản phẩm và in mã của nó."""
    facts = ProductFacts(name=name, industry=industry, packings=tuple(PackingFacts(label=label) for label in packings))
    say(
        registration.register_product(
            actor=actor, producer=producer, facts=facts, confirmed_distinct=confirmed_distinct
        )
    )


@product.command("list")
@with_register
@text
@as_json
def list_products(text: str, wants_json: bool) -> None:
    """Liệt kê sản phẩm, hoặc tìm theo tên, không cần dấu."""
    with reading() as session:
        found = products.page(session, _asked(text), on=clock.today()).rows
    if wants_json:
        say_json(list(found))
        return
    say_table(("MÃ", "TÊN", "CHỦ THỂ"), [(one.public_id, one.name, one.producer_name) for one in found])


def _asked(text: str) -> ListRequest:
    return replace(ListRequest().everything(), text=clean(text))


@product.command("transfer")
@as_account
@click.argument("product", metavar="MÃ")
@click.option("--to", metavar="MÃ", required=True, help="Mã của chủ thể nhận.")
@click.option("--on", metavar="NGÀY", required=True, type=DAY, help="Ngày chuyển.")
@click.option("--reason", metavar="LÝ-DO", help="Lý do, ghi vào nhật ký.")
def transfer(actor: Actor, product: str, to: str, on: date, reason: str | None) -> None:
    """Chuyển sản phẩm sang chủ thể khác kể từ một ngày."""
    renaming.transfer_product(actor=actor, product=product, to=to, on=on, reason=reason)
    say("Đã chuyển sản phẩm.")
