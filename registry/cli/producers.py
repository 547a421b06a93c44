"""Commands about producing units: what is said of them."""

from dataclasses import replace
from typing import Any

import click

from registry import clock
from registry.cli.command import as_account, registry, with_register, word
from registry.cli.finding import commune_named, producer_named
from registry.cli.options import LEAVES_AS_IT_IS, Declared, declared, distinct
from registry.cli.printing import as_json, say, say_facts, say_json, say_table
from registry.cli.values import DAY, Code, changes, codes
from registry.models.producer import Producer
from registry.queries import producer_record, producers
from registry.queries.listing import ListRequest
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.rules.search_key import clean
from registry.transaction import reading
from registry.usecases import registration
from registry.usecases.producer_facts import ContactFacts, ProducerFacts

which = click.argument("producer", metavar="CHỦ-THỂ")
PLAIN = (
    *("name", "kind", "tax_number", "representative", "representative_gender", "representative_ethnicity"),
    *("address", "website", "note"),
)
"""What the record and the act that writes it call by the same names."""


def _said(*, changing: bool = False) -> Declared:
    """Declare what is said of a producer besides its name."""
    return declared(
        click.option(
            "--kind",
            metavar="LOẠI",
            required=not changing,
            type=Code(ProducerKind),
            help=f"Loại hình: {codes(ProducerKind)}.",
        ),
        click.option("--tax-number", metavar="SỐ", help="Mã số thuế hoặc số đăng ký kinh doanh."),
        click.option("--representative", metavar="HỌ-TÊN", help="Người đại diện."),
        click.option("--gender", "representative_gender", metavar="GIỚI", help="Người đại diện: Nam hoặc Nữ."),
        click.option("--ethnicity", "representative_ethnicity", metavar="DÂN-TỘC", help="Dân tộc người đại diện."),
        click.option("--address", metavar="ĐỊA-CHỈ", help="Địa chỉ dưới cấp xã."),
        click.option("--commune", metavar="XÃ", help="Xã, phường hiện nay: mã (lệnh places list in ra) hoặc tên."),
        click.option(
            "--commune-then", metavar="XÃ", help="Xã, phường trước ngày 01/7/2025, nếu giấy tờ ghi tên cũ: mã hoặc tên."
        ),
        click.option("--website", metavar="ĐỊA-CHỈ", help="Trang web."),
        click.option("--note", metavar="CHỮ", help="Ghi chú, chỉ cán bộ xem."),
    )


@registry.group("producer")
def producer() -> None:
    """Chủ thể: đơn vị sản xuất, kinh doanh có sản phẩm OCOP.

    CHỦ-THỂ là mã (lệnh list in ra), mã số thuế, hoặc tên đúng từng chữ.
    """


@producer.command("add")
@as_account
@click.argument("name", metavar="TÊN")
@_said()
@click.option("--named-from", metavar="NGÀY", type=DAY, help="Mang tên này từ ngày nào, nếu biết.")
@distinct
def add(actor: Actor, /, confirmed_distinct: bool, named_from: Any, **said: Any) -> None:
    """Thêm một chủ thể và in mã của nó."""
    facts = ProducerFacts(**_with_places(said))
    say(
        registration.register_producer(
            actor=actor, facts=facts, named_from=named_from, confirmed_distinct=confirmed_distinct
        )
    )


@producer.command("change", epilog=LEAVES_AS_IT_IS)
@as_account
@which
@click.option("--name", metavar="TÊN", help="Tên đúng, nếu tên cũ ghi sai; đổi tên từ một ngày thì dùng lệnh rename.")
@_said(changing=True)
@distinct
def change(actor: Actor, /, producer: str, confirmed_distinct: bool, **said: Any) -> None:
    """Sửa thông tin của một chủ thể."""
    row = record_named(producer)
    given = changes(said)
    amend(actor, row, replace(facts_of(row), **_with_places(given)), confirmed_distinct=confirmed_distinct)
    say("Đã sửa.")


@producer.command("show")
@with_register
@which
@as_json
def show(producer: str, wants_json: bool) -> None:
    """In mọi điều sổ ghi về một chủ thể, kèm tên cũ, liên hệ và sản phẩm."""
    row = record_named(producer)
    with reading() as session:
        products = [(one.public_id, one.name) for one in producer_record.products(session, row)]
        ties = [(tie.on, tie.kind, tie.old.name, tie.new.name) for tie in producer_record.successions(session, row)]
    if wants_json:
        say_json(_as_json(row, products, ties))
        return
    say(f"{row.public_id}  {row.name}")
    say_facts(
        [
            ("Loại hình", word(row.kind)),
            ("Mã số", row.tax_number),
            ("Người đại diện", row.representative),
            ("Địa chỉ", row.address),
            ("Xã, phường", row.commune.full_name if row.commune else None),
            ("Trước 01/7/2025", row.commune_then.full_name if row.commune_then else None),
            ("Trang web", row.website),
            ("Tình trạng", word(row.status)),
            ("Ngày chấm dứt", f"{row.ended_on:%d/%m/%Y}" if row.ended_on else None),
            ("Ghi chú", row.note),
            *(("Tên", f"{name.name} (từ {name.valid_from:%d/%m/%Y})") for name in row.names[1:]),
            *((word(one.kind), f"{one.value}{' (công khai)' if one.is_public else ''}") for one in row.contacts),
            *((word(kind), f"{old} → {new} từ {on:%d/%m/%Y}") for on, kind, old, new in ties),
            *(("Sản phẩm", f"{name} ({public_id})") for public_id, name in products),
        ]
    )


def _as_json(row: Producer, products: list[tuple[str, str]], ties: list[Any]) -> dict[str, Any]:
    return {
        "public_id": row.public_id,
        **{name: getattr(row, name) for name in PLAIN},
        "commune": row.commune.full_name if row.commune else None,
        "commune_then": row.commune_then.full_name if row.commune_then else None,
        "status": row.status,
        "ended_on": row.ended_on,
        "names": [{"name": one.name, "valid_from": one.valid_from} for one in row.names],
        "contacts": [{"kind": one.kind, "value": one.value, "is_public": one.is_public} for one in row.contacts],
        "products": [{"public_id": public_id, "name": name} for public_id, name in products],
        "successions": [{"on": on, "kind": kind, "old": old, "new": new} for on, kind, old, new in ties],
    }


@producer.command("list")
@with_register
@click.argument("text", metavar="[CHỮ]", default="")
@as_json
def list_producers(text: str, wants_json: bool) -> None:
    """Liệt kê chủ thể, hoặc tìm theo tên, không cần dấu."""
    with reading() as session:
        found = producers.page(session, replace(ListRequest().everything(), text=clean(text)), on=clock.today()).rows
    if wants_json:
        say_json(list(found))
        return
    rows = [(one.public_id, one.name, one.commune, one.products) for one in found]
    say_table(("MÃ", "TÊN", "XÃ, PHƯỜNG", "SẢN PHẨM"), rows)


def record_named(named: str) -> Producer:
    """Return a producer with its names, contacts and places."""
    with reading() as session:
        found = producer_record.producer(session, producer_named(named))
    assert found is not None  # noqa: S101 - it was just named
    return found


def facts_of(row: Producer) -> ProducerFacts:
    """Return what the register says of a producer, as it is typed."""
    same: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return ProducerFacts(
        commune=row.commune.public_id if row.commune else None,
        commune_then=row.commune_then.public_id if row.commune_then else None,
        contacts=tuple(ContactFacts(kind=one.kind, value=one.value, is_public=one.is_public) for one in row.contacts),
        **same,
    )


def amend(actor: Actor, row: Producer, facts: ProducerFacts, *, confirmed_distinct: bool = False) -> None:
    """Write what is said of a producer anew, unless somebody was faster."""
    registration.amend_producer(
        actor=actor,
        producer=row.public_id,
        version=row.version,
        facts=facts,
        confirmed_distinct=confirmed_distinct,
    )


def _with_places(said: dict[str, Any]) -> dict[str, Any]:
    """Return what was said with communes by their public ids."""
    for name, former in (("commune", False), ("commune_then", True)):
        if said.get(name):
            said[name] = commune_named(said[name], former=former)
    return said
