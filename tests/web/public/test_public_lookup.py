"""The public search box: by names without accents, by numbers and by codes; nothing that breaks it."""

from collections.abc import Iterator
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

    assert "Không có giấy chứng nhận nào khớp với “không có gì như thế”" in text


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


def test_an_empty_box_explains_itself(visitor: Any) -> None:
    assert "Gõ mã tra cứu in dưới mã QR" in found(visitor, "")


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


def test_a_page_that_is_not_there_shows_the_nearest(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")

    for page in ("0", "-1", "999999999999", "abc", "%00", ""):
        answer = visitor.get(f"/tra-cuu?q=che&trang={page}")

        assert answer.status_code == 200, page
        assert "Chè Shan tuyết" in answer.text, page


def test_many_results_come_in_pages(desk: Desk, visitor: Any) -> None:
    desk.issue(*[f"Sản phẩm {number:02}" for number in range(1, 31)])

    first, second = (visitor.get(f"/tra-cuu?q=san+pham&trang={page}").text for page in (1, 2))

    assert "30 giấy chứng nhận, trang 1 trên 2" in visible(first)
    assert first.count("<li>") > second.count("<li>")
    shown = [name for name in (f"Sản phẩm {number:02}" for number in range(1, 31)) if name in first + second]
    assert len(shown) == 30


def test_the_answers_are_kept_nowhere(visitor: Any) -> None:
    answer = visitor.get("/tra-cuu?q=che")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_the_front_page_has_the_box(visitor: Any) -> None:
    assert 'action="/tra-cuu"' in visitor.get("/").text
