"""A session that ended while somebody typed: what was typed comes back to its writer, and to nobody else."""

from journeys.conftest import Seat
from journeys.person import Person

PAGE = "/can-bo/so-in/phoi-hong"
REASON = "Kẹt giấy “khay 2” & ố mép"


def types_too_long(person: Person) -> None:
    person.goes_to(PAGE)
    person.types("Số phôi", "LC 777")
    person.types("Lý do", REASON)
    person.page.context.clear_cookies()
    person.presses("Ghi phôi hỏng")
    person.sees("Những gì vừa gõ còn trong thẻ này")


def signs_in_again(person: Person, email: str, password: str) -> None:
    person.types("Số điện thoại hoặc thư điện tử", email)
    person.types("Mật khẩu", password)
    person.presses("Đăng nhập")


def test_what_was_typed_when_the_session_ended_comes_back_to_its_writer_alone(
    staff: Seat, sign_ins: dict[str, tuple[str, str]]
) -> None:
    officer = staff("officer")
    types_too_long(officer)
    signs_in_again(officer, *sign_ins["officer"])
    officer.sees("được điền lại ở dưới")
    assert [officer.control(label).input_value() for label in ("Số phôi", "Lý do")] == ["LC 777", REASON]

    types_too_long(officer)
    signs_in_again(officer, *sign_ins["administrator"])
    officer.sees("không có quyền xem trang này")
    assert officer.page.evaluate("sessionStorage.length") == 0
