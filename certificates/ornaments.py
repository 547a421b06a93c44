"""Border, rosettes and stars: drawings of our own; official emblems and marks are never drawn here."""

import math
from functools import cache

from reportlab.pdfgen.canvas import Canvas

from certificates.guilloche import RoundedRectangle, draw_thread, phases, ring_thread, rosette_thread
from certificates.paper import GOLD_DARK, GOLD_EDGE, GOLD_LIGHT, MM, Ink
from certificates.sheet import Ornament

BORDER_EDGE = 7 * MM
"""From the edge of the paper to the outermost line; a printer's margin stays white."""

BAND = 7.6 * MM
"""Width of the woven band between the outer and the inner lines."""


@cache
def ground(*, width: float, height: float, dark: Ink, light: Ink, pale: Ink) -> Ornament:
    """Return what lies under the words of a certificate: the woven border and a faint rosette.

    Drawn for A4 and enlarged with a larger sheet.
    """
    scale = min(width / (297 * MM), height / (210 * MM))

    def draw(canvas: Canvas) -> None:
        canvas.translate(width / 2, height / 2)
        canvas.scale(scale, scale)
        across, down = width / scale, height / scale
        _draw_faint_rosette(canvas, reach=63 * MM, ink=pale)
        _draw_border(canvas, width=across - 2 * BORDER_EDGE, height=down - 2 * BORDER_EDGE, dark=dark, light=light)

    return Ornament(f"ground-{width:.0f}x{height:.0f}-{dark.red:.2f}", width, height, draw)


def _draw_faint_rosette(canvas: Canvas, *, reach: float, ink: Ink) -> None:
    for radius, depth, petals, threads in ((1.0, 0.34, 24, 6), (0.72, 0.30, 18, 5), (0.46, 0.34, 12, 5)):
        for phase in phases(threads):
            curve = rosette_thread(radius=reach * radius, depth=reach * depth, petals=petals, phase=phase)
            draw_thread(canvas, curve, pieces=petals * 4, weight=0.5, ink=ink)


def _draw_border(canvas: Canvas, *, width: float, height: float, dark: Ink, light: Ink) -> None:
    _draw_frame(canvas, width=width, height=height, inset=0, weight=1.6, ink=dark, radius=3 * MM)
    _draw_frame(canvas, width=width, height=height, inset=1.1 * MM, weight=0.4, ink=dark, radius=2.2 * MM)
    middle = 1.1 * MM + BAND / 2
    ring = RoundedRectangle(width - 2 * middle, height - 2 * middle, 3.4 * MM)
    waves = 2 * round(ring.length / (13 * MM) / 2)
    for phase in phases(6):
        thread = ring_thread(ring, waves=waves, amplitude=BAND * 0.42, phase=phase)
        draw_thread(canvas, thread, pieces=waves * 4, weight=0.35, ink=light)
    for phase in phases(4):
        thread = ring_thread(ring, waves=waves * 2, amplitude=BAND * 0.42, phase=phase, swell=waves)
        draw_thread(canvas, thread, pieces=waves * 8, weight=0.35, ink=dark)
    for across in (-1, 1):
        for down in (-1, 1):
            _draw_medallion(
                canvas,
                x=across * ring.width / 2,
                y=down * ring.height / 2,
                radius=BAND * 0.5,
                dark=dark,
                light=light,
            )
    inner = 1.1 * MM + BAND
    _draw_frame(canvas, width=width, height=height, inset=inner, weight=0.4, ink=dark, radius=3 * MM)
    _draw_frame(canvas, width=width, height=height, inset=inner + 0.9 * MM, weight=1.0, ink=dark, radius=2.4 * MM)


def _draw_medallion(canvas: Canvas, *, x: float, y: float, radius: float, dark: Ink, light: Ink) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setStrokeColorRGB(dark.red, dark.green, dark.blue)
    canvas.setLineWidth(0.6)
    canvas.circle(0, 0, radius, stroke=1, fill=1)
    for reach, depth, petals, ink in ((0.92, 0.5, 12, light), (0.92, 0.8, 8, dark)):
        for phase in phases(4):
            curve = rosette_thread(radius=radius * reach, depth=radius * depth, petals=petals, phase=phase)
            draw_thread(canvas, curve, pieces=petals * 4, weight=0.35, ink=ink)
    canvas.restoreState()


def _draw_frame(
    canvas: Canvas, *, width: float, height: float, inset: float, weight: float, ink: Ink, radius: float
) -> None:
    canvas.setLineWidth(weight)
    canvas.setStrokeColorRGB(ink.red, ink.green, ink.blue)
    w, h = width - 2 * inset, height - 2 * inset
    canvas.roundRect(-w / 2, -h / 2, w, h, radius, stroke=1, fill=0)


@cache
def crest(*, size: float, dark: Ink, light: Ink) -> Ornament:
    """Return the neutral rosette that stands where the department's emblem may stand."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(size / 2, size / 2)
        for radius, depth, petals, threads, ink in (
            (0.97, 0.34, 16, 4, dark),
            (0.66, 0.40, 12, 4, light),
            (0.34, 0.26, 8, 3, dark),
        ):
            for phase in phases(threads):
                curve = rosette_thread(radius=size / 2 * radius, depth=size / 2 * depth, petals=petals, phase=phase)
                draw_thread(canvas, curve, pieces=petals * 4, weight=0.4, ink=ink)

    return Ornament(f"crest-{size:.0f}-{dark.red:.2f}", size, size, draw)


@cache
def star_row(*, stars: int, size: float) -> Ornament:
    """Return a row of faceted gold stars, drawn because no face has the sign."""
    pitch = size * 1.22

    def draw(canvas: Canvas) -> None:
        for index in range(stars):
            _draw_star(canvas, x=size / 2 + index * pitch, y=size / 2, radius=size / 2)

    return Ornament(f"stars-{stars}-{size:.1f}", size + (stars - 1) * pitch, size, draw)


def _draw_star(canvas: Canvas, *, x: float, y: float, radius: float) -> None:
    y -= radius * 0.05
    corners = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.40
        angle = math.pi / 2 + index * math.pi / 5
        corners.append((round(x + reach * math.cos(angle), 2), round(y + reach * math.sin(angle), 2)))
    canvas.setLineJoin(1)
    for first, ink in ((0, GOLD_DARK), (1, GOLD_LIGHT)):
        canvas.setFillColorRGB(ink.red, ink.green, ink.blue)
        path = canvas.beginPath()
        for index in range(first, 10, 2):
            path.moveTo(round(x, 2), round(y, 2))
            path.lineTo(*corners[index])
            path.lineTo(*corners[(index + 1) % 10])
            path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.setStrokeColorRGB(GOLD_EDGE.red, GOLD_EDGE.green, GOLD_EDGE.blue)
    canvas.setLineWidth(max(radius * 0.06, 0.3))
    outline = canvas.beginPath()
    outline.moveTo(*corners[0])
    for corner in corners[1:]:
        outline.lineTo(*corner)
    outline.close()
    canvas.drawPath(outline, stroke=1, fill=0)
