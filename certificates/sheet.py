"""The press: draws words and ornaments on pages through ReportLab's public canvas."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from certificates.paper import Box, Ink, Paper
from certificates.qr_code import modules
from certificates.typography import FACES, SERIF, Fitted, Style, registered, width

# Binary streams instead of printable ones: a quarter smaller and quicker to write.
rl_config.useA85 = 0


@dataclass(frozen=True, kw_only=True)
class About:
    """What the file says about itself."""

    title: str
    author: str
    subject: str


@dataclass(frozen=True)
class Ornament:
    """A drawing that is the same on many pages; the name tells it from every other one."""

    name: str
    width: float
    height: float
    draw: Callable[[Canvas], None]
    """Draws with the origin at the lower left corner of the ornament."""


class Sheet:
    """One PDF in the making; all positions in points from the top left corner, text at its baseline."""

    def __init__(self, *, paper: Paper, about: About) -> None:
        for face in FACES:
            registered(face)
        self.paper = paper
        self._target = io.BytesIO()
        # initialFontName: otherwise every file refers to Helvetica, which is not embedded.
        self._canvas = Canvas(
            self._target,
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=1,
            initialFontName=SERIF.name,  # type: ignore[arg-type]  # types-reportlab takes it for a number
            lang="vi-VN",
        )
        self._canvas.setTitle(about.title)
        self._canvas.setAuthor(about.author)
        self._canvas.setSubject(about.subject)
        self._canvas.setCreator("OCOP")

    def write(self, text: str, *, x: float, y: float, style: Style) -> None:
        """Write one line from x to the right."""
        canvas = self._canvas
        canvas.setFont(style.face.name, style.size)
        canvas.setFillColorRGB(style.ink.red, style.ink.green, style.ink.blue)
        canvas.drawString(x, self.paper.height - y, text, charSpace=style.tracking)

    def write_centred(self, text: str, *, x: float, y: float, style: Style) -> None:
        """Write one line with its middle at x."""
        self.write(text, x=x - width(text, style) / 2, y=y, style=style)

    def write_right(self, text: str, *, x: float, y: float, style: Style) -> None:
        """Write one line that ends at x."""
        self.write(text, x=x - width(text, style), y=y, style=style)

    def write_lines(self, fitted: Fitted, *, x: float, y: float, leading: float) -> float:
        """Write centred lines, the first with its baseline at y; return the last baseline."""
        for line in fitted.lines:
            self.write_centred(line, x=x, y=y, style=fitted.style)
            y += leading
        return y - leading

    def write_slanted(self, text: str, *, x: float, y: float, angle: float, style: Style) -> None:
        """Write one line with its middle at the point, turned anticlockwise."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x, self.paper.height - y)
        canvas.rotate(angle)
        canvas.setFont(style.face.name, style.size)
        canvas.setFillColorRGB(style.ink.red, style.ink.green, style.ink.blue)
        canvas.drawString(-width(text, style) / 2, -style.size * 0.35, text, charSpace=style.tracking)
        canvas.restoreState()

    def rule(self, *, x: float, y: float, length: float, weight: float, ink: Ink) -> None:
        """Draw a horizontal line."""
        canvas = self._canvas
        canvas.setStrokeColorRGB(ink.red, ink.green, ink.blue)
        canvas.setLineWidth(weight)
        canvas.line(x, self.paper.height - y, x + length, self.paper.height - y)

    def wall(self, *, x: float, y: float, length: float, weight: float, ink: Ink) -> None:
        """Draw a vertical line downwards."""
        canvas = self._canvas
        canvas.setStrokeColorRGB(ink.red, ink.green, ink.blue)
        canvas.setLineWidth(weight)
        canvas.line(x, self.paper.height - y, x, self.paper.height - y - length)

    def tint(self, *, x: float, y: float, across: float, down: float, ink: Ink) -> None:
        """Fill a rectangle with a pale ground."""
        canvas = self._canvas
        canvas.setFillColorRGB(ink.red, ink.green, ink.blue)
        canvas.rect(x, self.paper.height - y - down, across, down, stroke=0, fill=1)

    def ornament(self, ornament: Ornament, *, x: float, y: float) -> None:
        """Draw an ornament with its upper left corner at the point."""
        canvas = self._canvas
        if not canvas.hasForm(ornament.name):
            canvas.beginForm(ornament.name, 0, 0, ornament.width, ornament.height)
            ornament.draw(canvas)
            canvas.endForm()
        canvas.saveState()
        canvas.translate(x, self.paper.height - y - ornament.height)
        canvas.doForm(ornament.name)
        canvas.restoreState()

    def qr_code(self, url: str, *, x: float, y: float, size: float, ink: Ink) -> None:
        """Draw a QR code as one path on a white ground, its upper left module at the point."""
        side, runs = modules(url)
        canvas = self._canvas
        quiet = size / side * 3
        canvas.saveState()
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(
            x - quiet, self.paper.height - y - size - quiet, size + 2 * quiet, size + 2 * quiet, stroke=0, fill=1
        )
        canvas.translate(x, self.paper.height - y)
        canvas.scale(size / side, -size / side)
        canvas.setFillColorRGB(ink.red, ink.green, ink.blue)
        path = canvas.beginPath()
        for column, row, length in runs:
            path.rect(column, row, length, 1)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()

    def picture(self, data: bytes, *, field: str, box: Box) -> None:
        """Draw a PNG or JPEG as large as it fits into the middle of the box."""
        image = ImageReader(io.BytesIO(data))
        self._canvas.drawImage(
            image,
            box.left,
            self.paper.height - box.bottom,
            width=box.width,
            height=box.height,
            mask="auto",
            preserveAspectRatio=True,
            anchor="c",
        )

    def next_page(self) -> None:
        """Finish the page and begin another one."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Finish the last page and return the file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._target.getvalue()
