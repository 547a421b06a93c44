"""A real list of another province, recorded in an empty real register by the first officer it has."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from journeys.conftest import Seat
from journeys.opened_register import ROOT, OpenedRegister, opens_account, say, served
from journeys.person import Person

LIST = ROOT / "tests" / "sheets" / "data" / "lao-cai-4261-2021.csv"
ADMINISTRATOR, OFFICER = "quantri@so-ocop.vn", "canbo@so-ocop.vn"
CHOSEN = "Bốn con trâu qua suối"


@pytest.fixture
def real_register(tmp_path: Path) -> Iterator[OpenedRegister]:
    """An empty real register, served."""
    folder = tmp_path / "real"
    say(folder, "init", "--real")
    with served(folder) as opened:
        yield opened


def uploads(officer: Person) -> None:
    """Send the list up and look at what it would do."""
    officer.turns_to("Nhập danh sách")
    officer.follows("Tải danh sách lên")
    officer.control("Tệp danh sách").set_input_files(LIST)
    officer.chooses("Cơ quan ban hành quyết định", "Tỉnh khác")
    officer.types("Tên cơ quan ban hành", "Ủy ban nhân dân tỉnh Lào Cai")
    officer.presses("Xem trước")
    officer.sees("Từng dòng")


def test_a_real_list_is_recorded_once(real_register: OpenedRegister, somebody: Seat) -> None:
    password = opens_account(real_register, OFFICER, "officer", by=ADMINISTRATOR)
    assert kept_password(real_register, OFFICER).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    officer = somebody(at=real_register)
    officer.signs_in(OFFICER, password, chooses=CHOSEN)

    uploads(officer)
    officer.sees("22 dòng mới")
    officer.takes_picture("import-preview")
    officer.presses("Đưa vào sổ")
    officer.sees("Đã đưa vào sổ lúc")
    assert_holds_the_list(officer)

    uploads(officer)
    officer.sees("22 dòng đã có trong sổ")
    officer.sees("không thay đổi gì")
    officer.takes_picture("import-again")
    officer.presses("Đưa vào sổ")
    officer.sees("Không có gì mới")
    assert_holds_the_list(officer)


def kept_password(register: OpenedRegister, email: str) -> str:
    """Return what the register keeps of a password."""
    with closing(sqlite3.connect(register.folder / "register.sqlite3")) as connection:
        return str(connection.execute("SELECT password FROM account WHERE email = ?", [email]).fetchone()[0])


def assert_holds_the_list(officer: Person) -> None:
    """Make sure that the register holds what the list says, each once, and no paper of its own."""
    for page, count in (("Sản phẩm", 22), ("Chủ thể", 16), ("Giấy chứng nhận", 22)):
        officer.turns_to(page)
        officer.sees(f"{count} dòng")
    officer.goes_to("/can-bo/giay-chung-nhan?nguon=issued")
    officer.sees("Không có dòng nào khớp")
