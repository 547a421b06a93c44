"""The plain press: draws through ReportLab's public canvas only; slower, and right with any letter and version."""

import io
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from certificates.paper import Box, Ink, Paper
from certificates.pdf_objects import register
from certificates.pictures import flattened
from certificates.qr_code import QUIET_MODULES, modules
from certificates.sheet import About, Ornament, Sheet
from certificates.typography import FACES, SERIF, Style, registered, width

# Binary streams instead of printable ones: a quarter smaller and quicker to write.
rl_config.useA85 = 0


class PlainSheet(Sheet):
    """One PDF in the making."""

    def __init__(self, *, paper: Paper, about: About) -> None:
        super().__init__(paper=paper, about=about)
        for face in FACES:
            registered(face)
        self._target = io.BytesIO()
        self._pages: list[int] = []
        # initialFontName: otherwise every file refers to Helvetica, which is not embedded.
        # The typing stubs know nothing of the insides used here.
        self._canvas: Any = Canvas(
            self._target,
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=1,
            initialFontName=SERIF.name,  # type: ignore[arg-type]  # types-reportlab takes it for a number
            lang=about.language,
        )
        self._canvas.setTitle(about.title)
        self._canvas.setAuthor(about.author)
        self._canvas.setSubject(about.subject)
        self._canvas.setCreator(about.creator)

    def write(self, text: str, *, x: float, y: float, style: Style) -> None:
        self._begin(style)
        self._canvas.drawString(round(x, 3), round(self.paper.height - y, 3), text, charSpace=style.tracking)

    def write_slanted(self, text: str, *, x: float, y: float, angle: float, style: Style) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x, self.paper.height - y)
        canvas.rotate(angle)
        self._begin(style)
        canvas.drawString(-width(text, style) / 2, -style.size * 0.35, text, charSpace=style.tracking)
        canvas.restoreState()

    def _begin(self, style: Style) -> None:
        self._canvas.setFont(style.face.name, style.size)
        self._fill(style.ink)

    def _fill(self, ink: Ink) -> None:
        self._canvas.setFillColorRGB(ink.red, ink.green, ink.blue)

    def line(self, *, x: float, y: float, across: float, down: float, weight: float, ink: Ink) -> None:
        canvas = self._canvas
        canvas.setStrokeColorRGB(ink.red, ink.green, ink.blue)
        canvas.setLineWidth(weight)
        canvas.line(x, self.paper.height - y, x + across, self.paper.height - y - down)

    def tint(self, *, x: float, y: float, across: float, down: float, ink: Ink) -> None:
        self._fill(ink)
        self._canvas.rect(x, self.paper.height - y - down, across, down, stroke=0, fill=1)

    def place(self, ornament: Ornament, *, x: float, y: float, flip_x: int = 1, flip_y: int = 1) -> None:
        canvas = self._canvas
        if not canvas.hasForm(ornament.name):
            left, bottom, right, top = ornament.bounds
            canvas.beginForm(ornament.name, left, bottom, right, top)
            ornament.draw(canvas)
            canvas.endForm()
        canvas.saveState()
        canvas.transform(flip_x, 0, 0, flip_y, x, self.paper.height - y)
        canvas.doForm(ornament.name)
        canvas.restoreState()

    def qr_code(self, url: str, *, x: float, y: float, size: float, ink: Ink) -> None:
        side, runs = modules(url)
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x, self.paper.height - y)
        canvas.scale(size / side, -size / side)
        self._fill(Ink(1, 1, 1))
        around = side + 2 * QUIET_MODULES
        canvas.rect(-QUIET_MODULES, -QUIET_MODULES, around, around, stroke=0, fill=1)
        self._fill(ink)
        path = canvas.beginPath()
        for column, row, length in runs:
            path.rect(column, row, length, 1)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()

    def _operator(self, operator: str) -> None:
        self._canvas._code.append(operator)

    def picture(self, data: bytes, *, field: str, box: Box) -> None:
        image = flattened(data, field=field)
        place = image.inside(box)
        self._canvas.drawImage(
            ImageReader(image.as_pillow()),
            place.left,
            self.paper.height - place.bottom,
            width=place.width,
            height=place.height,
        )

    def next_page(self) -> None:
        self._canvas.showPage()
        document = self._canvas._doc
        page = document.Pages.pages[-1]
        if self.about.is_tagged:
            # The class of ReportLab knows no tagged pages: this one page does.
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents"]
            page.StructParents = len(self._pages)
        self._pages.append(register(document, page))
        self.structure.next_page()

    def finish(self) -> bytes:
        self.next_page()
        self._explain(self._canvas._doc, self._pages)
        self._canvas.save()
        return self._target.getvalue()
