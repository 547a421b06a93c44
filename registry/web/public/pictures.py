"""Pictures of products at the size a page shows them: a photograph may weigh more than all of the page."""

import io
from functools import lru_cache

from PIL import Image

from registry.vault import Vault

WIDTH = 640
MOST_KEPT = 256


@lru_cache(maxsize=MOST_KEPT)
def narrow_picture(vault: Vault, sha256: str) -> bytes:
    """Return a kept picture no wider than a page shows it, as JPEG.

    :raises MissingFile: if the vault has lost it or holds other bytes.
    """
    content = vault.read(sha256)
    with Image.open(io.BytesIO(content)) as picture:
        if picture.width <= WIDTH:
            return content
        height = max(1, round(picture.height * WIDTH / picture.width))
        narrowed = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    narrowed.save(written, "JPEG", quality=80, optimize=True, progressive=True)
    return written.getvalue()
