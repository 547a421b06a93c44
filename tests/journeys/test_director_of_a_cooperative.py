"""The director of a cooperative: from the printed letter to a certificate, a correction, and its answer."""

import re

import pytest
from journeys.conftest import WIDE, Seat
from journeys.opened_register import OpenedRegister
from journeys.person import bytes_of

PASSWORD = "mùa vàng trên ruộng bậc thang"
PRODUCER = "Công ty TNHH Minh Họa 03"
TELEPHONE = 360
CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


@pytest.mark.parametrize(("width", "phone"), [(TELEPHONE, "0912 345 601"), (WIDE, "0912 345 602")])
def test_a_director_comes_in_by_a_letter_takes_a_paper_and_is_answered(
    width: int, phone: str, demonstration: OpenedRegister, staff: Seat, somebody: Seat
) -> None:
    officer = staff("officer")
    officer.goes_to("/can-bo/chu-the?q=minh+hoa+03")
    officer.follows(PRODUCER)
    officer.follows("Mời người của chủ thể")
    officer.types("Họ và tên", "Lò Thị Giám Đốc")
    officer.types("Số điện thoại hoặc thư điện tử", phone)
    officer.presses("Lập thư mời")
    officer.sees("Mã chỉ hiện một lần")
    code = officer.reads(CODE)
    officer.takes_picture(f"invitation-{width}")

    director = somebody(width=width)
    director.goes_to("/moi")
    director.types("Số điện thoại hoặc thư điện tử", phone)
    director.types("Mã mời", code.lower())
    director.types("Mật khẩu mới", PASSWORD)
    director.types("Nhập lại mật khẩu mới", PASSWORD)
    director.presses("Tạo tài khoản")
    director.sees("Đã tạo tài khoản")
    director.signs_in(phone.replace(" ", "."), PASSWORD, home="/cua-toi")
    director.sees("Còn hiệu lực, còn")
    director.takes_picture(f"portal-{width}")

    director.follows("Miến dong Minh Họa 03")
    director.takes_picture(f"portal-product-{width}")
    director.page.get_by_role("link", name=re.compile("^Tải giấy")).first.wait_for()
    with director.page.expect_download() as taken:
        director.page.get_by_role("link", name=re.compile("^Tải giấy")).first.click()
    assert bytes_of(taken.value).startswith(b"%PDF")

    director.follows("Đề nghị sửa thông tin sản phẩm")
    director.types("Câu chuyện sản phẩm", f"Bà con làm miến từ củ dong, kể ở màn hình {width}.")
    director.presses("Gửi đề nghị")
    director.sees("Chờ trả lời")

    officer.goes_to("/can-bo/de-nghi?trang-thai=open")
    officer.follows("Câu chuyện sản phẩm")
    officer.sees(f"kể ở màn hình {width}")
    officer.takes_picture(f"proposal-{width}")
    officer.follows("Chấp nhận")
    officer.presses("Chấp nhận và ghi vào sổ")
    officer.sees("Đã chấp nhận")

    director.goes_to("/cua-toi/de-nghi")
    director.sees("Đã chấp nhận")
    director.takes_picture(f"proposals-{width}")
