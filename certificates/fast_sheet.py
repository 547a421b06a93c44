"""The fast press: writes PDF operators itself and hands ReportLab's document only finished objects.

Fonts, borders and stars are built once per process; a page costs its own words and one deflate.
"""

import math
import zlib
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from certificates.fast_fonts import DESCRIPTOR, FILE, UNICODE, FastFace, fast_face
from certificates.paper import Box, Ink, Paper
from certificates.pdf_objects import Finished, register, stream
from certificates.pictures import flattened
from certificates.qr_code import QUIET_MODULES, path_operators
from certificates.sheet import About, Ornament, Sheet
from certificates.typography import SERIF, Face, Style, registered, width

WHITE = Ink(1, 1, 1)


class FastSheet(Sheet):
    """One PDF in the making; raises OutsideAlphabet where only the plain press has the letter."""

    def __init__(self, *, paper: Paper, about: About) -> None:
        super().__init__(paper=paper, about=about)
        # The typing stubs know nothing of the insides used here.
        document: Any = pdfdoc.PDFDocument(compression=1, invariant=1, lang=about.language)
        document.setTitle(about.title)
        document.setAuthor(about.author)
        document.setSubject(about.subject)
        document.setCreator(about.creator)
        self._document = document
        self._fonts: dict[Face, FastFace] = {}
        self._drawings: dict[str, tuple[str, bytes]] = {}
        self._styles: dict[Style, tuple[str, dict[int, str]]] = {}
        self._pages: list[int] = []
        self._resources = Finished()
        self._resources_number = self._register(self._resources)
        self._begin_page()

    def _begin_page(self) -> None:
        self._operators: list[str] = []
        self._fill: Ink | None = None
        self._stroke: tuple[Ink, float] | None = None
        self._tracking = 0.0

    def write(self, text: str, *, x: float, y: float, style: Style) -> None:
        prefix, codes = self._begin(style)
        place = f"{x:.3f} {self.paper.height - y:.3f}"
        self._operators.append(f"BT {prefix} {place} Td ({text.translate(codes)}) Tj ET")

    def write_slanted(self, text: str, *, x: float, y: float, angle: float, style: Style) -> None:
        prefix, codes = self._begin(style)
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        turned = f"{cosine:.6f} {sine:.6f} {-sine:.6f} {cosine:.6f} {x:.3f} {self.paper.height - y:.3f} Tm"
        aside = f"{-width(text, style) / 2:.3f} {-style.size * 0.35:.3f} Td"
        self._operators.append(f"BT {prefix} {turned} {aside} ({text.translate(codes)}) Tj ET")

    def _begin(self, style: Style) -> tuple[str, dict[int, str]]:
        known = self._styles.get(style)
        if known is None:
            known = self._styles[style] = self._new_style(style)
        if style.ink is not self._fill:
            self._operators.append(_fill(style.ink))
            self._fill = style.ink
        if style.tracking != self._tracking:
            self._operators.append(f"{style.tracking:.3f} Tc")
            self._tracking = style.tracking
        return known

    def _new_style(self, style: Style) -> tuple[str, dict[int, str]]:
        face = self._fonts.get(style.face)
        if face is None:
            face = self._fonts[style.face] = fast_face(style.face)
        return f"/{face.resource} {style.size:g} Tf", face.codes

    def line(self, *, x: float, y: float, across: float, down: float, weight: float, ink: Ink) -> None:
        if self._stroke != (ink, weight):
            self._operators.append(f"{ink.red:.3f} {ink.green:.3f} {ink.blue:.3f} RG {weight:g} w")
            self._stroke = (ink, weight)
        y = self.paper.height - y
        self._operators.append(f"{x:.2f} {y:.2f} m {x + across:.2f} {y - down:.2f} l S")

    def tint(self, *, x: float, y: float, across: float, down: float, ink: Ink) -> None:
        if ink is not self._fill:
            self._operators.append(_fill(ink))
            self._fill = ink
        y = self.paper.height - y - down
        self._operators.append(f"{x:.2f} {y:.2f} {across:.2f} {down:.2f} re f")

    def place(self, ornament: Ornament, *, x: float, y: float, flip_x: int = 1, flip_y: int = 1) -> None:
        known = self._drawings.get(ornament.name)
        if known is None:
            known = self._add_drawing(ornament.name, _form(ornament))
        matrix = f"{flip_x} 0 0 {flip_y} {x:.3f} {self.paper.height - y:.3f}"
        self._operators.append(f"q {matrix} cm /{known[0]} Do Q")

    def qr_code(self, url: str, *, x: float, y: float, size: float, ink: Ink) -> None:
        side, path = path_operators(url)
        scale = size / side
        around = side + 2 * QUIET_MODULES
        self._operators += [
            f"q {scale:.5f} 0 0 {-scale:.5f} {x:.2f} {self.paper.height - y:.2f} cm",
            f"{_fill(WHITE)} {-QUIET_MODULES} {-QUIET_MODULES} {around} {around} re f {_fill(ink)}",
            path,
            "f Q",
        ]

    def picture(self, data: bytes, *, field: str, box: Box) -> None:
        key = f"picture-{hash(data)}"
        known = self._drawings.get(key)
        if known is None:
            known = self._add_drawing(key, _image(data, field=field))
        place = flattened(data, field=field).inside(box)
        lower = self.paper.height - place.bottom
        matrix = f"{place.width:.2f} 0 0 {place.height:.2f} {place.left:.2f} {lower:.2f}"
        self._operators.append(f"q {matrix} cm /{known[0]} Do Q")

    def next_page(self) -> None:
        paper, document = self.paper, self._document
        packed = zlib.compress("\n".join(self._operators).encode("latin-1"))
        contents = self._register(Finished(stream(b"/Filter /FlateDecode", packed)))
        parent = self._register(document.Pages)
        mark = f"/StructParents {len(self._pages)} " if self.about.is_tagged else ""
        page = (
            f"<< /Type /Page /MediaBox [0 0 {paper.width:.4f} {paper.height:.4f}] /Rotate 0 "
            f"/Parent {parent} 0 R /Resources {self._resources_number} 0 R /Contents {contents} 0 R {mark}>>"
        )
        finished = Finished(page.encode("ascii"))
        document.addPage(finished)
        self._pages.append(self._register(finished))
        self.structure.next_page()
        self._begin_page()

    def finish(self) -> bytes:
        self.next_page()
        fonts = " ".join(f"/{face.resource} {self._add_font(face)} 0 R" for face in self._fonts.values())
        drawings = " ".join(
            f"/{name} {self._register(Finished(content))} 0 R" for name, content in self._drawings.values()
        )
        listed = f"<< /ProcSet [/PDF /Text /ImageC] /Font << {fonts} >> /XObject << {drawings} >> >>"
        self._resources.content = listed.encode("ascii")
        self._explain(self._document, self._pages)
        data: bytes = self._document.GetPDFData(None)
        return data

    def _add_drawing(self, key: str, content: bytes) -> tuple[str, bytes]:
        known = self._drawings[key] = (f"X{len(self._drawings)}", content)
        return known

    def _add_font(self, face: FastFace) -> int:
        file = self._register(Finished(face.font_file))
        unicode_map = self._register(Finished(face.unicode_map))
        descriptor = self._register(Finished(face.descriptor.replace(FILE, b"%d 0 R" % file)))
        font = face.font.replace(UNICODE, b"%d 0 R" % unicode_map)
        return self._register(Finished(font.replace(DESCRIPTOR, b"%d 0 R" % descriptor)))

    def _register(self, content: Any) -> int:
        return register(self._document, content)

    def _operator(self, operator: str) -> None:
        self._operators.append(operator)


def _fill(ink: Ink) -> str:
    return f"{ink.red:.3f} {ink.green:.3f} {ink.blue:.3f} rg"


@lru_cache(maxsize=64)
def _form(ornament: Ornament) -> bytes:
    """Draw an ornament once on a canvas of its own and keep its operators, deflated."""
    registered(SERIF)
    canvas: Any = Canvas("", initialFontName=SERIF.name, invariant=1, pageCompression=0)  # type: ignore[arg-type]
    ornament.draw(canvas)
    operators = zlib.compress("\n".join(canvas._code).encode("latin-1"), 9)
    bounds = "{:g} {:g} {:g} {:g}".format(*ornament.bounds)
    entries = f"/Type /XObject /Subtype /Form /BBox [{bounds}] /Resources << >> /Filter /FlateDecode"
    return stream(entries.encode("ascii"), operators)


@lru_cache(maxsize=8)
def _image(data: bytes, *, field: str) -> bytes:
    image = flattened(data, field=field)
    entries = (
        f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} "
        "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"
    )
    return stream(entries.encode("ascii"), zlib.compress(image.pixels, 9))
