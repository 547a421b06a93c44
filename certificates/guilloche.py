"""Fine interlaced lines, as on bank notes: rings along a border and rosettes, computed as smooth curves."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from certificates.paper import Ink

Point = tuple[float, float]
Curve = Callable[[float], Point]
"""A closed curve over the parameter 0..1."""


@dataclass(frozen=True)
class RoundedRectangle:
    """The path of a border around the origin."""

    width: float
    height: float
    radius: float

    @property
    def length(self) -> float:
        """Once around."""
        return 2 * (self.width + self.height) - (8 - 2 * math.pi) * self.radius

    def at(self, t: float) -> tuple[Point, Point]:
        """Return point and outward normal at 0..1 of the way, clockwise from the middle of the top."""
        quarter = self.length / 4
        side, rest = divmod((t % 1.0) * self.length, quarter)
        (x, y), (nx, ny) = self._in_first_quarter(quarter - rest if side in (1, 3) else rest)
        across = -1.0 if side in (2, 3) else 1.0
        down = -1.0 if side in (1, 2) else 1.0
        return (across * x, down * y), (across * nx, down * ny)

    def _in_first_quarter(self, s: float) -> tuple[Point, Point]:
        straight_x, straight_y = self.width / 2 - self.radius, self.height / 2 - self.radius
        arc = math.pi * self.radius / 2
        if s <= straight_x:
            return (s, self.height / 2), (0.0, 1.0)
        if s < straight_x + arc:
            angle = math.pi / 2 - (s - straight_x) / self.radius
            normal = (math.cos(angle), math.sin(angle))
            return (straight_x + self.radius * normal[0], straight_y + self.radius * normal[1]), normal
        return (self.width / 2, straight_y - (s - straight_x - arc)), (1.0, 0.0)


def ring_thread(path: RoundedRectangle, *, waves: int, amplitude: float, phase: float, swell: int = 0) -> Curve:
    """Return a wave that runs around a rounded rectangle; its amplitude swells so many times on the way."""

    def thread(t: float) -> Point:
        (x, y), (nx, ny) = path.at(t)
        envelope = 1.0 if not swell else 0.62 + 0.38 * math.cos(2 * math.pi * swell * t)
        offset = amplitude * envelope * math.cos(2 * math.pi * waves * t + phase)
        return x + nx * offset, y + ny * offset

    return thread


def rosette_thread(*, radius: float, depth: float, petals: int, phase: float) -> Curve:
    """Return a flower-like closed curve around the origin, between radius - depth and radius."""

    def thread(t: float) -> Point:
        angle = 2 * math.pi * t
        r = radius - depth / 2 + depth / 2 * math.cos(petals * angle + phase)
        return r * math.cos(angle), r * math.sin(angle)

    return thread


def phases(count: int) -> Sequence[float]:
    """Return evenly spread phases, symmetric so that the weave has no left or right."""
    return [2 * math.pi * (index + 0.5) / count for index in range(count)]


def draw_quarter(canvas: Canvas, curve: Curve, *, pieces: int, weight: float, ink: Ink) -> None:
    """Draw the first quarter of a closed curve as so many cubic pieces with matching tangents."""
    _draw(canvas, curve, way=0.25, pieces=pieces, weight=weight, ink=ink)


def draw_thread(canvas: Canvas, curve: Curve, *, pieces: int, weight: float, ink: Ink) -> None:
    """Draw a closed curve as so many cubic pieces with matching tangents."""
    _draw(canvas, curve, way=1.0, pieces=pieces, weight=weight, ink=ink)


def _draw(canvas: Canvas, curve: Curve, *, way: float, pieces: int, weight: float, ink: Ink) -> None:
    canvas.setLineWidth(weight)
    canvas.setStrokeColorRGB(ink.red, ink.green, ink.blue)
    step, tiny = way / pieces, 1e-6
    scale = step / 3 / (2 * tiny)
    knots = []
    for index in range(pieces + 1):
        t = index * step
        x, y = curve(t)
        (ax, ay), (bx, by) = curve(t - tiny), curve(t + tiny)
        knots.append((x, y, (bx - ax) * scale, (by - ay) * scale))
    path = canvas.beginPath()
    path.moveTo(_short(knots[0][0]), _short(knots[0][1]))
    for (x0, y0, dx0, dy0), (x1, y1, dx1, dy1) in pairwise(knots):
        path.curveTo(*map(_short, (x0 + dx0, y0 + dy0, x1 - dx1, y1 - dy1, x1, y1)))
    canvas.drawPath(path, stroke=1, fill=0)


def _short(number: float) -> float:
    # A hundredth of a point is finer than any printer and halves the size of the drawing.
    return round(number, 2)
