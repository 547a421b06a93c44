"""The same papers drawn without the print shop's press: a naive ReportLab drawing and a hand-assembled floor.

Both get the layout for nothing: a tape of the finished paper says what stands where. What they do not get is the
print shop's memory of fonts and ornaments (naive) or ReportLab (floor).
"""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from certificates import StarCertificate
from certificates.fast_fonts import DESCRIPTOR, FILE, UNICODE, fast_face
from certificates.fast_sheet import _form as deflated_form
from certificates.paper import Box, Ink, Paper
from certificates.qr_code import QUIET_MODULES, path_operators
from certificates.sheet import About, Ornament, Sheet
from certificates.typography import FACES, FONT_FOLDER, SERIF, Style, advances

Entry = tuple[str, dict[str, Any]]


@dataclass
class Tape(Sheet):
    """A sheet that keeps what was to be drawn."""

    paper: Paper
    entries: list[Entry] = field(default_factory=list)
    about: About = field(default_factory=lambda: About(title="", author="", subject=""))

    def write(self, text: str, *, x: float, y: float, style: Style) -> None:
        self.entries.append(("write", {"text": text, "x": x, "y": self.paper.height - y, "style": style}))

    def line(self, *, x: float, y: float, across: float, down: float, weight: float, ink: Ink) -> None:
        self.entries.append(
            ("line", {"x": x, "y": self.paper.height - y, "across": across, "weight": weight, "ink": ink})
        )

    def place(self, ornament: Ornament, *, x: float, y: float, flip_x: int = 1, flip_y: int = 1) -> None:
        matrix = (flip_x, 0, 0, flip_y, x, self.paper.height - y)
        self.entries.append(("place", {"ornament": ornament, "matrix": matrix}))

    def qr_code(self, url: str, *, x: float, y: float, size: float, ink: Ink) -> None:
        self.entries.append(("qr_code", {"x": x, "y": self.paper.height - y, "size": size, "ink": ink}))

    def _operator(self, operator: str) -> None:
        raise NotImplementedError

    def write_slanted(self, text: str, *, x: float, y: float, angle: float, style: Style) -> None:
        raise NotImplementedError

    def tint(self, *, x: float, y: float, across: float, down: float, ink: Ink) -> None:
        raise NotImplementedError

    def picture(self, data: bytes, *, field: str, box: Box) -> None:
        raise NotImplementedError

    def next_page(self) -> None:
        raise NotImplementedError

    def finish(self) -> bytes:
        raise NotImplementedError


class Recorder:
    """A canvas that keeps the calls made to it, so that a naive drawing pays for drawing and not for geometry."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Any:
        def call(*values: Any, **named: Any) -> Any:
            if name == "beginPath":
                return Recorder()
            self.calls.append((name, values, named))
            return None

        return call

    def replay(self, target: Any) -> None:
        """Make the calls on a real canvas or path."""
        for name, values, named in self.calls:
            if name == "drawPath":
                path = target.beginPath()
                values[0].replay(path)
                values = (path,)
            getattr(target, name)(*values, **named)


_RECORDED: dict[str, Recorder] = {}


def _recorded(ornament: Ornament) -> Recorder:
    known = _RECORDED.get(ornament.name)
    if known is None:
        known = _RECORDED[ornament.name] = Recorder()
        ornament.draw(known)  # type: ignore[arg-type]
    return known


def naive(tape: Tape, content: StarCertificate, *, with_new_fonts: bool) -> bytes:
    """Draw one certificate as one would with ReportLab's manual: its canvas, its fonts, its QR widget."""
    if with_new_fonts:
        for face in FACES:
            pdfmetrics.registerFont(TTFont(face.name, str(FONT_FOLDER / face.file)))
    target = io.BytesIO()
    size = (tape.paper.width, tape.paper.height)
    canvas: Any = Canvas(target, pagesize=size, pageCompression=1, initialFontName=SERIF.name)  # type: ignore[arg-type]
    canvas.setTitle(content.product_name)
    for name, entry in tape.entries:
        _NAIVE[name](canvas, content, **entry)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _naive_write(canvas: Any, _content: StarCertificate, *, text: str, x: float, y: float, style: Style) -> None:
    canvas.setFont(style.face.name, style.size)
    canvas.setFillColorRGB(style.ink.red, style.ink.green, style.ink.blue)
    canvas.drawString(x, y, text, charSpace=style.tracking)


def _naive_line(
    canvas: Any, _content: StarCertificate, *, x: float, y: float, across: float, weight: float, ink: Ink
) -> None:
    canvas.setStrokeColorRGB(ink.red, ink.green, ink.blue)
    canvas.setLineWidth(weight)
    canvas.line(x, y, x + across, y)


def _naive_place(canvas: Any, _content: StarCertificate, *, ornament: Ornament, matrix: tuple[float, ...]) -> None:
    # The kind way: the quarter of the border is one form, drawn once and used four times.
    if not canvas.hasForm(ornament.name):
        canvas.beginForm(ornament.name, *ornament.bounds)
        _recorded(ornament).replay(canvas)
        canvas.endForm()
    canvas.saveState()
    canvas.transform(*matrix)
    canvas.doForm(ornament.name)
    canvas.restoreState()


def _naive_qr(canvas: Any, content: StarCertificate, *, x: float, y: float, size: float, ink: Ink) -> None:
    widget = QrCodeWidget(content.lookup_url, barLevel="M", barWidth=size, barHeight=size, barBorder=0)
    drawing = Drawing(size, size)
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, x, y - size)


_NAIVE = {"write": _naive_write, "line": _naive_line, "place": _naive_place, "qr_code": _naive_qr}


class Floor:
    """A file assembled by hand around deflated fonts and ornaments, for certificates shaped like one sample."""

    def __init__(self, tape: Tape, sample: StarCertificate) -> None:
        self.paper = tape.paper
        self.faces = list(dict.fromkeys(e["style"].face for name, e in tape.entries if name == "write"))
        self.forms = list(dict.fromkeys(e["ornament"] for name, e in tape.entries if name == "place"))
        self.qr = next(e for name, e in tape.entries if name == "qr_code")
        self.fixed: list[str] = []
        self.varying: list[tuple[str, Style, str, float]] = []
        for name, entry in tape.entries:
            if name == "write":
                self._keep_text(sample, **entry)
            elif name == "line":
                ink, x, y = entry["ink"], entry["x"], entry["y"]
                stroke = f"{ink.red:.3f} {ink.green:.3f} {ink.blue:.3f} RG {entry['weight']:g} w"
                self.fixed.append(f"{stroke} {x:.2f} {y:.2f} m {x + entry['across']:.2f} {y:.2f} l S")
            elif name == "place":
                matrix = "{:g} {:g} {:g} {:g} {:.3f} {:.3f}".format(*entry["matrix"])
                self.fixed.append(f"q {matrix} cm /X{self.forms.index(entry['ornament'])} Do Q")
        self.constant = "\n".join(self.fixed)

    def _keep_text(self, sample: StarCertificate, *, text: str, x: float, y: float, style: Style) -> None:
        ink = style.ink
        begin = (
            f"{ink.red:.3f} {ink.green:.3f} {ink.blue:.3f} rg BT /{fast_face(style.face).resource} {style.size:g} Tf"
        )
        values = {"product_name": sample.product_name, "producer_name": sample.producer_name, "number": sample.number}
        for name, value in values.items():
            if text == value:
                centre = x + _width(text, style) / 2 if name != "number" else 0.0
                place = f"{begin} {style.tracking:.3f} Tc %.3f {y:.3f} Td (%s) Tj ET"
                self.varying.append((name, style, place, centre or -x))
                return
        codes = text.translate(fast_face(style.face).codes)
        self.fixed.append(f"{begin} {style.tracking:.3f} Tc {x:.3f} {y:.3f} Td ({codes}) Tj ET")

    def page(self, content: StarCertificate) -> bytes:
        """Return the deflated operators of one certificate."""
        operators = [self.constant]
        for name, style, place, anchor in self.varying:
            text = getattr(content, name)
            x = anchor - _width(text, style) / 2 if anchor > 0 else -anchor
            operators.append(place % (x, text.translate(fast_face(style.face).codes)))
        side, path = path_operators(content.lookup_url or "")
        ink, scale, around = self.qr["ink"], self.qr["size"] / side, side + 2 * QUIET_MODULES
        operators.append(
            f"q {scale:.5f} 0 0 {-scale:.5f} {self.qr['x']:.3f} {self.qr['y']:.3f} cm 1 1 1 rg {-QUIET_MODULES} "
            f"{-QUIET_MODULES} {around} {around} re f {ink.red:.3f} {ink.green:.3f} {ink.blue:.3f} rg {path} f Q"
        )
        return zlib.compress("\n".join(operators).encode("latin-1"))

    def assembled(self, contents: Sequence[StarCertificate]) -> bytes:
        """Return a whole file of these certificates."""
        objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b""]
        fonts, drawings, kids = [], [], []
        for face in map(fast_face, self.faces):
            objects += [face.font_file, face.unicode_map]
            objects.append(face.descriptor.replace(FILE, b"%d 0 R" % (len(objects) - 1)))
            font = face.font.replace(UNICODE, b"%d 0 R" % (len(objects) - 1))
            objects.append(font.replace(DESCRIPTOR, b"%d 0 R" % len(objects)))
            fonts.append(b"/%s %d 0 R" % (face.resource.encode(), len(objects)))
        for index, ornament in enumerate(self.forms):
            objects.append(deflated_form(ornament))
            drawings.append(b"/X%d %d 0 R" % (index, len(objects)))
        objects[2] = b"<< /Font << %s >> /XObject << %s >> >>" % (b" ".join(fonts), b" ".join(drawings))
        box = b"%.4f %.4f" % (self.paper.width, self.paper.height)
        for content in contents:
            stream = self.page(content)
            objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Resources 3 0 R /Contents %d 0 R >>"
                % (box, len(objects))
            )
            kids.append(b"%d 0 R" % len(objects))
        objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
        parts, places, offset = [b"%PDF-1.4\n"], [], 9
        for number, content_bytes in enumerate(objects, start=1):
            part = b"%d 0 obj\n%s\nendobj\n" % (number, content_bytes)
            places.append(b"%010d 00000 n \n" % offset)
            parts.append(part)
            offset += len(part)
        count = len(objects) + 1
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, b"".join(places)))
        parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, offset))
        return b"".join(parts)


def _width(text: str, style: Style) -> float:
    return sum(map(advances(style.face).__getitem__, text)) * style.size / 1000
