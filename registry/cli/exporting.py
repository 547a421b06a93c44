"""The command that writes whole lists for other programs and for offices."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import click
from sqlalchemy.orm import Session

from registry import clock
from registry.cli.command import registry, with_register, word
from registry.cli.printing import json_text, say, write_file
from registry.cli.values import NEW_FILE
from registry.law import classification
from registry.queries import accounts, awards, decisions, journal, producers, products, register
from registry.queries.listing import ListRequest, Page
from registry.queries.settings import is_demonstration
from registry.sheets.writing import Kind, SheetColumn, write_csv, write_xlsx
from registry.transaction import reading

FORMATS = ("csv", "xlsx", "json")


class Field(NamedTuple):
    """One column: its title, the attribute it is read from, and how it is written."""

    title: str
    name: str
    kind: Kind = "text"


@dataclass(frozen=True, kw_only=True)
class Export:
    """One list: what it is called, the question that answers it, and its columns."""

    title: str
    page: Callable[..., Page[Any]]
    of_today: bool = False
    """Whether the question is asked for a day."""
    fields: Sequence[Field]

    def rows(self, session: Session) -> Sequence[Any]:
        """Return every row of the list."""
        day = {"on": clock.today()} if self.of_today else {}
        return self.page(session, ListRequest().everything(), **day).rows


_CERTIFICATES = (
    Field("Số giấy", "number"),
    Field("Mã tra cứu", "lookup_code"),
    Field("Hiệu lực hôm nay", "standing"),
    Field("Nguồn", "origin"),
    Field("Sản phẩm", "product_name"),
    Field("Chủ thể", "producer_name"),
    Field("Xã, phường", "commune"),
    Field("Huyện", "district"),
    Field("Hạng sao", "stars", "whole"),
    Field("Điểm", "score", "score"),
    Field("Loại công nhận", "kind"),
    Field("Bộ tiêu chí", "instrument"),
    Field("Bộ sản phẩm", "product_set", "whole"),
    Field("Mã số sản phẩm", "product_code"),
    Field("Cơ quan ban hành", "issuer"),
    Field("Số quyết định", "decision_number"),
    Field("Ngày quyết định", "signed_on", "date"),
    Field("Từ ngày", "valid_from", "date"),
    Field("Đến hết ngày", "valid_until", "date"),
)
EXPORTS: Mapping[str, Export] = {
    "producers": Export(
        title="Chủ thể",
        page=producers.page,
        of_today=True,
        fields=(
            Field("Mã", "public_id"),
            Field("Tên", "name"),
            Field("Loại hình", "kind"),
            Field("Mã số thuế", "tax_number"),
            Field("Xã, phường hiện nay", "commune"),
            Field("Xã, phường trên giấy cũ", "commune_then"),
            Field("Địa chỉ", "address"),
            Field("Tình trạng", "status"),
            Field("Ngày kết thúc", "ended_on", "date"),
            Field("Số sản phẩm", "products", "whole"),
            Field("Còn hiệu lực", "in_force", "whole"),
        ),
    ),
    "products": Export(
        title="Sản phẩm",
        page=products.page,
        of_today=True,
        fields=(
            Field("Mã", "public_id"),
            Field("Tên", "name"),
            Field("Chủ thể", "producer_name"),
            Field("Xã, phường", "commune"),
            Field("Ngành hàng", "industry"),
            Field("Số giấy", "certificate.number"),
            Field("Hạng sao", "certificate.stars", "whole"),
            Field("Hiệu lực hôm nay", "certificate.standing"),
        ),
    ),
    "certificates": Export(
        title="Giấy chứng nhận",
        page=register.certificates,
        of_today=True,
        fields=_CERTIFICATES,
    ),
    "recognitions": Export(
        title="Kết quả công nhận",
        page=register.recognitions,
        of_today=True,
        fields=_CERTIFICATES,
    ),
    "decisions": Export(
        title="Quyết định",
        page=decisions.page,
        fields=(
            Field("Số", "number"),
            Field("Ngày ký", "signed_on", "date"),
            Field("Năm", "year", "whole"),
            Field("Loại", "kind"),
            Field("Trạng thái", "state"),
            Field("Trích yếu", "title"),
            Field("Cơ quan ban hành", "body_name"),
            Field("Số dòng", "entries", "whole"),
        ),
    ),
    "events": Export(
        title="Hội nghị",
        page=awards.page,
        fields=(
            Field("Ngày", "held_on", "date"),
            Field("Tên", "name"),
            Field("Nơi", "place"),
            Field("Quyết định", "decisions", "whole"),
            Field("Chủ thể", "producers", "whole"),
        ),
    ),
    "accounts": Export(
        title="Tài khoản",
        page=accounts.page,
        fields=(
            Field("Thư điện tử", "email"),
            Field("Họ và tên", "name"),
            Field("Vai trò", "roles"),
            Field("Còn dùng", "active"),
        ),
    ),
    "journal": Export(
        title="Nhật ký",
        page=journal.page,
        fields=(
            Field("Số thứ tự", "sequence", "whole"),
            Field("Lúc (UTC)", "at"),
            Field("Người thực hiện", "who"),
            Field("Việc", "act"),
            Field("Bằng", "means"),
            Field("Lý do", "reason"),
        ),
    ),
}


@registry.command("export")
@with_register
@click.argument("what", metavar="DANH-SÁCH", type=click.Choice(list(EXPORTS)))
@click.option("--out", metavar="TỆP", type=NEW_FILE, help="Tệp sẽ ghi.")
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
    columns = [SheetColumn(field.title, field.kind) for field in chosen.fields]
    values = [_reader(field.name) for field in chosen.fields]
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
