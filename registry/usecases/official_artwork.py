"""The department's own files of the state emblem and the OCOP mark: checked, and kept as they were handed in."""

import io
from enum import StrEnum

from flask import current_app
from PIL import Image

from registry.models.register import Setting
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import Refusal
from registry.usecases.journal import acting
from registry.vault import Vault

FORMATS = ("PNG", "JPEG")
MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
FEWEST_PIXELS = 200
"""Shorter side: 25 mm at 200 dots per inch; below that, print shows the dots."""


class Picture(StrEnum):
    """Which picture; its value is the name of the setting."""

    EMBLEM = "emblem"
    MARK = "mark"


def put(*, actor: Actor, picture: Picture, content: bytes) -> str:
    """Print this picture on papers from now on, and return its hash; papers already issued stay as they are.

    :raises Refusal: if the file is no PNG or JPEG that can be printed.
    """
    authorise(actor, Permission.MANAGE_SETTINGS)
    check(content)
    vault: Vault = current_app.config["VAULT"]
    name = vault.keep(content)
    with acting(actor, "settings.change", Permission.MANAGE_SETTINGS) as act:
        row = act.session.get(Setting, picture.value)
        if row is None:
            act.add(Setting(name=picture.value, value=name))
        else:
            row.value = name
    return name


def remove(*, actor: Actor, picture: Picture) -> None:
    """Print a neutral ornament, or nothing, in the picture's place from now on.

    :raises Refusal: if there is no picture to remove.
    """
    with acting(actor, "settings.change", Permission.MANAGE_SETTINGS) as act:
        row = act.session.get(Setting, picture.value)
        if row is None or row.value is None:
            raise Refusal("Chưa có ảnh nào để gỡ.")
        row.value = None


def media_type(content: bytes) -> str:
    """Say what kind of picture a kept file is."""
    return "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"


def check(content: bytes) -> None:
    """Let a picture pass that can be printed.

    :raises Refusal: if it is too large, no PNG or JPEG, damaged, or of too few dots to print.
    """
    if not content:
        raise Refusal("Hãy chọn một tệp ảnh.", field="picture")
    if len(content) > MOST_BYTES:
        raise Refusal(f"Tệp ảnh lớn hơn {MOST_BYTES // 1024 // 1024} MB.", field="picture")
    width, height = _size(content)
    if min(width, height) < FEWEST_PIXELS:
        raise Refusal(
            f"Ảnh chỉ có {width} × {height} điểm, in ra sẽ vỡ; cần mỗi cạnh ít nhất {FEWEST_PIXELS} điểm.",
            field="picture",
        )


def _size(content: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refusal(f"Ảnh quá lớn; tối đa {MOST_PIXELS // 1_000_000} triệu điểm.", field="picture")
            image.load()  # what is cut short or damaged says so only when it is read to the end
            return image.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise Refusal(f"Ảnh quá lớn; tối đa {MOST_PIXELS // 1_000_000} triệu điểm.", field="picture") from fault
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as fault:
        raise Refusal("Tệp này không phải ảnh PNG hoặc JPEG đọc được.", field="picture") from fault
