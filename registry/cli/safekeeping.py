"""Commands that keep a register safe: look it over, back it up, bring it back."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import click
from flask import current_app

from registry import clock
from registry.cli import new_register
from registry.cli.command import Desk, registry, with_desk, with_register
from registry.cli.known_heads import known_heads
from registry.cli.printing import as_json, finish, say, say_json, warn
from registry.cli.values import EXISTING_FILE, NEW_FILE
from registry.config import Config
from registry.queries import inspection
from registry.queries.chain_inspection import Head
from registry.transaction import reading
from registry.usecases import backup as making
from registry.usecases import restoring, search_rows


@registry.command("check")
@with_register
@click.option(
    "--head",
    metavar="SỐ:MÃ-BĂM|TỆP",
    help="Mục nhật ký đã biết từ trước, phải còn nguyên: như lệnh check in, hay một tệp đã giữ của trang sổ cái, "
    "gói mang đi hiện trường hoặc bản sao lưu.",
)
@as_json
def check(head: str | None, wants_json: bool) -> None:
    """Kiểm tra sổ: chuỗi nhật ký, mọi tệp đã lưu, dãy số, hiệu lực của các giấy. Có sai lệch thì mã thoát là 1."""
    found = look_over(known_heads(head) if head else ())
    if wants_json:
        say_json(
            {
                "defects": found.defects,
                "journal_head": str(found.head),
                "files": found.files,
                "orphans": found.orphans,
            }
        )
    else:
        _tell(found)
    if found.defects:
        finish(1)


@registry.command("rebuild-search")
@with_register
def rebuild_search() -> None:
    """Viết lại những gì trang tra cứu công khai dùng để tìm, theo đúng nội dung sổ."""
    say(f"Đã viết lại phần tra cứu: {search_rows.rebuild()} dòng khác trước.")


@registry.command("backup")
@with_register
@click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp .tar sẽ ghi.")
@as_json
def backup(out: Path, wants_json: bool) -> None:
    """Sao lưu toàn bộ sổ trong khi vẫn đang dùng: dữ liệu, mọi tệp đã lưu và các khóa bí mật.

    Tệp sao lưu chứa khóa bí mật của sổ: hãy cất như cất chính sổ đăng ký.
    """
    made = making.make(out.absolute())
    rows = sum(part.rows or 0 for part in made.parts.values())
    if wants_json:
        say_json({"file": str(out), "rows": rows, "files": made.files, "journal_head": made.journal_head})
    else:
        say(f"Đã sao lưu vào {out}: {rows} dòng, {made.files} tệp.")
        say(f"Mục nhật ký cuối: {made.journal_head}")
    if made.missing:
        warn(f"Trong kho thiếu hoặc hỏng {len(made.missing)} tệp, không sao lưu được; chạy lệnh check để xem.")
        finish(1)


@registry.command("restore")
@with_desk
@click.argument("archive", metavar="TỆP", type=EXISTING_FILE)
@click.option(
    "--into",
    "folder",
    metavar="THƯ-MỤC",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục trống, nơi sổ sẽ được khôi phục.",
)
@click.option(
    "--database-url", metavar="ĐỊA-CHỈ", help="Cơ sở dữ liệu PostgreSQL trống; không nêu thì dùng SQLite trong thư mục."
)
def restore(desk: Desk, archive: Path, folder: Path, database_url: str | None) -> None:
    """Khôi phục một bản sao lưu vào nơi trống, rồi kiểm tra như lệnh check."""
    target = folder.resolve()
    with new_register.aside(target) as building:
        manifest = restoring.unpack(archive, building)
        restoring.set_database(building, database_url)
        with desk.open(Config.from_environment(folder=building)):
            restoring.load(manifest, building)
            found = look_over([Head.parse(manifest.journal_head)])
        building.rename(target)
    made_at = datetime.fromisoformat(manifest.made_at).astimezone(clock.VIETNAM)
    say(f"Đã khôi phục vào {target} bản sao lưu lúc {made_at:%H:%M %d/%m/%Y}.")
    _tell(found)
    if found.defects:
        finish(1)


def look_over(known_heads: Collection[Head] = ()) -> inspection.Inspection:
    """Inspect the register that is open."""
    with reading() as session:
        return inspection.inspect(
            session,
            current_app.config["VAULT"],
            journal_key=current_app.config["JOURNAL_KEY"],
            known_heads=known_heads,
        )


def _tell(found: inspection.Inspection) -> None:
    for defect in found.defects:
        say(f"- {defect}")
    say(
        f"Nhật ký {found.head.sequence} mục, {found.files} tệp được lưu, "
        f"{found.orphans} tệp thừa (vô hại, tự dọn sau một ngày)."
    )
    say(f"Mục nhật ký cuối: {found.head}")
    say(f"Có {len(found.defects)} sai lệch." if found.defects else "Không có sai lệch nào.")
