"""A director files a dossier and an officer of the commune screens it, with scripts and without."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.assessments import a_paper
from builders.portal import member_named
from builders.units import goods_of
from journeys.conftest import WIDE, Seat
from journeys.filed_dossiers import OF_COMMUNE, PASSWORD, seat_officer
from journeys.opened_register import OpenedRegister, built_once, served
from journeys.person import Person, bytes_of
from playwright.sync_api import expect
from sqlalchemy import select

from registry.app import create_app
from registry.config import Config
from registry.database import db
from registry.models.account import Account
from registry.queries import memberships
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases.demonstration import PRODUCER_PERSON

TELEPHONE = 360
PRODUCTS = {
    "with a script": "Chè đi xa",
    "on a telephone": "Chè trên điện thoại",
    "without scripts": "Chè không kịch bản",
}
TEXTS = {
    "Quy cách, tiêu chuẩn sản phẩm": "Hộp 100 g",
    "Kết quả thực hiện phương án sản xuất, kinh doanh": "Bán hai tấn một năm",
    "Kế hoạch sản xuất, kinh doanh": "Mở rộng vùng chè",
}


@pytest.fixture(scope="module")
def register(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedRegister]:
    """The demonstration with new products to file for and an officer in their commune, served."""
    built = shared_folder / "demonstration"
    built_once(built, "--demonstration")
    folder = tmp_path_factory.mktemp("filed") / "register"
    shutil.copytree(built, folder)
    app = create_app(Config.from_environment({}, folder=folder), doors=False)
    with app.app_context():
        with reading() as session:
            keys = {str(row.email).partition("@")[0]: row.id for row in session.scalars(select(Account))}
            unit = memberships.producers_of(session, member_named(PRODUCER_PERSON[1]).account_id)[-1]
        for name in PRODUCTS.values():
            goods_of(_actor(keys["canbo"], Role.OFFICER), unit.public_id, name)
        seat_officer(_actor(keys["quantri"], Role.ADMINISTRATOR), unit)
        db.engine.dispose()
    with served(folder) as opened:
        yield opened


def _actor(key: int, role: Role) -> Actor:
    return Actor(account_id=key, name=role.value, roles=frozenset({role}), means="web")


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Two good scans and a workbook that somebody takes for one."""
    kept = {"Đăng ký.pdf": a_paper("đăng ký"), "Bảng.xlsx": b"PK\x03\x04", "Bổ sung.pdf": a_paper("bổ sung")}
    for name, content in kept.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in kept]


def opens(director: Person, product: str) -> str:
    """Open a dossier for a product and return its address."""
    director.goes_to("/cua-toi/ho-so")
    director.follows(product)
    director.chooses("Bộ sản phẩm", "11. Chè tươi, chè chế biến")
    director.presses("Mở hồ sơ")
    director.sees("Còn thiếu trước khi nộp")
    return director.path


@pytest.mark.parametrize(("product", "width"), [("with a script", WIDE), ("on a telephone", TELEPHONE)])
def test_a_dossier_is_filed_sent_back_mended_and_forwarded(
    product: str,
    width: int,
    register: OpenedRegister,
    somebody: Seat,
    sign_ins: dict[str, tuple[str, str]],
    papers: list[Path],
) -> None:
    director = somebody(at=register, width=width)
    director.signs_in(*sign_ins["producer"], home="/cua-toi")
    home = opens(director, PRODUCTS[product])

    director.follows("Điền biểu mẫu")
    director.types("Chức vụ người đại diện", "Giám đốc")
    for label, text in TEXTS.items():
        director.types(label, text)
    expect(director.page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    director.takes_picture(f"dossier-blanks-{width}")

    director.goes_to(home)
    director.sees("Đã điền đủ các mục bắt buộc")
    director.follows("Giấy đăng ký kinh doanh")
    director.page.locator("#files").set_input_files(papers)
    expect(director.page.locator("[data-files] li")).to_have_count(2)
    expect(director.page.locator("[data-sending]")).to_contain_text("Tệp này là Word, Excel hoặc tệp nén")
    director.takes_picture(f"dossier-item-{width}")

    director.goes_to(f"{home}/tu-cham")
    director.page.locator("fieldset.criterion").first.locator("input").last.check()
    expect(director.page.locator("[data-saved]")).to_contain_text("Để đạt 3 sao: thiếu")

    director.goes_to(home)
    director.sees("không phải kết quả chính thức")
    director.follows("Nộp hồ sơ")
    director.presses("Nộp hồ sơ")
    director.sees("còn 15 ngày làm việc")
    director.takes_picture(f"dossier-submitted-{width}")
    assert bytes_of(director.downloads("Tải phiếu tiếp nhận")).startswith(b"%PDF")

    officer = somebody(at=register, width=width)
    officer.signs_in(OF_COMMUNE, PASSWORD, home="/xa")
    officer.takes_picture(f"commune-home-{width}")
    officer.follows(PRODUCTS[product])
    officer.takes_picture(f"commune-dossier-{width}")
    with zipfile.ZipFile(io.BytesIO(bytes_of(officer.downloads("Tải cả hồ sơ (tệp nén)")))) as archive:
        assert archive.testzip() is None
        assert sum(name.endswith(".pdf") for name in archive.namelist()) >= 2
    officer.follows("Trả lại để hoàn thiện")
    officer.types("Lý do chung", "Giấy chưa rõ")
    officer.types("Giấy đăng ký kinh doanh", "Trang hai mờ")
    officer.presses("Trả lại hồ sơ")
    officer.sees("Chủ thể đang sửa hồ sơ")

    director.goes_to(home)
    director.sees("Trang hai mờ")
    director.takes_picture(f"dossier-returned-{width}")
    director.follows("Giấy đăng ký kinh doanh")
    director.follows("Bỏ Đăng ký.pdf")
    director.presses("Bỏ tệp")
    director.sees("Đã bỏ tệp Đăng ký.pdf")
    director.goes_to(f"{home}/nop")
    director.presses("Nộp hồ sơ")
    director.sees("Lần 2")

    officer.goes_to("/xa")
    officer.follows(PRODUCTS[product])
    officer.follows("Lập Mẫu số 03 và chuyển")
    for label in ("Nguyên liệu địa phương", "Lao động địa phương", "Nguồn gốc ý tưởng sản phẩm"):
        officer.types(label, "Đúng như hồ sơ")
    officer.types("Bản sắc, trí tuệ địa phương", "Cách sao chè riêng")
    officer.types("Số văn bản đề nghị", "15/UBND-KT")
    officer.types("Ngày văn bản đề nghị", "12/10/2026")
    officer.takes_picture(f"commune-report-{width}")
    officer.presses("Lập báo cáo và chuyển lên tỉnh")
    officer.sees("15/UBND-KT ngày 12/10/2026")
    assert bytes_of(officer.downloads("Mẫu số 03")).startswith(b"%PDF")
    director.goes_to(home)
    director.sees("Đã được chuyển lên tỉnh")
    director.takes_picture(f"dossier-forwarded-{width}")


def test_a_dossier_is_filed_without_scripts(
    register: OpenedRegister, somebody: Seat, sign_ins: dict[str, tuple[str, str]], papers: list[Path]
) -> None:
    director = somebody(at=register, scripts=False)
    director.signs_in(*sign_ins["producer"], home="/cua-toi")
    home = opens(director, PRODUCTS["without scripts"])

    director.follows("Điền biểu mẫu")
    director.types("Chức vụ người đại diện", "Giám đốc")
    for label, text in TEXTS.items():
        director.types(label, text)
    director.presses("Lưu")
    director.sees("Đã lưu biểu mẫu")
    director.follows("Giấy đăng ký kinh doanh")
    director.sees("cộng lại dưới 64 MB")
    director.page.locator("#files").set_input_files(papers)
    director.presses("Gửi tệp")
    director.sees("Bảng.xlsx: Tệp này là Word, Excel hoặc tệp nén")
    expect(director.page.locator("[data-files] li")).to_have_count(2)
    director.goes_to(f"{home}/nop")
    director.presses("Nộp hồ sơ")
    director.sees("Mã nội dung (SHA-256)")
    director.reads(re.compile("[0-9a-f]{64}"))


def test_a_line_that_breaks_keeps_what_is_typed_and_the_file_can_be_sent_again(
    register: OpenedRegister, somebody: Seat, sign_ins: dict[str, tuple[str, str]], papers: list[Path]
) -> None:
    director = somebody(at=register)
    director.signs_in(*sign_ins["producer"], home="/cua-toi")
    director.goes_to("/cua-toi/ho-so")
    director.follows("Miến dong tím Minh Họa 03")
    director.chooses("Bộ sản phẩm", "11. Chè tươi, chè chế biến")
    director.presses("Mở hồ sơ")
    director.sees("Còn thiếu trước khi nộp")
    home = director.path
    director.follows("Giấy đăng ký kinh doanh")
    expect(director.page.locator("#files")).to_be_visible()
    director.page.wait_for_load_state()  # the page's script too: without a line it could not come

    director.page.context.set_offline(True)
    director.page.locator("#files").set_input_files(papers[:1])
    expect(director.page.locator("[data-sending]")).to_contain_text("Mất kết nối khi đang gửi")
    director.page.context.set_offline(False)
    director.presses("Gửi lại")
    expect(director.page.locator("[data-files] li")).to_have_count(1)

    director.goes_to(f"{home}/bieu-mau")
    director.page.context.set_offline(True)
    director.types("Chức vụ người đại diện", "Giám đốc")
    expect(director.page.locator("[data-saved]")).to_contain_text("Mất kết nối")
    director.page.context.set_offline(False)
    director.types("Giấy tờ khác (ghi rõ)", "Không")
    expect(director.page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    director.goes_to(f"{home}/bieu-mau")
    expect(director.control("Chức vụ người đại diện")).to_have_value("Giám đốc")
    director.complaints[:] = [one for one in director.complaints if "ERR_INTERNET_DISCONNECTED" not in one]
