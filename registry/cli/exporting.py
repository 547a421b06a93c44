"""The command that writes whole lists for other programs and for offices."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from registry import clock
from registry.cli.command import json_text, registry, say, with_register, word, write_file
from registry.law import classification
from registry.queries import accounts, awards, decisions, journal, producers, products, register
from registry.queries.listing import ListRequest
from registry.queries.settings import is_demonstration
from registry.sheets.writing import Kind, SheetColumn, write_csv, write_xlsx
from registry.transaction import reading

FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True, kw_only=True)
class Export:
    """One list: what it is called, where its rows come from, and its columns: title, attribute, kind."""

    title: str
    rows: Callable[[Session], Sequence[Any]]
    columns: Sequence[tuple[str, str, Kind]]


_CERTIFICATES: Sequence[tuple[str, str, Kind]] = (
    ("Số giấy", "number", "text"),
    ("Mã tra cứu", "lookup_code", "text"),
    ("Hiệu lực hôm nay", "standing", "text"),
    ("Nguồn", "origin", "text"),
    ("Sản phẩm", "product_name", "text"),
    ("Chủ thể", "producer_name", "text"),
    ("Xã, phường", "commune", "text"),
    ("Huyện", "district", "text"),
    ("Hạng sao", "stars", "whole"),
    ("Điểm", "score", "score"),
    ("Loại công nhận", "kind", "text"),
    ("Bộ tiêu chí", "instrument", "text"),
    ("Bộ sản phẩm", "product_set", "whole"),
    ("Mã số sản phẩm", "product_code", "text"),
    ("Cơ quan ban hành", "issuer", "text"),
    ("Số quyết định", "decision_number", "text"),
    ("Ngày quyết định", "signed_on", "date"),
    ("Từ ngày", "valid_from", "date"),
    ("Đến hết ngày", "valid_until", "date"),
)
EVERYTHING = ListRequest().everything()
EXPORTS: Mapping[str, Export] = {
    "producers": Export(
        title="Chủ thể",
        rows=lambda session: producers.page(session, EVERYTHING, on=clock.today()).rows,
        columns=(
            ("Mã", "public_id", "text"),
            ("Tên", "name", "text"),
            ("Loại hình", "kind", "text"),
            ("Mã số thuế", "tax_number", "text"),
            ("Xã, phường hiện nay", "commune", "text"),
            ("Xã, phường trên giấy cũ", "commune_then", "text"),
            ("Địa chỉ", "address", "text"),
            ("Tình trạng", "status", "text"),
            ("Ngày kết thúc", "ended_on", "date"),
            ("Số sản phẩm", "products", "whole"),
            ("Còn hiệu lực", "in_force", "whole"),
        ),
    ),
    "products": Export(
        title="Sản phẩm",
        rows=lambda session: products.page(session, EVERYTHING, on=clock.today()).rows,
        columns=(
            ("Mã", "public_id", "text"),
            ("Tên", "name", "text"),
            ("Chủ thể", "producer_name", "text"),
            ("Xã, phường", "commune", "text"),
            ("Ngành hàng", "industry", "text"),
            ("Số giấy", "certificate.number", "text"),
            ("Hạng sao", "certificate.stars", "whole"),
            ("Hiệu lực hôm nay", "certificate.standing", "text"),
        ),
    ),
    "certificates": Export(
        title="Giấy chứng nhận",
        rows=lambda session: register.certificates(session, EVERYTHING, on=clock.today()).rows,
        columns=_CERTIFICATES,
    ),
    "recognitions": Export(
        title="Kết quả công nhận",
        rows=lambda session: register.recognitions(session, EVERYTHING, on=clock.today()).rows,
        columns=_CERTIFICATES,
    ),
    "decisions": Export(
        title="Quyết định",
        rows=lambda session: decisions.page(session, EVERYTHING).rows,
        columns=(
            ("Số", "number", "text"),
            ("Ngày ký", "signed_on", "date"),
            ("Năm", "year", "whole"),
            ("Loại", "kind", "text"),
            ("Trạng thái", "state", "text"),
            ("Trích yếu", "title", "text"),
            ("Cơ quan ban hành", "body_name", "text"),
            ("Số dòng", "entries", "whole"),
        ),
    ),
    "events": Export(
        title="Hội nghị",
        rows=lambda session: awards.page(session, EVERYTHING).rows,
        columns=(
            ("Ngày", "held_on", "date"),
            ("Tên", "name", "text"),
            ("Nơi", "place", "text"),
            ("Quyết định", "decisions", "whole"),
            ("Chủ thể", "producers", "whole"),
        ),
    ),
    "accounts": Export(
        title="Tài khoản",
        rows=lambda session: accounts.page(session, EVERYTHING).rows,
        columns=(
            ("Thư điện tử", "email", "text"),
            ("Họ và tên", "name", "text"),
            ("Vai trò", "roles", "text"),
            ("Còn dùng", "active", "text"),
        ),
    ),
    "journal": Export(
        title="Nhật ký",
        rows=lambda session: journal.page(session, EVERYTHING).rows,
        columns=(
            ("Số thứ tự", "sequence", "whole"),
            ("Lúc (UTC)", "at", "text"),
            ("Người thực hiện", "who", "text"),
            ("Việc", "act", "text"),
            ("Bằng", "means", "text"),
            ("Lý do", "reason", "text"),
        ),
    ),
}


@registry.command("export")
@with_register
@click.argument("what", metavar="DANH-SÁCH", type=click.Choice(list(EXPORTS)))
@click.option("--out", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path), help="Tệp sẽ ghi.")
@click.option(
    "--format", "form", metavar="DẠNG", type=click.Choice(FORMATS), help="csv, xlsx hoặc json; mặc định theo đuôi tệp."
)
def export(what: str, out: Path | None, form: str | None) -> None:
    """Xuất trọn một danh sách. Không nêu tệp thì in JSON ra màn hình.

    DANH-SÁCH là producers, products, certificates, recognitions, decisions, events, accounts hoặc journal.
    """
    chosen = EXPORTS[what]
    with reading() as session:
        rows = chosen.rows(session)
        demonstration = is_demonstration(session)
    if out is None:
        say(json_text(list(rows)))
        return
    form = form or out.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise click.UsageError("Hãy nêu --format csv, xlsx hoặc json, hoặc đặt đuôi tệp như vậy.")
    write_file(out, _written(chosen, rows, form, demonstration=demonstration))
    say(f"Đã ghi {len(rows)} dòng vào {out}.")


def _written(chosen: Export, rows: Sequence[Any], form: str, *, demonstration: bool) -> bytes:
    if form == "json":
        return json_text(list(rows)).encode()
    columns = [SheetColumn(title, kind) for title, _, kind in chosen.columns]
    values = [_reader(name) for _, name, _ in chosen.columns]
    cells = [[_cell(value(row)) for value in values] for row in rows]
    if form == "csv":
        return write_csv(columns=columns, rows=cells)
    subtitle = f"Ngày {clock.today():%d/%m/%Y}" + (" — BẢN MINH HỌA" if demonstration else "")
    return write_xlsx(title=chosen.title, columns=columns, rows=cells, subtitle=subtitle)


def _reader(name: str) -> Callable[[Any], Any]:
    """Return what reads an attribute, or one of an attribute that may be missing."""
    if name == "industry":
        return lambda row: _industry_name(row.industry)
    of, _, part = name.rpartition(".")
    return lambda row: getattr(row, name) if not of else getattr(getattr(row, of), part, None)


def _industry_name(code: str | None) -> str | None:
    known = classification.industry(code) if code else None
    return code if known is None else known.name


def _cell(value: Any) -> Any:
    if isinstance(value, Enum):
        return word(value)
    if isinstance(value, tuple):
        return ", ".join(str(_cell(one)) for one in value)
    if isinstance(value, bool):
        return "có" if value else "không"
    return value
