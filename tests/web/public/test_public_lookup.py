"""The public search box: by names without accents, by numbers and by codes; nothing that breaks it."""

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from builders.desk import Desk, a_desk, visible
from sqlalchemy import select

from registry.models.certificate import Certificate
from registry.rules import lookup_code
from registry.transaction import reading


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def found(visitor: Any, text: str) -> str:
    answer = visitor.get("/tra-cuu", query_string={"q": text})
    assert answer.status_code == 200, answer.text
    return visible(answer.text)


def test_a_code_leads_straight_to_its_paper(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")
    with desk.app.app_context(), reading() as session:
        code = session.scalars(select(Certificate.lookup_code)).one()

    for typed in (code, code.lower(), lookup_code.grouped(code)):
        answer = visitor.get("/tra-cuu", query_string={"q": typed})
        assert answer.headers["Location"] == f"/c/{code}"


def test_nothing_found_says_what_to_try(visitor: Any) -> None:
    text = found(visitor, "không có gì như thế")

    assert "Không có sản phẩm nào được công nhận khớp với “không có gì như thế”" in text


def test_a_code_with_a_slip_is_called_one(visitor: Any) -> None:
    code = lookup_code.new_code(demonstration=False)
    slipped = code[:-1] + next(letter for letter in lookup_code.ALPHABET if letter != code[-1])

    for typed in (slipped, slipped.lower(), lookup_code.grouped(slipped), f"{slipped}2", "K7MQ-2XHO-9RTA"):
        assert f"Mã “{typed}” sai, hãy kiểm tra lại" in found(visitor, typed), typed


def test_names_and_numbers_are_not_called_codes_with_a_slip(visitor: Any) -> None:
    right = lookup_code.new_code(demonstration=False)

    for typed in ("che shan tuyet", "Chè Shan tuyết", "001/2026/GCN", "8934567890123", "012345678912", right):
        assert "sai, hãy kiểm tra lại" not in found(visitor, typed), typed


def test_bytes_that_are_no_text_are_not_shown(visitor: Any) -> None:
    text = visitor.get("/tra-cuu?q=%ff%fe").text

    assert "\ufffd" not in text
    assert 'value=""' in text


def test_an_empty_box_shows_everything(desk: Desk, visitor: Any) -> None:
    assert "Chưa có sản phẩm nào được công nhận" in found(visitor, "")

    desk.issue("Chè Shan tuyết", "Mật ong bạc hà")

    assert "2 sản phẩm" in found(visitor, "")


NEVER_TYPED = [
    "%",
    "_",
    "!!!",
    "\x00",
    "a" * 10_000,
    "a " * 5_000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\\",
    "12-34",
    "\u202e\u200b",
    "𝕊𝔥𝔞𝔫",
]


def test_what_people_never_type_breaks_nothing(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")

    for typed in NEVER_TYPED:
        assert "<script>alert" not in found(visitor, typed)


NONSENSE = ["sau=khongco", "truoc=-1", "sau=%00", "xep=<b>", "sau=a&sau=b", "trang=7"]
UNREAD = ["sao=9", "sao=abc", "nam=99999999999", "xa=%27", "nganh=%ff", "tinh-trang=in_force"]


def test_a_place_that_is_not_there_leads_to_the_beginning(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")

    for nonsense in NONSENSE:
        for page in ("/tra-cuu", "/tra-cuu.csv", "/tra-cuu.json"):
            answer = visitor.get(f"{page}?q=che&{nonsense}")

            assert answer.status_code == 200, nonsense
            assert "Chè Shan tuyết" in answer.get_data().decode(), nonsense
        told = "được hiện từ đầu" in visitor.get(f"/tra-cuu?q=che&{nonsense}").text
        assert told is (nonsense != "trang=7"), nonsense  # no page of ours has such a word in its address
    assert "được hiện từ đầu" not in visitor.get("/tra-cuu?q=che").text


def test_a_filter_that_means_nothing_is_said_to_people_and_refused_to_programs(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")

    for nonsense in UNREAD:
        page = visitor.get(f"/tra-cuu?q=che&{nonsense}")
        assert page.status_code == 200, nonsense
        assert "Không hiểu được bộ lọc" in page.text, nonsense
        assert "noindex" in page.text
        for data in ("/tra-cuu.csv", "/tra-cuu.json"):
            assert visitor.get(f"{data}?q=che&{nonsense}").status_code == 422, nonsense


def test_a_filter_that_nothing_meets_today_finds_nothing(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")

    text = found(visitor, "che") and visible(visitor.get("/tra-cuu?q=che&tinh-trang=thu-hoi").text)

    assert "Không có sản phẩm nào khớp" in text
    assert "Không hiểu được" not in text


def test_the_number_of_a_decision_leads_to_it(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")
    desk.issue("Chè 1758", number="1758/QĐ-UBND")

    for typed in ("1757/QĐ-UBND", "1757", "quyết định số 1757/QĐ-UBND"):
        answer = visitor.get("/tra-cuu", query_string={"q": typed}).text
        assert "Quyết định 1757/QĐ-UBND" in visible(answer), typed
        assert "Quyết định 1758" not in visible(answer), typed


def test_one_pages_through_all_results_and_back(desk: Desk, visitor: Any) -> None:
    desk.issue(*[f"Sản phẩm {number:02}" for number in range(1, 31)])

    first = visitor.get("/tra-cuu?q=san+pham").text
    second = visitor.get(way(first, "next")).text

    assert "30 sản phẩm" in visible(first)
    assert "21–30 trong 30" in visible(second)
    shown = [name for name in (f"Sản phẩm {number:02}" for number in range(1, 31)) if name in first + second]
    assert len(shown) == 30
    assert 'rel="next"' not in second
    assert visible(visitor.get(way(second, "prev")).text) == visible(first)


def way(page: str, rel: str) -> str:
    """Return the address of the next page or the one before."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    assert found is not None
    return html.unescape(found[1])


def test_results_are_narrowed_by_links_that_count(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết", "Chè dây", stars=4, score=Decimal(75))
    desk.issue("Chè vằng", number="2/QĐ-UBND")

    page = visitor.get("/tra-cuu?q=che").text
    address = html.unescape(re.search(r'<a href="([^"]+)"[^>]*>4 sao</a> <span class="muted">2<', page)[1])  # type: ignore[index]

    narrowed = visitor.get(address).text
    assert "2 sản phẩm" in visible(narrowed)
    assert "Chè vằng" not in narrowed
    assert "Bỏ các bộ lọc" in narrowed


def test_the_results_leave_as_a_list_and_as_data(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè =1+1 tuyết", "Mật ong")

    as_list = visitor.get("/tra-cuu.csv?q=che").get_data().decode("utf-8-sig")
    as_data = visitor.get("/tra-cuu.json?q=che").json

    assert as_list.splitlines()[0].startswith("Sản phẩm,Chủ thể,")
    assert len(as_list.splitlines()) == 2
    (product,) = as_data["products"]
    assert (product["name"], product["stars"]) == ("Chè =1+1 tuyết", 3)
    assert product["address"].endswith(f"/san-pham/{product['id']}")


def test_a_browser_asks_again_each_time_and_is_told_that_nothing_changed(visitor: Any) -> None:
    answer = visitor.get("/tra-cuu?q=che")

    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers
    again = visitor.get("/tra-cuu?q=che", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


def test_the_front_page_has_the_box(visitor: Any) -> None:
    assert 'action="/tra-cuu"' in visitor.get("/").text
