"""Commands about pictures of products."""

from pathlib import Path

import click

from registry.cli.command import as_account
from registry.cli.finding import product_named
from registry.cli.printing import say
from registry.cli.products import product, which
from registry.cli.values import EXISTING_FILE
from registry.rules.permissions import Actor
from registry.usecases import photos

which_photo = click.argument("photo", metavar="MÃ-ẢNH")


@product.command("add-photo")
@as_account
@which
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
@click.option("--caption", metavar="CHỮ", help="Lời chú thích.")
def add_photo(actor: Actor, product: str, file: Path, caption: str | None) -> None:
    """Thêm một ảnh JPEG, PNG hoặc WebP và in mã của ảnh; nơi chụp, giờ chụp trong tệp bị bỏ đi."""
    say(photos.add(actor=actor, product=product_named(product), content=file.read_bytes(), caption=caption))


@product.command("caption-photo")
@as_account
@which_photo
@click.argument("words", metavar="CHỮ")
def caption_photo(actor: Actor, photo: str, words: str) -> None:
    """Ghi lại lời chú thích của một ảnh; chữ trống thì bỏ."""
    photos.caption(actor=actor, photo=photo, words=words)
    say("Đã ghi lời chú thích.")


@product.command("first-photo")
@as_account
@which_photo
def first_photo(actor: Actor, photo: str) -> None:
    """Đặt một ảnh lên đầu, làm ảnh đại diện của sản phẩm."""
    photos.put_first(actor=actor, photo=photo)
    say("Đã đặt làm ảnh đầu.")


@product.command("remove-photo")
@as_account
@which_photo
def remove_photo(actor: Actor, photo: str) -> None:
    """Bỏ một ảnh khỏi sản phẩm."""
    photos.remove(actor=actor, photo=photo)
    say("Đã bỏ ảnh.")
