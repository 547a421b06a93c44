"""Border, rosettes and stars: drawings of our own; official emblems and marks are never drawn here."""

import math
from functools import cache

from reportlab.pdfgen.canvas import Canvas

from certificates.guilloche import RoundedRectangle, draw_quarter, draw_thread, phases, ring_thread, rosette_thread
from certificates.paper import GOLD_DARK, GOLD_EDGE, GOLD_LIGHT, MM, Ink
from certificates.sheet import Ornament

BORDER_EDGE = 7 * MM
"""From the edge of the paper to the outermost line; a printer's margin stays white."""

BAND = 7.6 * MM
"""Width of the woven band between the outer and the inner lines."""

OUTER_GAP = 1.1 * MM
WAVE = 13 * MM
"""Length of one wave of the light threads; the dark ones swell once in it."""


@cache
def ground(*, width: float, height: float, dark: Ink, light: Ink, pale: Ink) -> Ornament:
    """Return the upper right quarter of what lies under the words: the woven border and a faint rosette.

    Its mirror images make the other three quarters. Drawn for A4 and enlarged with a larger sheet.
    """
    scale = min(width / (297 * MM), height / (210 * MM))

    def draw(canvas: Canvas) -> None:
        canvas.scale(scale, scale)
        # Round ends close the seams between the quarters.
        canvas.setLineCap(1)
        _draw_faint_rosette(canvas, reach=63 * MM, ink=pale)
        across, down = width / scale - 2 * BORDER_EDGE, height / scale - 2 * BORDER_EDGE
        _draw_border(canvas, width=across, height=down, dark=dark, light=light)

    name = f"ground-{width:.0f}x{height:.0f}-{dark.red:.2f}"
    return Ornament(name, width / 2, height / 2, draw, bleed=2.0)


def _draw_faint_rosette(canvas: Canvas, *, reach: float, ink: Ink) -> None:
    for radius, depth, petals, threads in ((1.0, 0.34, 24, 6), (0.72, 0.30, 18, 5), (0.46, 0.34, 12, 5)):
        for phase in phases(threads):
            curve = rosette_thread(radius=reach * radius, depth=reach * depth, petals=petals, phase=phase)
            draw_quarter(canvas, curve, pieces=petals, weight=0.5, ink=ink)


def _draw_border(canvas: Canvas, *, width: float, height: float, dark: Ink, light: Ink) -> None:
    inner = OUTER_GAP + BAND

    def frame(*, inset: float, weight: float, radius: float) -> None:
        _draw_frame(canvas, x=width / 2 - inset, y=height / 2 - inset, weight=weight, radius=radius, ink=dark)

    frame(inset=0, weight=1.6, radius=3 * MM)
    frame(inset=OUTER_GAP, weight=0.4, radius=2.2 * MM)
    middle = OUTER_GAP + BAND / 2
    ring = RoundedRectangle(width - 2 * middle, height - 2 * middle, 3.4 * MM)
    waves = 2 * round(ring.length / WAVE / 2)
    for phase in phases(6):
        thread = ring_thread(ring, waves=waves, amplitude=BAND * 0.42, phase=phase)
        draw_quarter(canvas, thread, pieces=waves, weight=0.35, ink=light)
    for phase in phases(4):
        thread = ring_thread(ring, waves=waves * 2, amplitude=BAND * 0.42, phase=phase, swell=waves)
        draw_quarter(canvas, thread, pieces=waves * 2, weight=0.35, ink=dark)
    _draw_medallion(canvas, x=ring.width / 2, y=ring.height / 2, radius=BAND / 2, dark=dark, light=light)
    frame(inset=inner, weight=0.4, radius=3 * MM)
    frame(inset=inner + 0.9 * MM, weight=1.0, radius=2.4 * MM)


def _draw_medallion(canvas: Canvas, *, x: float, y: float, radius: float, dark: Ink, light: Ink) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setStrokeColorRGB(dark.red, dark.green, dark.blue)
    canvas.setLineWidth(0.6)
    canvas.circle(0, 0, radius, stroke=1, fill=1)
    for depth, petals, ink in ((0.5, 12, light), (0.8, 8, dark)):
        for phase in phases(4):
            curve = rosette_thread(radius=radius * 0.92, depth=radius * depth, petals=petals, phase=phase)
            draw_thread(canvas, curve, pieces=petals * 4, weight=0.35, ink=ink)
    canvas.restoreState()


def _draw_frame(canvas: Canvas, *, x: float, y: float, weight: float, radius: float, ink: Ink) -> None:
    """Draw the quarter of a frame from its top middle to its right middle."""
    canvas.setLineWidth(weight)
    canvas.setStrokeColorRGB(ink.red, ink.green, ink.blue)
    bend = radius * (1 - 0.5523)
    path = canvas.beginPath()
    path.moveTo(0, y)
    path.lineTo(x - radius, y)
    path.curveTo(x - bend, y, x, y - bend, x, y - radius)
    path.lineTo(x, 0)
    canvas.drawPath(path, stroke=1, fill=0)


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
