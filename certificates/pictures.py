"""Pictures that the department supplies: checked, flattened onto white, made no larger than print needs."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from certificates.paper import Box
from certificates.refusal import PictureUnreadable

MOST_PIXELS = 1_200
"""Longest side: an emblem of 25 mm at more than 1,000 dots per inch."""

LARGEST_SOURCE = 40_000_000
"""Pixels of a source picture that is still opened."""


@dataclass(frozen=True)
class Picture:
    """Red, green and blue bytes, row by row."""

    width: int
    height: int
    pixels: bytes

    def inside(self, box: Box) -> Box:
        """Return the largest place of the picture's shape in the middle of a box."""
        scale = min(box.width / self.width, box.height / self.height)
        across, down = self.width * scale, self.height * scale
        return Box(
            left=box.left + (box.width - across) / 2,
            top=box.top + (box.height - down) / 2,
            width=across,
            height=down,
        )

    def as_pillow(self) -> Image.Image:
        """Return it for ReportLab."""
        return Image.frombytes("RGB", (self.width, self.height), self.pixels)


@lru_cache(maxsize=8)
def flattened(data: bytes, *, field: str) -> Picture:
    """Read a PNG or JPEG; what is transparent becomes the white of the paper.

    :raises PictureUnreadable: if it is neither, damaged, or enormous.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as source:
            if source.width * source.height > LARGEST_SOURCE:
                raise PictureUnreadable(field=field)
            layered = source.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise PictureUnreadable(field=field) from fault
    layered.thumbnail((MOST_PIXELS, MOST_PIXELS), Image.Resampling.LANCZOS)
    flat = Image.new("RGBA", layered.size, "white")
    flat.alpha_composite(layered)
    flat_rgb = flat.convert("RGB")
    return Picture(flat_rgb.width, flat_rgb.height, flat_rgb.tobytes())
