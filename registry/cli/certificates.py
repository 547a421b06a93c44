"""Commands about certificates: finding them, what is known of one, and the file that is kept of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask import current_app

from registry import clock
from registry.cli.command import Subject, registry, with_register, word
from registry.cli.finding import certificate_named, merit_named
from registry.cli.printing import as_json, say, say_facts, say_json, say_table, write_file
from registry.cli.values import DAY, NEW_FILE, YEAR, Code, codes
from registry.models.certificate import Certificate, CertificateMove
from registry.queries import kept_papers, register
from registry.queries.listing import ListRequest
from registry.queries.register_lines import RegisterLine
from registry.rules.any_day import check_day
from registry.rules.certificate_life import MOVES_WITH_AN_ARTICLE, Standing, ground_of_revocation
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.transaction import reading

which = click.argument("certificate", metavar="GIẤY")
PAPER = "paper"


class Certificates(Subject):
    """Commands about certificates; a number alone, with where to write it, asks for its paper."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        asks_for_a_file = any(word.partition("=")[0] == "--out" for word in args)
        if asks_for_a_file and args[0] not in self.commands:
            args = [PAPER, *args]
        return super().parse_args(ctx, args)


@registry.group("certificate", cls=Certificates)
def certificate() -> None:
    """Giấy chứng nhận: tìm, xem, chép tệp đã lưu, ghi nhận và thay đổi hiệu lực.

    GIẤY là số in trên giấy, mã tra cứu, hoặc mã trong sổ. Viết gọn `certificate SỐ --out TỆP` để chép tệp.
    """


@certificate.command(PAPER)
@with_register
@which
@click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp PDF sẽ ghi.")
def paper(certificate: str, out: Path) -> None:
    """Chép tệp đã lưu của một giấy chứng nhận hay bằng khen, theo số hoặc mã tra cứu."""
    with reading() as session:
        merit = merit_named(certificate)
        if merit is not None:
            kept = kept_papers.of_merit_certificates(session, [merit])
        else:
            kept = kept_papers.of_certificates(session, [certificate_named(certificate).id])
    if not kept:
        raise Refusal(f"Giấy {certificate} được ghi nhận từ nơi khác, sổ này không giữ tệp nào của nó.")
    write_file(out, current_app.config["VAULT"].read(next(iter(kept.values())).sha256))
    say(f"Đã ghi {out}.")


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """Declare by what a list of certificates is narrowed."""
    for option in (
        click.option("--year", metavar="NĂM", type=YEAR, help="Năm của quyết định."),
        click.option("--stars", metavar="SAO", type=click.IntRange(3, 5), help="Hạng sao."),
        click.option("--standing", metavar="HIỆU-LỰC", type=Code(Standing), help=f"Một trong: {codes(Standing)}."),
    ):
        command = option(command)
    return command


@certificate.command("list")
@with_register
@click.argument("text", metavar="[CHỮ]", default="")
@filtered
@click.option("--on", metavar="NGÀY", type=DAY, help="Hiệu lực vào ngày nào; không nêu: hôm nay.")
@as_json
def list_certificates(text: str, on: date | None, wants_json: bool, **filters: Any) -> None:
    """Liệt kê giấy chứng nhận, hoặc tìm theo số, mã tra cứu, tên sản phẩm, tên chủ thể."""
    asked = replace(
        ListRequest().everything(),
        text=clean(text),
        filters={name: value for name, value in filters.items() if value is not None},
    )
    day = on or clock.today()
    check_day(day, today=clock.today())
    with reading() as session:
        found = register.certificates(session, asked, on=day).rows
    if wants_json:
        say_json(list(found))
        return
    say_table(("SỐ", "MÃ TRA CỨU", "SAO", "HIỆU LỰC", "SẢN PHẨM", "CHỦ THỂ"), [_cells(line) for line in found])


def _cells(line: RegisterLine) -> tuple[object, ...]:
    number = line.number or "không rõ số"
    return number, line.lookup_code, line.stars, word(line.standing), line.product_name, line.producer_name


@certificate.command("show")
@with_register
@which
@as_json
def show(certificate: str, wants_json: bool) -> None:
    """In mọi điều sổ ghi về một giấy chứng nhận: nội dung, hiệu lực hôm nay, các lần thay đổi, tệp được giữ."""
    row = certificate_named(certificate)
    content = _as_json(row)
    if wants_json:
        say_json(content)
        return
    recognition, last_day = row.recognition, content["last_day"]
    say(f"{row.number or 'không rõ số'}  {row.lookup_code}  {word(content['standing'])}")
    say_facts(
        [
            ("Sản phẩm", recognition.product_name),
            ("Chủ thể", recognition.producer_name),
            ("Hạng", f"{recognition.stars} sao"),
            ("Nguồn", word(row.origin)),
            ("Quyết định", recognition.decision.number or "không rõ số"),
            ("Từ ngày", f"{row.valid_from:%d/%m/%Y}" if row.valid_from else None),
            ("Đến hết ngày", f"{last_day:%d/%m/%Y}" if last_day else None),
            *((word(move.kind), _since_and_why(move)) for move in row.moves),
            *((word(one.role), one.filename) for one in row.files),
        ]
    )


def _since_and_why(move: CertificateMove) -> str:
    ground = ground_of_revocation(move.kind, move.ground)
    since = f"từ {move.effective_on:%d/%m/%Y}" if move.effective_on else ""
    why = f"điểm {word(ground)} ({MOVES_WITH_AN_ARTICLE[move.kind]})" if ground else move.ground or ""
    return ", ".join(part for part in (since, why) if part)


def _as_json(row: Certificate) -> dict[str, Any]:
    recognition = row.recognition
    names = ("product_name", "producer_name", "stars", "score", "kind", "instrument", "product_set", "product_code")
    return {
        **{name: getattr(row, name) for name in ("public_id", "number", "lookup_code", "origin", "issued_on")},
        "standing": register.standing_of(row, on=clock.today()),
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "last_day": register.last_day_of(row),
        **{name: getattr(recognition, name) for name in names},
        "decision": recognition.decision.number,
        "moves": [{"kind": move.kind, "effective_on": move.effective_on, "ground": move.ground} for move in row.moves],
        "files": [{"role": one.role, "filename": one.filename, "sha256": one.sha256} for one in row.files],
    }
