"""Commands about products: what is said of them, their names, holders and packings."""

from dataclasses import replace
from datetime import date
from typing import Any

import click

from registry import clock
from registry.cli.command import as_account, registry, with_register
from registry.cli.finding import producer_named, product_named
from registry.cli.options import LEAVES_AS_IT_IS, Declared, declared, distinct, new_name, reason, reason_asked, since
from registry.cli.printing import as_json, say, say_facts, say_json, say_table
from registry.cli.values import DAY, changes
from registry.law import classification
from registry.models.product import Product
from registry.queries import product_record, products
from registry.queries.listing import ListRequest
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound
from registry.rules.search_key import clean
from registry.transaction import reading
from registry.usecases import ceasing, registration, renaming
from registry.usecases.product_facts import PackingFacts, ProductFacts

which = click.argument("product", metavar="SẢN-PHẨM")
INDUSTRIES = ", ".join(one.code for one in classification.industries())
PLAIN = ("name", "industry", "description", "story", "note")
"""What the record and the act that writes it call by the same names."""


def _said() -> Declared:
    """Declare what is said of a product besides its name and packings."""
    return declared(
        click.option("--industry", metavar="NGÀNH", help=f"Ngành hàng: {INDUSTRIES}."),
        click.option("--description", metavar="CHỮ", help="Mô tả."),
        click.option("--story", metavar="CHỮ", help="Câu chuyện sản phẩm."),
        click.option("--note", metavar="CHỮ", help="Ghi chú, chỉ cán bộ xem."),
    )


@registry.group("product")
def product() -> None:
    """Sản phẩm của các chủ thể.

    SẢN-PHẨM là mã (lệnh list in ra), hoặc tên đúng từng chữ nếu chỉ một sản phẩm mang tên ấy.
    """


@product.command("add")
@as_account
@click.argument("name", metavar="TÊN")
@click.option("--producer", metavar="CHỦ-THỂ", required=True, help="Mã, mã số thuế hoặc tên đúng của chủ thể.")
@_said()
@click.option("--packing", "packings", metavar="QUY-CÁCH", multiple=True, help="Quy cách đóng gói; nêu được nhiều lần.")
@click.option("--named-from", metavar="NGÀY", type=DAY, help="Mang tên này từ ngày nào, nếu biết.")
@distinct
def add(
    actor: Actor,
    /,
    producer: str,
    packings: tuple[str, ...],
    named_from: date | None,
    confirmed_distinct: bool,
    **said: Any,
) -> None:
    """Thêm một sản phẩm và in mã của nó."""
    say(
        registration.register_product(
            actor=actor,
            producer=producer_named(producer),
            facts=ProductFacts(packings=tuple(PackingFacts(label=label) for label in packings), **said),
            named_from=named_from,
            confirmed_distinct=confirmed_distinct,
        )
    )


@product.command("change", epilog=LEAVES_AS_IT_IS)
@as_account
@which
@click.option("--name", metavar="TÊN", help="Tên đúng, nếu tên cũ ghi sai; đổi tên từ một ngày thì dùng lệnh rename.")
@_said()
@distinct
def change(actor: Actor, /, product: str, confirmed_distinct: bool, **said: Any) -> None:
    """Sửa thông tin của một sản phẩm."""
    row = record_named(product)
    given = changes(said)
    _amend(actor, row, replace(_facts_of(row), **given), confirmed_distinct=confirmed_distinct)
    say("Đã sửa.")


@product.command("rename")
@as_account
@which
@new_name
def rename(actor: Actor, /, product: str, **said: Any) -> None:
    """Ghi tên mới của sản phẩm kể từ một ngày; giấy cũ giữ tên cũ."""
    renaming.rename_product(actor=actor, product=product_named(product), **said)
    say("Đã ghi tên mới.")


@product.command("transfer")
@as_account
@which
@click.option("--to", metavar="CHỦ-THỂ", required=True, help="Chủ thể nhận.")
@since
@reason
def transfer(actor: Actor, product: str, to: str, on: date, reason: str | None) -> None:
    """Chuyển sản phẩm sang chủ thể khác kể từ một ngày."""
    renaming.transfer_product(actor=actor, product=product_named(product), to=producer_named(to), on=on, reason=reason)
    say("Đã chuyển sản phẩm.")


@product.command("ceased")
@as_account
@which
@click.option("--on", "confirmed_on", metavar="NGÀY", required=True, type=DAY, help="Ngày xã, phường xác nhận.")
@click.option("--by", "confirmed_by", metavar="CƠ-QUAN", required=True, help="Ủy ban nhân dân xã, phường xác nhận.")
@click.option("--document", metavar="VĂN-BẢN", required=True, help="Số, ngày văn bản xác nhận.")
@reason
def ceased(actor: Actor, /, product: str, **said: Any) -> None:
    """Ghi xác nhận của xã, phường rằng chủ thể thôi sản xuất; thời hạn 15 ngày thu hồi (Điều 8) tính từ ngày này."""
    ceasing.confirm(actor=actor, product=product_named(product), **said)
    say("Đã ghi xác nhận thôi sản xuất.")


@product.command("not-ceased")
@as_account
@which
@reason_asked
def not_ceased(actor: Actor, product: str, reason: str) -> None:
    """Rút xác nhận thôi sản xuất: ghi nhầm, hoặc chủ thể sản xuất lại."""
    ceasing.take_back(actor=actor, product=product_named(product), reason=reason)
    say("Đã rút xác nhận thôi sản xuất.")


@product.command("add-packing")
@as_account
@which
@click.argument("label", metavar="QUY-CÁCH")
@click.option("--gtin", metavar="MÃ-VẠCH", help="Mã vạch của quy cách này.")
def add_packing(actor: Actor, product: str, label: str, gtin: str | None) -> None:
    """Thêm một quy cách đóng gói; quy cách đã có thì ghi lại mã vạch."""
    row = record_named(product)
    facts = _facts_of(row)
    others = _other_packings(facts, label)
    _amend(actor, row, replace(facts, packings=(*others, PackingFacts(label=label, gtin=gtin))))
    say(f"Đã ghi quy cách “{clean(label)}”.")


@product.command("remove-packing")
@as_account
@which
@click.argument("label", metavar="QUY-CÁCH")
def remove_packing(actor: Actor, product: str, label: str) -> None:
    """Bỏ một quy cách đóng gói."""
    row = record_named(product)
    facts = _facts_of(row)
    left = _other_packings(facts, label)
    if len(left) == len(facts.packings):
        raise NotFound(f"“{row.name}” không có quy cách “{label}”.")
    _amend(actor, row, replace(facts, packings=left))
    say(f"Đã bỏ quy cách “{clean(label)}”.")


@product.command("show")
@with_register
@which
@as_json
def show(product: str, wants_json: bool) -> None:
    """In mọi điều sổ ghi về một sản phẩm, kèm tên cũ, quy cách và ảnh."""
    row = record_named(product)
    if wants_json:
        say_json(_as_json(row))
        return
    industry = classification.industry(row.industry) if row.industry else None
    say(f"{row.public_id}  {row.name}")
    say_facts(
        [
            ("Chủ thể", f"{row.producer.name} ({row.producer.public_id})"),
            ("Ngành hàng", industry.name if industry else row.industry),
            ("Mô tả", row.description),
            ("Câu chuyện", row.story),
            ("Ghi chú", row.note),
            *(("Tên", f"{name.name} (từ {name.valid_from:%d/%m/%Y})") for name in row.names[1:]),
            *(("Quy cách", f"{one.label}{f' ({one.gtin})' if one.gtin else ''}") for one in row.packings),
            *(("Ảnh", f"{one.public_id}{f': {one.caption}' if one.caption else ''}") for one in row.photos),
        ]
    )


def _as_json(row: Product) -> dict[str, Any]:
    return {
        "public_id": row.public_id,
        **{name: getattr(row, name) for name in PLAIN},
        "producer": row.producer.public_id,
        "producer_name": row.producer.name,
        "names": [{"name": one.name, "valid_from": one.valid_from} for one in row.names],
        "packings": [{"label": one.label, "gtin": one.gtin} for one in row.packings],
        "photos": [{"public_id": one.public_id, "caption": one.caption} for one in row.photos],
    }


@product.command("list")
@with_register
@click.argument("text", metavar="[CHỮ]", default="")
@as_json
def list_products(text: str, wants_json: bool) -> None:
    """Liệt kê sản phẩm, hoặc tìm theo tên, không cần dấu."""
    with reading() as session:
        found = products.page(session, replace(ListRequest().everything(), text=clean(text)), on=clock.today()).rows
    if wants_json:
        say_json(list(found))
        return
    say_table(("MÃ", "TÊN", "CHỦ THỂ"), [(one.public_id, one.name, one.producer_name) for one in found])


def record_named(named: str) -> Product:
    """Return a product with its names, holders, packings and photos."""
    with reading() as session:
        found = product_record.product(session, product_named(named))
    assert found is not None  # noqa: S101 - it was just named
    return found


def _facts_of(row: Product) -> ProductFacts:
    same: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return ProductFacts(packings=tuple(PackingFacts(label=one.label, gtin=one.gtin) for one in row.packings), **same)


def _other_packings(facts: ProductFacts, label: str) -> tuple[PackingFacts, ...]:
    return tuple(one for one in facts.packings if one.label != clean(label))


def _amend(actor: Actor, row: Product, facts: ProductFacts, *, confirmed_distinct: bool = False) -> None:
    registration.amend_product(
        actor=actor,
        product=row.public_id,
        version=row.version,
        facts=facts,
        confirmed_distinct=confirmed_distinct,
    )
