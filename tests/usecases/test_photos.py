"""Pictures of products: what goes in, what is kept, what is refused."""

import io
import struct
import zlib
from typing import Any

import pytest
from builders.units import a_unit, goods_of, kept_goods
from flask import Flask
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from sqlalchemy import func, select

from registry.models.product import Photo
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import photos

SECRET = "Máy ảnh bí mật".encode()
RED, BLUE = (200, 30, 30), (20, 40, 200)


@pytest.fixture
def officer(app: Flask, actors: dict[str, Actor]) -> Actor:
    """The person who keeps the register."""
    return actors["officer"]


@pytest.fixture
def goods(officer: Actor) -> str:
    """A product."""
    return goods_of(officer, a_unit(officer))


def picture(size: tuple[int, int] = (400, 300), *, form: str = "JPEG", **options: Any) -> bytes:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def with_places_and_words(orientation: int = 1) -> bytes:
    """Return a picture as a phone makes it: where, when, with what, turned, with a comment."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = SECRET.decode()
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (22.4, 0.0, 0.0)
    return picture(exif=exif, comment=SECRET, dpi=(300, 300))


def kept_bytes(app: Flask, sha256: str) -> bytes:
    """Return a picture from the vault."""
    content: bytes = app.config["VAULT"].read(sha256)
    return content


def colour_at(image: Image.Image, x: int, y: int) -> str:
    """Say which of the two colours a point has."""
    point = image.convert("RGB").getpixel((x, y))
    assert isinstance(point, tuple)
    return "red" if point[0] > point[2] else "blue"


def test_a_picture_is_kept_in_the_vault_with_nothing_of_the_camera_in_it(
    app: Flask, officer: Actor, goods: str
) -> None:
    photos.add(actor=officer, product=goods, content=with_places_and_words(), caption=" Gói  chè ")

    [photo] = kept_goods(goods).photos
    content = kept_bytes(app, photo.sha256)
    assert (photo.width, photo.height, photo.caption) == (400, 300, "Gói chè")
    assert SECRET not in content
    assert b"Exif" not in content
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (400, 300), "RGB")
        assert dict(image.getexif()) == {}
        assert not {"exif", "comment", "dpi", "icc_profile", "xmp"} & image.info.keys()


def test_a_picture_taken_on_its_side_stands_upright() -> None:
    upright = photos.encoded_anew(with_places_and_words(orientation=6))

    assert (upright.width, upright.height) == (300, 400)
    with Image.open(io.BytesIO(upright.content)) as image:
        assert (colour_at(image, 150, 20), colour_at(image, 150, 380)) == ("red", "blue")


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 2000), (1600, 800)), ((1000, 3000), (533, 1600)), ((220, 200), (220, 200))]
)
def test_a_large_picture_is_made_smaller_and_a_small_one_stays(size: tuple[int, int], kept: tuple[int, int]) -> None:
    encoded = photos.encoded_anew(picture(size))

    assert (encoded.width, encoded.height) == kept


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_three_forms_of_still_pictures_are_taken(form: str) -> None:
    encoded = photos.encoded_anew(picture(form=form))

    with Image.open(io.BytesIO(encoded.content)) as image:
        assert (colour_at(image, 50, 150), colour_at(image, 350, 150)) == ("red", "blue")


def test_what_is_transparent_becomes_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (250, 250), (0, 0, 0, 0)).save(file, "PNG")

    with Image.open(io.BytesIO(photos.encoded_anew(file.getvalue()).content)) as image:
        assert image.getpixel((125, 125)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "I;16", "1", "LA"])
def test_pictures_of_every_sort_of_colour_are_taken(mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (230, 230)).save(file, "JPEG" if mode == "CMYK" else "PNG")

    assert photos.encoded_anew(file.getvalue()).width == 230


def test_grey_of_sixteen_bits_keeps_its_shades() -> None:
    file = io.BytesIO()
    Image.new("I;16", (230, 230), 32768).save(file, "PNG")

    with Image.open(io.BytesIO(photos.encoded_anew(file.getvalue()).content)) as image:
        shade = image.convert("L").getpixel((115, 115))
    assert isinstance(shade, int)
    assert 120 < shade < 136


def a_png_that_says(width: int, height: int) -> bytes:
    """Return a tiny file whose header promises a picture of that size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def animated(form: str) -> bytes:
    """Return an animation of two pictures."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    frames[0].save(file, form, save_all=True, append_images=frames[1:])
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "chọn một tệp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG, HTML"),
        (b"<!doctype html><script>alert(1)</script>", "SVG, HTML"),
        (b"\xef\xbb\xbf<html>", "SVG, HTML"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"hello", "không phải ảnh"),
        (b"\xff\xd8\xff\xe0", "không phải ảnh|bị hỏng"),
        (animated("GIF"), "GIF"),
        (animated("PNG"), "Ảnh động"),
        (animated("WEBP"), "Ảnh động"),
        (picture((800, 800), form="PNG")[:-400], "bị hỏng"),
        (picture((800, 800))[:2000], "bị hỏng"),
        (a_png_that_says(200, 200), "bị hỏng"),
        (a_png_that_says(6400, 6400), "41 triệu"),
        (a_png_that_says(7200, 5400), "39 triệu điểm ảnh; tối đa 16 triệu; hãy lưu ảnh thành JPEG"),
        (picture((199, 900)), "199 × 900 điểm ảnh"),
        (picture((10, 10), form="PNG"), "ít nhất 200"),
        (a_png_that_says(10_000, 10_000), "quá lớn|triệu"),
        (a_png_that_says(60_000, 60_000), "quá lớn"),
        (b"\x89PNG" + b"\0" * (20 * 1024 * 1024), "20 MB"),
    ],
)
def test_what_is_no_still_picture_is_refused_in_plain_words(content: bytes, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        photos.encoded_anew(content)

    assert refused.value.field == "photo"


def test_a_refused_file_leaves_nothing_behind(app: Flask, officer: Actor, goods: str) -> None:
    with pytest.raises(Refusal):
        photos.add(actor=officer, product=goods, content=b"<svg/>")

    assert list(app.config["VAULT"].names()) == []
    assert kept_goods(goods).photos == []


def test_the_same_picture_is_kept_once_and_there_is_an_end_to_pictures(officer: Actor, goods: str) -> None:
    for width in range(210, 210 + photos.MOST_PHOTOS):
        photos.add(actor=officer, product=goods, content=picture((width, 200)))

    with pytest.raises(Refusal, match="tối đa 12 ảnh"):
        photos.add(actor=officer, product=goods, content=picture((299, 200)))
    photos.remove(actor=officer, photo=kept_goods(goods).photos[0].public_id)
    with pytest.raises(Refusal, match="đã có"):
        photos.add(actor=officer, product=goods, content=picture((211, 200)))

    assert len(kept_goods(goods).photos) == photos.MOST_PHOTOS - 1


def test_a_picture_is_put_first_given_words_and_taken_away(officer: Actor, goods: str) -> None:
    first, second = (photos.add(actor=officer, product=goods, content=picture((width, 200))) for width in (210, 220))

    photos.put_first(actor=officer, photo=second)
    photos.caption(actor=officer, photo=second, words="Chè đóng hộp")

    assert [(one.public_id, one.caption) for one in kept_goods(goods).photos] == [
        (second, "Chè đóng hộp"),
        (first, None),
    ]
    photos.remove(actor=officer, photo=second)
    assert [one.public_id for one in kept_goods(goods).photos] == [first]
    with pytest.raises(NotFound):
        photos.remove(actor=officer, photo=second)


def test_pictures_are_given_by_those_who_keep_the_register(
    app: Flask, officer: Actor, actors: dict[str, Actor], goods: str
) -> None:
    with pytest.raises(NotAllowed):
        photos.add(actor=actors["auditor"], product=goods, content=picture())
    with pytest.raises(NotFound):
        photos.add(actor=officer, product="nothing", content=picture())

    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Photo)) == 0
