"""Pictures of products: encoded anew, so that nothing but the picture is left of what was uploaded."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import current_app
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from sqlalchemy import func, select

from registry.models.product import Photo, Product
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.journal import Act, acting
from registry.usecases.registration import find_product
from registry.usecases.typed import line_typed
from registry.vault import Vault

LONGEST_SIDE = 1600
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_PIXELS_READ_WHOLE = 16_000_000
"""Of a PNG or WebP, which is read whole before it is made smaller: more would take a second."""
SHORTEST_SIDE = 200
"""Below it nobody sees what the product is."""
MOST_PHOTOS = 12
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")

# Files that people take for pictures, by what they begin with.
_BEGINNINGS = (
    ((b"GIF8",), "Ảnh GIF không dùng được; hãy chọn ảnh chụp JPEG hoặc PNG."),
    ((b"%PDF",), "Tệp này là PDF, không phải ảnh."),
    ((b"<", b"\xef\xbb\xbf<"), "Tệp này là văn bản (SVG, HTML), không phải ảnh chụp."),
)
_HEIF = b"ftyp"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture encoded anew."""

    content: bytes
    """JPEG without any word beside the picture."""
    width: int
    height: int


def add(*, actor: Actor, product: str, content: bytes, caption: str | None = None) -> str:
    """Give a product a picture and return the picture's public id.

    :raises NotFound: if there is no such product.
    :raises Refusal: if the file is no still picture, is damaged or too large, or the product has enough of them.
    """
    authorise(actor, Permission.EDIT_REGISTER)
    words = line_typed(caption, field="caption")
    picture = encoded_anew(content)
    vault: Vault = current_app.config["VAULT"]
    name = vault.keep(picture.content)
    with acting(actor, "photo.add", Permission.EDIT_REGISTER) as act:
        row = find_product(act, product)
        return put(act, row, sha256=name, width=picture.width, height=picture.height, caption=words).public_id


def put(act: Act, product: Product, *, sha256: str, width: int, height: int, caption: str | None) -> Photo:
    """Give a product a picture that the vault keeps, within an act under way.

    :raises Refusal: if the product has this picture, or enough of them.
    """
    photo = Photo(
        product_id=product.id,
        position=_next_position(act, product, sha256),
        sha256=sha256,
        width=width,
        height=height,
        caption=caption,
    )
    act.add(photo)
    act.session.flush()
    return photo


def remove(*, actor: Actor, photo: str) -> None:
    """Take a picture away from its product.

    :raises NotFound: if there is no such picture.
    """
    with acting(actor, "photo.remove", Permission.EDIT_REGISTER) as act:
        act.session.delete(_find(act, photo))


def caption(*, actor: Actor, photo: str, words: str | None) -> None:
    """Write a picture's caption anew.

    :raises NotFound: if there is no such picture.
    """
    with acting(actor, "photo.caption", Permission.EDIT_REGISTER) as act:
        _find(act, photo).caption = line_typed(words, field="caption")


def put_first(*, actor: Actor, photo: str) -> None:
    """Make a picture the first of its product: the one that stands for it.

    :raises NotFound: if there is no such picture.
    """
    with acting(actor, "photo.put_first", Permission.EDIT_REGISTER) as act:
        first = _find(act, photo)
        others = act.session.scalars(
            select(Photo).where(Photo.product_id == first.product_id, Photo.id != first.id).order_by(Photo.position)
        )
        for position, each in enumerate([first, *others], start=1):
            each.position = position


def _find(act: Act, public_id: str) -> Photo:
    row = act.session.scalar(select(Photo).where(Photo.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy ảnh này.")
    return row


def _next_position(act: Act, product: Product, name: str) -> int:
    kept = act.session.execute(
        select(func.count(), func.max(Photo.position)).where(Photo.product_id == product.id)
    ).one()
    if kept[0] >= MOST_PHOTOS:
        raise Refusal(f"Mỗi sản phẩm có tối đa {MOST_PHOTOS} ảnh; hãy bớt ảnh cũ trước.", field="photo")
    twin = select(Photo.id).where(Photo.product_id == product.id, Photo.sha256 == name)
    if act.session.scalar(twin) is not None:
        raise Refusal("Ảnh này đã có ở sản phẩm.", field="photo")
    return (kept[1] or 0) + 1


def encoded_anew(content: bytes) -> Picture:
    """Return the picture in a file: upright, at most 1600 pixels long, with no place, time or camera in it.

    :raises Refusal: if the file is no still picture, is damaged, or is too large.
    """
    if not content:
        raise Refusal("Hãy chọn một tệp ảnh.", field="photo")
    if len(content) > MOST_BYTES:
        raise Refusal(f"Tệp ảnh lớn hơn {MOST_BYTES // 1024 // 1024} MB.", field="photo")
    with _refusing_what_cannot_be_read(content), Image.open(io.BytesIO(content), formats=FORMATS) as image:
        _check_header(image)
        # A JPEG is decoded at a fraction of its size at once: a large one costs little memory.
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
        return _written(_on_white(_in_usual_colours(upright)))


def _check_header(image: Image.Image) -> None:
    width, height = image.size
    is_jpeg = image.format in {"JPEG", "MPO"}
    most = MOST_PIXELS if is_jpeg else MOST_PIXELS_READ_WHOLE
    if width * height > most:
        instead = "" if is_jpeg or width * height > MOST_PIXELS else "; hãy lưu ảnh thành JPEG rồi tải lên"
        raise Refusal(
            f"Ảnh có {width * height / 1e6:.0f} triệu điểm ảnh; tối đa {most // 1_000_000} triệu{instead}.",
            field="photo",
        )
    # Phones keep a second picture beside a JPEG (MPO); an animation is of another format.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise Refusal("Ảnh động không dùng được; hãy chọn ảnh chụp.", field="photo")
    if min(width, height) < SHORTEST_SIDE:
        raise Refusal(
            f"Ảnh chỉ có {width} × {height} điểm ảnh, nhìn không rõ sản phẩm; "
            f"mỗi cạnh phải có ít nhất {SHORTEST_SIDE} điểm ảnh.",
            field="photo",
        )


def _in_usual_colours(image: Image.Image) -> Image.Image:
    """Return a picture of a phone's wide colours in those every screen takes for granted, since its profile goes."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode != "RGB":
        return image
    try:
        usual = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, io.BytesIO(profile), usual, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):  # a profile nobody can read says nothing
        return image


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in plain colours, what was transparent white, and nothing that came with it."""
    paper = Image.new("RGB", image.size, "white")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper.paste(clear, mask=clear.getchannel("A"))
    else:
        paper.paste(_eight_bits(image).convert("RGB"))
    return paper


def _eight_bits(image: Image.Image) -> Image.Image:
    # Grey of sixteen bits would turn white when cut off at 255.
    return image.point(lambda value: value / 256).convert("L") if image.mode.startswith("I") else image


def _written(image: Image.Image) -> Picture:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(content=file.getvalue(), width=image.width, height=image.height)


@contextmanager
def _refusing_what_cannot_be_read(content: bytes) -> Iterator[None]:
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise Refusal(f"Ảnh quá lớn; tối đa {MOST_PIXELS // 1_000_000} triệu điểm ảnh.", field="photo") from fault
    except UnidentifiedImageError as fault:
        raise Refusal(_what_it_is(content), field="photo") from fault
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as fault:
        # Pillow says all of these of files cut short or damaged.
        raise Refusal("Tệp ảnh bị hỏng hoặc bị cắt ngang; hãy chọn tệp khác.", field="photo") from fault


def _what_it_is(content: bytes) -> str:
    start = content[:64].lstrip()
    for beginnings, says in _BEGINNINGS:
        if start.startswith(beginnings):
            return says
    if start[4:8] == _HEIF:
        return "Ảnh HEIC của điện thoại chưa dùng được; hãy lưu thành JPEG rồi tải lên."
    return "Tệp này không phải ảnh JPEG, PNG hoặc WebP."
