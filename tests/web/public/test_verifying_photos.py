"""Anybody can photograph the QR of a paper, and is led to the register's own answer or told what the picture lacks."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from builders.desk import Desk, a_desk, visible
from builders.in_force_today import issued
from PIL import Image

from certificates.qr_code import modules


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def photographed(visitor: Any, picture: Image.Image | bytes, *, kind: str = "JPEG") -> Any:
    if isinstance(picture, Image.Image):
        file = io.BytesIO()
        picture.save(file, kind)
        picture = file.getvalue()
    return visitor.client.post("/xac-minh/anh", data={"anh": (io.BytesIO(picture), "anh.jpg")})


def a_photo_of(text: str) -> Image.Image:
    """Photograph a QR on a table, a little askew."""
    side, runs = modules(text)
    paper = Image.new("L", (side + 8, side + 8), 255)
    for column, row, length in runs:
        paper.paste(0, (column + 4, row + 4, column + 4 + length, row + 5))
    large = paper.resize((600, 600), Image.Resampling.NEAREST).rotate(8, expand=True, fillcolor=255)
    table = Image.new("RGB", (1600, 1200), "#9a8f80")
    table.paste(large, (400, 250))
    return table


def test_a_photo_of_the_qr_leads_to_the_paper(desk: Desk, visitor: Any) -> None:
    [certificate] = issued(desk)

    answer = photographed(visitor, a_photo_of(f"https://ocop.example.vn/c/{certificate.lookup_code}"))

    assert answer.status_code == 303, answer.text
    assert answer.headers["Location"].endswith(f"/c/{certificate.lookup_code}")


def test_a_qr_that_leads_elsewhere_is_named_and_never_followed(desk: Desk, visitor: Any) -> None:
    [certificate] = issued(desk)

    answer = photographed(visitor, a_photo_of(f"https://ocop-laichau.example.com/c/{certificate.lookup_code}"))

    assert answer.status_code == 200
    assert "không phải của sổ này: ocop-laichau.example.com" in visible(answer.text)


@pytest.mark.parametrize("content", [b"", b"khong phai anh", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_what_is_no_picture_is_asked_for_again(content: bytes, visitor: Any) -> None:
    answer = photographed(visitor, content)

    assert answer.status_code == 200
    assert "Không đọc được ảnh này" in visible(answer.text)


def test_a_picture_without_a_code_says_how_to_take_one(visitor: Any) -> None:
    answer = photographed(visitor, Image.new("RGB", (400, 300), "green"))

    assert "Không thấy mã QR trong ảnh" in visible(answer.text)
