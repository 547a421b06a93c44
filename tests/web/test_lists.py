"""Every list: sorted, filtered, paged by its address, exported as shown; no address breaks it."""

import io

import pytest
from openpyxl import load_workbook

from registry.rules.permissions import Role
from registry.web.listing import _MEDIA

LISTS = ["/can-bo/tai-khoan", "/can-bo/nhat-ky"]
HOSTILE = [
    "?trang=0",
    "?trang=-1",
    "?trang=1000000000",
    "?trang=9" + "9" * 400,
    "?trang=a&moi-trang=b",
    "?trang=²",
    "?moi-trang=1000000",
    "?sap=khong_co",
    "?sap=-",
    "?sap=--name",
    "?sap=name;drop table account",
    "?q=" + "x" * 8000,
    "?q=" + "(" * 500,
    "?q=%00%FF",
    "?q=%25_%5C'\"",
    "?q=a&q=b&q=c",
    "?tu=31/02/2020&den=99/99/9999",
    "?tu=2020-13-45",
    "?nguoi=khong-co&viec=khong.co&doi-tuong=khong_co",
    "?vai-tro=emperor&trang-thai=dead",
    "?xuat=exe",
    "?xuat=csv&trang=7",
    "?%F0%9F%98%80=1",
    "?endpoint=x&_external=1&_scheme=evil&_anchor=a&_method=POST",
    "?public_id=x&v=1",
]


@pytest.fixture
def administrator(someone):
    return someone(Role.ADMINISTRATOR, Role.AUDITOR)


@pytest.mark.parametrize("address", LISTS)
def test_no_address_breaks_a_list(address, administrator) -> None:
    for query in HOSTILE:
        assert administrator.get(address + query).status_code == 200, query


def test_a_list_is_sorted_both_ways_by_its_address(administrator, someone) -> None:
    for name in ("b", "a", "c"):
        someone(Role.OFFICER, email=f"{name}@sap-xep.vn", signed_in=False)

    def order(sort: str) -> list[int]:
        page = administrator.get(f"/can-bo/tai-khoan?q=sap-xep&sap={sort}").text
        return [page.index(f"{name}@sap-xep.vn") for name in ("a", "b", "c")]

    assert order("email") == sorted(order("email"))
    assert order("-email") == sorted(order("-email"), reverse=True)
    assert 'aria-sort="descending"' in administrator.get("/can-bo/tai-khoan?sap=-email").text


def test_a_list_is_narrowed_by_search_and_filter_together(administrator, someone) -> None:
    someone(Role.OFFICER, email="mot@loc.vn", signed_in=False)
    someone(Role.APPROVER, email="hai@loc.vn", signed_in=False)

    page = administrator.get("/can-bo/tai-khoan?q=loc.vn&vai-tro=approver").text

    assert "hai@loc.vn" in page
    assert "mot@loc.vn" not in page
    assert "Bỏ lọc" in page


def test_a_search_for_a_wildcard_finds_only_that_character(administrator, someone) -> None:
    someone(Role.OFFICER, email="a_b@ky-tu.vn", signed_in=False)
    someone(Role.OFFICER, email="axb@ky-tu.vn", signed_in=False)

    page = administrator.get("/can-bo/tai-khoan?q=a_b").text

    assert "a_b@ky-tu.vn" in page
    assert "axb@ky-tu.vn" not in page


def test_pages_join_without_gap_or_repetition(administrator, someone, web_app) -> None:
    from registry.queries import accounts as account_queries
    from registry.queries.listing import ListRequest
    from registry.transaction import reading

    for number in range(7):
        someone(Role.OFFICER, email=f"{number}@trang.vn", signed_in=False)

    with web_app.app_context(), reading() as session:
        seen = [
            line.email
            for page in range(1, 5)
            for line in account_queries.page(session, ListRequest(page=page, page_size=2)).rows
        ]
        beyond = account_queries.page(session, ListRequest(page=99, page_size=3))

    assert len(seen) == len(set(seen)) == 8
    assert (beyond.number, beyond.pages, beyond.first, beyond.last) == (3, 3, 7, 8)


def test_a_filter_that_is_none_is_named_and_nothing_is_sent_as_if_it_narrowed(administrator) -> None:
    address = "/can-bo/nhat-ky?tu=31/02/2020&den=1/1/2020"

    shown = administrator.get(address).text

    assert "Không hiểu “31/02/2020” ở mục “Từ ngày” nên chưa lọc theo mục này." in shown
    assert 'value="31/02/2020"' in shown
    assert 'value="01/01/2020"' in shown
    assert shown.count("Không hiểu “") == 1
    assert administrator.get(f"{address}&xuat=csv").status_code == 422


def test_an_export_holds_exactly_what_the_list_shows(administrator, someone) -> None:
    for number in range(30):
        someone(Role.OFFICER, email=f"{number:02d}@xuat.vn", signed_in=False)
    someone(Role.APPROVER, email="khac@khac.vn", signed_in=False)
    query = "?q=xuat.vn&sap=-email&moi-trang=25&trang=2"

    answer = administrator.get(f"/can-bo/tai-khoan{query}&xuat=csv")
    lines = answer.data.decode("utf-8-sig").splitlines()
    book = administrator.get(f"/can-bo/tai-khoan{query}&xuat=xlsx")
    cells = list(load_workbook(io.BytesIO(book.data)).active.iter_rows(values_only=True))

    expected = [f"{number:02d}@xuat.vn" for number in reversed(range(30))]
    assert [line.split(",")[1] for line in lines[1:]] == expected
    assert [row[1] for row in cells if row[1] and "@" in str(row[1])] == expected
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "filename*=UTF-8''T%C3%A0i%20kho%E1%BA%A3n" in answer.headers["Content-Disposition"]
    assert book.headers["Content-Type"] == _MEDIA["xlsx"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_formula_in_a_name_is_text_in_the_export(administrator) -> None:
    fields = {"name": "=cmd|' /C calc'!A0", "email": "cong@thuc.vn", "roles": "officer"}
    administrator.send("/can-bo/tai-khoan/moi", **fields)

    book = administrator.get("/can-bo/tai-khoan?q=thuc.vn&xuat=xlsx")
    text = administrator.get("/can-bo/tai-khoan?q=thuc.vn&xuat=csv").data.decode("utf-8-sig")

    cells = [cell for row in load_workbook(io.BytesIO(book.data)).active.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type != "f" for cell in cells)
    assert not any(line.startswith(("=", '"=')) for line in text.splitlines())


def test_the_journal_is_narrowed_by_person_act_and_subject(administrator, someone) -> None:
    administrator.send("/can-bo/tai-khoan/moi", name="Lò Thị Mới", email="moi@vi-du.vn", roles="officer")

    page = administrator.get("/can-bo/nhat-ky?viec=account.create&doi-tuong=account&tu=01/01/2020").text
    assert "Mở tài khoản" in page
    assert "Lập sổ đăng ký" not in page.split("<tbody>")[1]
    assert "<tbody>" not in administrator.get("/can-bo/nhat-ky?den=01/01/2020").text


def test_an_entry_of_the_journal_shows_values_but_no_secret(administrator) -> None:
    administrator.send("/can-bo/tai-khoan/moi", name="Lò Thị Mới", email="moi@vi-du.vn", roles="officer")
    page = administrator.get("/can-bo/nhat-ky").text
    newest = page.split('href="/can-bo/nhat-ky/')[1].split('"')[0]

    entry = administrator.get(f"/can-bo/nhat-ky/{newest}").text

    assert "Lò Thị Mới" in entry
    assert "(giữ kín)" in entry
    assert "argon2" not in entry
    assert "fs_uniquifier" not in entry


def test_a_name_is_found_without_its_accents_and_stands_in_vietnamese_order(administrator, web_app) -> None:
    for number, name in enumerate(("Đèo Văn Ánh", "Dương Thị Bé", "Ê Ban Cư")):
        administrator.send("/can-bo/tai-khoan/moi", name=name, email=f"{number}@dau.vn", roles="officer")

    assert "Đèo Văn Ánh" in administrator.get("/can-bo/tai-khoan?q=deo+van").text
    page = administrator.get("/can-bo/tai-khoan?q=dau.vn&sap=name").text
    assert page.index("Dương Thị Bé") < page.index("Đèo Văn Ánh") < page.index("Ê Ban Cư")


def test_an_entry_with_a_note_shows_the_values_once(administrator) -> None:
    administrator.send("/can-bo/tai-khoan/moi", name="Lò Thị Mới", email="moi@vi-du.vn", roles="officer")
    newest = administrator.get("/can-bo/nhat-ky").text.split('href="/can-bo/nhat-ky/')[1].split('"')[0]

    entry = administrator.get(f"/can-bo/nhat-ky/{newest}").text

    assert entry.count("<ins>Lò Thị Mới</ins>") == 1
    assert "Các mục đã đổi: vai trò." in entry
