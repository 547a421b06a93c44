"""Photographs of papers as people take them: askew, from the side, out of focus, in the dark, from far away."""

import math
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageFilter

TABLE = "#8d8272"


@dataclass(frozen=True, kw_only=True)
class Shot:
    """How a photograph is taken."""

    width: float = 900
    """Of the paper in the picture, in pixels."""
    turned: float = 0
    """Degrees."""
    slant: float = 0
    """How much shorter the far edge of the paper is."""
    blur: float = 0
    light: float = 1
    size: tuple[int, int] = (1600, 1200)


SHOTS = {
    "straight": Shot(),
    "upside down": Shot(turned=180),
    "turned": Shot(turned=33),
    "from the side": Shot(turned=-20, slant=0.3, width=1100),
    "out of focus": Shot(blur=2, turned=4, width=1500),
    "in the dark": Shot(light=0.15, turned=-7),
    "from far away": Shot(width=620),
    "close": Shot(width=1500),
}


def page_of(paper: bytes, *, scale: float = 3) -> Image.Image:
    """Draw the first page of a PDF."""
    return pypdfium2.PdfDocument(paper)[0].render(scale=scale).to_pil().convert("RGB")


def photograph(page: Image.Image, shot: Shot) -> Image.Image:
    """Photograph a page that lies on a table."""
    table = Image.new("RGB", shot.size, TABLE)
    back = _way_back(page.size, _corners(page, shot))
    taken = page.transform(shot.size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    edge = Image.new("L", page.size, 255).transform(shot.size, Image.Transform.PERSPECTIVE, back)
    table.paste(taken, mask=edge)
    return table.filter(ImageFilter.GaussianBlur(shot.blur)).point(
        [round(value * shot.light) for value in range(256)] * 3
    )


def _corners(page: Image.Image, shot: Shot) -> list[tuple[float, float]]:
    half, tall = shot.width / 2, shot.width * page.height / page.width / 2
    turn = math.radians(shot.turned)
    found = []
    for x, y in (
        (-half, -tall * (1 - shot.slant / 2)),
        (half, -tall),
        (half, tall),
        (-half, tall * (1 - shot.slant / 2)),
    ):
        across = x * math.cos(turn) - y * math.sin(turn)
        down = x * math.sin(turn) + y * math.cos(turn)
        found.append((shot.size[0] / 2 + across, shot.size[1] / 2 + down))
    return found


def _way_back(size: tuple[int, int], corners: list[tuple[float, float]]) -> list[float]:
    """Return the eight numbers that lead from the photograph back to the page."""
    width, height = size
    rows = []
    for (x, y), (u, v) in zip(corners, ((0, 0), (width, 0), (width, height), (0, height)), strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _solved(rows: list[list[float]]) -> list[float]:
    for place in range(len(rows)):
        best = max(range(place, len(rows)), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        head = rows[place] = [value / rows[place][place] for value in rows[place]]
        for other, row in enumerate(rows):
            if other != place:
                rows[other] = [value - row[place] * lead for value, lead in zip(row, head, strict=True)]
    return [row[-1] for row in rows]
