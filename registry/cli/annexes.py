"""Commands about the annex of a decision, line by line; a whole list goes in by import-list."""

from dataclasses import replace
from typing import Any

import click

from registry.cli.command import as_account, with_register, word
from registry.cli.decisions import decision, detail_named, score_words, which
from registry.cli.finding import certificate_named, decision_named, numbered, product_named
from registry.cli.options import LEAVES_AS_IT_IS, Declared, declared, place_in_order, result
from registry.cli.printing import as_json, say, say_json, say_table
from registry.cli.values import DAY, Code, OrEmpty, changes, codes, moved
from registry.queries.annexes import AnnexLine
from registry.queries.decisions import DecisionDetail
from registry.rules.decision_life import LineAct
from registry.rules.permissions import Actor
from registry.rules.stars import from_hundredths
from registry.usecases import drafting
from registry.usecases.lines import Line

which_line = click.argument("line", metavar="DÒNG")
SAME = (
    *("product", "act", "kind", "stars", "stars_ground", "instrument", "product_set", "product_code", "filed_on"),
    *("assessed_on", "valid_from", "valid_until", "validity_ground", "ground", "effective_on", "note"),
)
"""What a line of the annex and the act that writes it call by the same names."""


def _said(*, changing: bool = False) -> Declared:
    """Declare what a line says besides its product and its result."""
    return declared(
        click.option(
            "--act",
            metavar="VIỆC",
            type=Code(LineAct),
            default=None if changing else LineAct.RECOGNISE.value,
            help=f"Việc: {codes(LineAct)}.",
        ),
        result(changing=changing),
        click.option(
            "--certificate", metavar="GIẤY", help="Giấy chứng nhận được đính chính hoặc thu hồi: số hoặc mã tra cứu."
        ),
        click.option("--ground", metavar="CĂN-CỨ", help="Căn cứ thu hồi (a, b, c, d, đ, e) hoặc lý do đính chính."),
        click.option(
            "--effective-on",
            metavar="NGÀY",
            type=OrEmpty(DAY) if changing else DAY,
            help="Ngày thu hồi có hiệu lực.",
        ),
        click.option("--note", metavar="CHỮ", help="Ghi chú in trong phụ lục."),
    )


@decision.command("add-line")
@as_account
@which
@click.option("--product", metavar="SẢN-PHẨM", required=True, help="Mã (lệnh product list in ra) hoặc tên đúng.")
@_said()
def add_line(actor: Actor, /, decision: str, product: str, certificate: str | None, **said: Any) -> None:
    """Thêm một dòng vào phụ lục của dự thảo."""
    line = Line(
        product=product_named(product),
        certificate=certificate_named(certificate).public_id if certificate else None,
        **said,
    )
    drafting.add_lines(actor=actor, decision=decision_named(decision), lines=[line])
    say("Đã thêm một dòng.")


@decision.command("lines")
@with_register
@which
@as_json
def list_lines(decision: str, wants_json: bool) -> None:
    """Liệt kê các dòng của phụ lục."""
    found = detail_named(decision).lines
    if wants_json:
        say_json([_as_json(line) for line in found])
        return
    titles = ("DÒNG", "VIỆC", "SẢN PHẨM", "CHỦ THỂ", "SAO", "ĐIỂM")
    say_table(titles, [_cells(line) for line in found])


def _cells(line: AnnexLine) -> tuple[object, ...]:
    stars = line.stars or ""
    return line.position, word(line.act), line.product_name, line.producer_name, stars, score_words(line.score)


def _as_json(line: AnnexLine) -> dict[str, Any]:
    names = ("public_id", "position", *SAME, "product_name", "producer", "producer_name", "score")
    return {name: getattr(line, name) for name in names}


@decision.command("change-line", epilog=LEAVES_AS_IT_IS)
@as_account
@which
@which_line
@click.option("--product", metavar="SẢN-PHẨM", help="Mã hoặc tên đúng của sản phẩm khác.")
@_said(changing=True)
def change_line(actor: Actor, /, decision: str, line: str, **said: Any) -> None:
    """Sửa một dòng của phụ lục, gọi theo số thứ tự."""
    found = detail_named(decision)
    row = _line(found, line)
    given = changes(said)
    if "product" in given:
        given["product"] = product_named(given["product"])
    if given.get("certificate"):
        given["certificate"] = certificate_named(given["certificate"]).public_id
    values = replace(_as_it_is(row), **given)
    drafting.amend_line(actor=actor, decision=found.decision.public_id, line=row.public_id, values=values)
    say(f"Đã sửa dòng {row.position}.")


@decision.command("remove-line")
@as_account
@which
@which_line
def remove_line(actor: Actor, decision: str, line: str) -> None:
    """Bỏ một dòng khỏi phụ lục; các dòng sau được đánh số lại."""
    found = detail_named(decision)
    row = _line(found, line)
    drafting.remove_line(actor=actor, decision=found.decision.public_id, line=row.public_id)
    say(f"Đã bỏ dòng {row.position}: {row.product_name}.")


@decision.command("move-line")
@as_account
@which
@which_line
@place_in_order
def move_line(actor: Actor, decision: str, line: str, place: int) -> None:
    """Chuyển một dòng đến số thứ tự khác."""
    found = detail_named(decision)
    row = _line(found, line)
    order = moved([one.public_id for one in found.lines], row.public_id, place)
    drafting.reorder_lines(actor=actor, decision=found.decision.public_id, order=order)
    say(f"Đã chuyển “{row.product_name}” đến dòng {order.index(row.public_id) + 1}.")


def _line(found: DecisionDetail, named: str) -> AnnexLine:
    return numbered(found.lines, named, missing=f"Phụ lục không có dòng “{named}”; có {len(found.lines)} dòng.")


def _as_it_is(line: AnnexLine) -> Line:
    same: dict[str, Any] = {name: getattr(line, name) for name in SAME}
    return Line(
        score=None if line.score is None else from_hundredths(line.score),
        certificate=line.about.public_id if line.about else None,
        **same,
    )
