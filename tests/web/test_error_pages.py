"""Where there is no page: a Vietnamese sentence, the menu of whoever is at work, and a way back."""

import io

import pytest
from builders.page_forms import form_of, send

from registry.rules.permissions import Role
from registry.web import errors

MENU = 'aria-label="Mục chính"'
HOME = "http://localhost"


def a_fault() -> None:
    raise ValueError("hỏng")


@pytest.fixture
def faulty(web_app):
    """An application one of whose pages is broken."""
    web_app.view_functions["staff_producers.index"] = a_fault
    return web_app


def test_who_is_at_work_keeps_the_menu(faulty, someone) -> None:
    officer = someone(Role.OFFICER)

    for address, code in (("/khong-co", 404), ("/can-bo/tai-khoan", 403), ("/can-bo/chu-the", 500)):
        answer = officer.get(address)

        assert answer.status_code == code
        assert MENU in answer.text, address
        assert "Về trang của tôi" in answer.text
        # Only what this person may open.
        assert "/can-bo/tai-khoan" not in answer.text.split(MENU)[1].split("</nav>")[0]


def test_a_stranger_sees_no_menu(visitor) -> None:
    answer = visitor.get("/khong-co")

    assert answer.status_code == 404
    assert MENU not in answer.text
    assert "Về trang đầu" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_the_page_of_a_fault_needs_nothing_that_may_be_broken(web_app, visitor, monkeypatch) -> None:
    def broken() -> None:
        raise OSError("the register cannot be read")

    monkeypatch.setattr("registry.web.headers.site", broken)
    answer = visitor.get("/")

    assert answer.status_code == 500
    assert errors.SENTENCES[500][1] in answer.text


def test_an_error_leads_back_to_the_page_before_if_that_is_ours(visitor) -> None:
    back = "Quay lại trang vừa rồi"

    ours = visitor.get("/khong-co", headers={"Referer": f"{HOME}/tra-cuu?q=a"}).text
    assert back in ours
    assert 'href="/tra-cuu?q=a"' in ours
    for other in ("https://evil.example/x", f"{HOME}//evil.example/", "javascript:alert(1)"):
        assert back not in visitor.get("/khong-co", headers={"Referer": other}).text, other


def test_too_large_a_sending_is_answered_with_what_to_do(someone) -> None:
    officer = someone(Role.OFFICER)
    page = "/can-bo/nhap-danh-sach/moi"

    answer = officer.client.post(
        page,
        content_type="multipart/form-data; boundary=x",
        headers={"Referer": f"{HOME}{page}"},
        environ_overrides={"CONTENT_LENGTH": str(65 * 1024 * 1024)},
    )

    assert answer.status_code == 413
    assert "Mỗi tệp tối đa 20 MB" in answer.text
    assert f'href="{page}">Quay lại trang vừa rồi' in answer.text
    assert MENU in answer.text


def test_a_file_that_is_too_large_is_refused_at_its_field_with_everything_kept(someone) -> None:
    officer = someone(Role.OFFICER)
    page = "/can-bo/nhap-danh-sach/moi"
    form = form_of(officer.get(page))
    typed = {"number": "1757/QĐ-UBND", "signed_on": "30/02/2020"}
    content = io.BytesIO(b"x" * (20 * 1024 * 1024 + 1))

    answer = send(officer.client, form, **typed, file=(content, "danh-sach.csv"))

    assert answer.status_code == 422
    assert "Tệp này lớn 20,0 MB; tối đa 20 MB" in answer.text
    assert "Ngày không hợp lệ" in answer.text
    assert form_of(answer).values["number"] == "1757/QĐ-UBND"
    assert form_of(answer).values["signed_on"] == "30/02/2020"


def test_long_vietnamese_texts_are_let_in(someone) -> None:
    """Twenty thousand letters are sent as nearly two hundred thousand: three texts make half a million."""
    officer = someone(Role.OFFICER)
    page = "/can-bo/chu-the/moi"
    form = form_of(officer.get(page))

    answer = officer.client.post(page, data={**form.values, "name": "", "note": "ệ" * 200_000}, buffered=True)

    assert answer.status_code == 422
    assert "không được để trống" in answer.text
