"""Commands about dossiers: opening, looking at them, and filling them in."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from registry import clock
from registry.cli.command import as_account, registry, with_register, word
from registry.cli.dossier_finding import dossier_named
from registry.cli.finding import product_named
from registry.cli.json_files import read_object, ticks_in
from registry.cli.printing import as_json, say, say_facts, say_json, say_table
from registry.cli.values import DAY, EXISTING_FILE, PRODUCT_SET, Code
from registry.models.dossier import Dossier
from registry.queries import dossier_checks
from registry.queries import dossiers as questions
from registry.queries.listing import ListRequest
from registry.rules.dossier_life import DossierState
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import dossiers

which = click.argument("dossier", metavar="HỒ-SƠ")
KINDS = "first (lần đầu), upgraded (nâng hạng), reassessed (đánh giá lại)"


@registry.group("dossier")
def dossier() -> None:
    """Hồ sơ đánh giá, phân hạng sản phẩm.

    HỒ-SƠ là mã (lệnh open in ra), số phiếu tiếp nhận, hoặc tên đúng của sản phẩm nếu chỉ có một hồ sơ chưa kết thúc.
    """


@dossier.command("open")
@as_account
@click.argument("product", metavar="SẢN-PHẨM")
@click.option("--kind", metavar="LOẠI", required=True, type=Code(RecognitionKind), help=f"Loại: {KINDS}.")
@click.option("--product-set", metavar="BỘ", required=True, type=PRODUCT_SET, help="Số của bộ sản phẩm.")
@click.option("--filed-on", metavar="NGÀY", type=DAY, help="Ngày nhận hồ sơ giấy, nếu nhập sau.")
def open_dossier(actor: Actor, product: str, kind: RecognitionKind, product_set: int, filed_on: date | None) -> None:
    """Lập hồ sơ cho một sản phẩm và in mã của nó."""
    made = dossiers.open_(
        actor=actor, product=product_named(product), kind=kind, product_set=product_set, filed_on=filed_on
    )
    say(made)


@dossier.command("list")
@with_register
@click.option("--state", metavar="BƯỚC", type=Code(DossierState), help="Chỉ hồ sơ ở bước này.")
@as_json
def list_dossiers(state: DossierState | None, wants_json: bool) -> None:
    """Liệt kê hồ sơ, mới nhất trước."""
    asked = ListRequest(filters={"state": state.value} if state else {}).everything()
    with reading() as session:
        found = questions.page(session, asked).rows
        rows = [(one.public_id, word(one.state), one.filed_on, one.product.name, one.producer.name) for one in found]
    if wants_json:
        say_json([_head(one) for one in found])
        return
    say_table(
        ("MÃ", "BƯỚC", "NGÀY NỘP", "SẢN PHẨM", "CHỦ THỂ"),
        [(row[0], row[1], f"{row[2]:%d/%m/%Y}" if row[2] else "", *row[3:]) for row in rows],
    )


@dossier.command("show")
@with_register
@which
@as_json
def show(dossier: str, wants_json: bool) -> None:
    """In một hồ sơ: còn thiếu gì, đã qua những bước nào, đã nộp những lần nào."""
    public_id = dossier_named(dossier)
    with reading() as session:
        row = questions.dossier(session, public_id)
        assert row is not None  # noqa: S101 - it was just named
        missing = dossier_checks.missing(row, on=clock.today())
        answers = dossier_checks.answers(row, on=clock.today())
        if wants_json:
            say_json({**_head(row), "missing": missing, **_inside(row)})
            return
        say(f"{row.product.name}, {row.producer.name}: {word(row.state)}")
        say_facts(
            [
                ("Loại", word(row.kind)),
                ("Văn bản", questions.governed_by(row).short_title),
                ("Bộ sản phẩm", row.product_set),
                ("Xã, phường", row.commune.full_name if row.commune else None),
                ("Số tiếp nhận", row.number),
                ("Ngày nộp", f"{row.filed_on:%d/%m/%Y}" if row.filed_on else None),
            ]
        )
        for answer in answers:
            say(f"  {answer.item.code}  {word(answer.verdict)}: {answer.item.title}")
        for file in (file for item in row.items for file in item.files):
            say(f"  {file.item.code}  {file.public_id}  {file.filename} ({file.size} byte)")
        for text in missing:
            say(f"  Còn thiếu: {text}")
        for one in row.submissions:
            say(f"  Lần nộp {one.sequence}: {one.sha256}")
        for step in row.steps:
            say(f"  {step.at:%d/%m/%Y}  {word(step.move)}  {step.reason or ''}".rstrip())
            for code, why in step.item_reasons.items():
                say(f"      {code}: {why}")


@dossier.command("fill")
@as_account
@which
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
def fill(actor: Actor, dossier: str, file: Path) -> None:
    """Điền Mẫu số 01 và 02 từ tệp JSON: mã ô → nội dung; ô không nêu thì giữ như cũ."""
    public_id = dossier_named(dossier)
    with reading() as session:
        row = questions.dossier(session, public_id)
        assert row is not None  # noqa: S101 - it was just named
        version = row.version
    dossiers.save_forms(actor=actor, dossier=public_id, version=version, forms=read_object(file))
    say("Đã lưu biểu mẫu.")


@dossier.command("self-score")
@as_account
@which
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
def self_score(actor: Actor, dossier: str, file: Path) -> None:
    """Ghi điểm chủ thể tự chấm từ tệp JSON: mã tiêu chí → số thứ tự của mức trong bộ tiêu chí, từ 0."""
    ticks = ticks_in(read_object(file))
    dossiers.save_self_score(actor=actor, dossier=dossier_named(dossier), ticks=ticks)
    say("Đã ghi điểm tự chấm; đây không phải kết quả chính thức.")


def _head(row: Dossier) -> dict[str, Any]:
    return {
        "public_id": row.public_id,
        "state": row.state,
        "kind": row.kind,
        "instrument": row.instrument,
        "product_set": row.product_set,
        "number": row.number,
        "filed_on": row.filed_on,
        "product": row.product.name,
        "producer": row.producer.name,
        "round": row.round.public_id if row.round else None,
    }


def _inside(row: Dossier) -> dict[str, Any]:
    return {
        "forms": row.forms,
        "items": [
            {
                "code": item.code,
                "issued_on": item.issued_on,
                "expires_on": item.expires_on,
                "supports": item.supports,
                "files": [{"public_id": file.public_id, "filename": file.filename} for file in item.files],
            }
            for item in row.items
        ],
        "submissions": [{"sequence": one.sequence, "at": one.at, "sha256": one.sha256} for one in row.submissions],
        "steps": [
            {"move": step.move, "at": step.at, "reason": step.reason, "item_reasons": step.item_reasons}
            for step in row.steps
        ],
    }
