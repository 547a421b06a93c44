"""What a browser or a machine asks again, in part, or without the content: true answers, and as few bytes as can be."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from builders.desk import Desk, a_desk
from flask import Flask
from PIL import Image
from sqlalchemy import select

from registry.models.product import Photo
from registry.transaction import reading
from registry.usecases import photos

SAID = ("ETag", "Cache-Control", "Vary", "Content-Type", "Content-Length", "Content-Encoding")
KEPT = ("/", "/tra-cuu", "/tra-cuu.csv", "/tra-cuu.json", "/robots.txt", "/sitemap.xml", "/sitemap-1.xml")
FONT = "/static/fonts/be-vietnam-pro-400.woff2"


@pytest.fixture
def desk(web_app: Flask, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def a_photo(desk: Desk) -> str:
    """Add a picture to a product and return its address."""
    file = io.BytesIO()
    Image.new("RGB", (900, 700), "green").save(file, "PNG")
    product = desk.products.get("Chè Shan tuyết") or desk.product("Chè Shan tuyết")
    desk.acts(photos.add, product=product, content=file.getvalue())
    with desk.app.app_context(), reading() as session:
        return f"/anh/{session.scalars(select(Photo.public_id)).one()}"


@pytest.mark.parametrize("packed", ["gzip", "identity"])
@pytest.mark.parametrize("is_first", [True, False])
def test_asking_for_the_headers_alone_is_answered_as_the_page_would_be(
    desk: Desk, visitor: Any, packed: str, is_first: bool
) -> None:
    desk.issue("Chè Shan tuyết")
    pages = (*KEPT, a_photo(desk), f"/san-pham/{desk.products['Chè Shan tuyết']}", "/c/khong-co", "/khong-co", FONT)

    for address in pages:
        ways = ("HEAD", "GET") if is_first else ("GET", "HEAD")
        answers = {
            way: visitor.client.open(address, method=way, headers={"Accept-Encoding": packed}, buffered=True)
            for way in ways
        }
        page, head = answers["GET"], answers["HEAD"]

        assert head.status_code == page.status_code, address
        assert head.get_data() == b"", address
        assert {name: head.headers.get(name) for name in SAID} == {name: page.headers.get(name) for name in SAID}
    assert "ETag" in visitor.open("HEAD", "/tra-cuu").headers


def test_whoever_has_any_answer_is_told_that_there_is_one(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")

    for address in (*KEPT, a_photo(desk), FONT, "/static/app.css"):
        for _ in range(2):
            answer = visitor.get(address, headers={"If-None-Match": "*"})
            assert (answer.status_code, answer.get_data()) == (304, b""), address
            assert "ETag" in answer.headers, address


def test_what_does_not_exist_is_not_said_to_be_unchanged(visitor: Any) -> None:
    for address in ("/san-pham/aaaaaaaaaaaaaaaa", "/anh/aaaaaaaaaaaaaaaa", "/c/khong-co", "/static/khong-co.css"):
        assert visitor.get(address, headers={"If-None-Match": "*"}).status_code == 404, address


def test_a_stylesheet_is_sent_once(visitor: Any) -> None:
    for packed in ("gzip", "identity"):
        first = visitor.get("/static/app.css", headers={"Accept-Encoding": packed})
        again = visitor.get(
            "/static/app.css", headers={"Accept-Encoding": packed, "If-None-Match": first.headers["ETag"]}
        )
        assert (again.status_code, again.get_data()) == (304, b""), packed


def test_a_part_that_a_file_has_not_is_refused_with_the_length_that_it_has(visitor: Any) -> None:
    whole = visitor.get(FONT).get_data()

    part = visitor.get(FONT, headers={"Range": "bytes=2-5"})
    beyond = visitor.get(FONT, headers={"Range": f"bytes={len(whole)}-"})

    assert (part.status_code, part.get_data()) == (206, whole[2:6])
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(whole)}")
    assert "Không có phần này" in beyond.text


def test_a_picture_is_sent_once_and_gone_at_once(desk: Desk, visitor: Any) -> None:
    address = a_photo(desk)
    for size in ("", "?co=trang"):
        first = visitor.get(address + size)
        again = visitor.get(address + size, headers={"If-None-Match": first.headers["ETag"]})

        assert first.headers["Cache-Control"] == "no-cache"
        assert (again.status_code, again.get_data()) == (304, b"")
    assert visitor.get(address).headers["ETag"] != visitor.get(f"{address}?co=trang").headers["ETag"]

    desk.acts(photos.remove, photo=address.rpartition("/")[2])

    for size in ("", "?co=trang"):
        assert visitor.get(address + size, headers={"If-None-Match": first.headers["ETag"]}).status_code == 404
