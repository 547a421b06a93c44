"""Commands that make a register: empty and real, or the demonstration's."""

from collections.abc import Sequence
from pathlib import Path

import click

from registry.cli import new_register
from registry.cli.command import Desk, registry, with_desk
from registry.cli.new_register import Foundation, SignIn
from registry.cli.printing import say

EVENT = "2020"
"""The event whose papers show what the department needs: the only one of its year."""


@registry.command("init")
@with_desk
@click.option(
    "--real/--demonstration", "is_real", default=True, show_default=True, help="Sổ thật, trống; hoặc sổ minh họa."
)
@click.option(
    "--public-address",
    metavar="ĐỊA-CHỈ",
    default=Foundation.public_address,
    show_default=True,
    help="Địa chỉ in trong mã QR của mọi giấy, ví dụ https://ocop.laichau.gov.vn.",
)
@click.option(
    "--province",
    metavar="TỈNH",
    default=Foundation.province,
    show_default=True,
    help="Tên tỉnh của sổ thật, không kèm chữ “tỉnh”.",
)
@click.option(
    "--administrator",
    metavar="THƯ-ĐIỆN-TỬ",
    default=Foundation.administrator,
    show_default=True,
    help="Tài khoản quản trị đầu tiên của sổ thật.",
)
@click.option(
    "--database-url", metavar="ĐỊA-CHỈ", help="Cơ sở dữ liệu PostgreSQL; không nêu thì dùng SQLite trong thư mục."
)
def init(
    desk: Desk, is_real: bool, public_address: str, province: str, administrator: str, database_url: str | None
) -> None:
    """Tạo một sổ đăng ký mới.

    Một sổ là thật hay minh họa suốt đời nó; không đổi được loại này thành loại kia.
    """
    foundation = Foundation(
        is_demonstration=not is_real,
        public_address=public_address,
        province=province,
        administrator=administrator,
        database_url=database_url,
    )
    sign_ins = new_register.create(desk, foundation)
    say(f"Đã tạo sổ đăng ký trong {desk.folder}. Tài khoản:")
    announce(sign_ins)


@registry.command("demo")
@with_desk
@click.option(
    "--papers",
    metavar="THƯ-MỤC",
    type=click.Path(file_okay=False, path_type=Path),
    help="Ghi trọn bộ giấy tờ của hội nghị 2020 minh họa vào đây.",
)
def demo(desk: Desk, papers: Path | None) -> None:
    """Tạo sổ minh họa nếu chưa có; có thể in luôn bộ giấy tờ của hội nghị năm 2020."""
    if not new_register.exists(desk.folder):
        new_register.create(desk, Foundation(is_demonstration=True))
    else:
        new_register.bring_up_to_date(desk)
    if papers is None:
        announce(new_register.kept_sign_ins(desk.folder))
        return
    from registry.cli.papers import write_pack  # the server starts without the print shop

    with desk.open_current():
        count = write_pack(EVENT, papers, of_its_day=True)
    say(f"Đã ghi {count} tệp của hội nghị {EVENT} minh họa vào {papers}.")


def announce(sign_ins: Sequence[SignIn]) -> None:
    """Tell the accounts of a register, each on its line."""
    for one in sign_ins:
        say(f"  {one.role:<20} {one.email:<36} {one.password}")
