"""What can be drawn on a sheet, whichever press draws it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from certificates.enclosure import Enclosure
from certificates.paper import Box, Ink, Paper
from certificates.structure import END, ORNAMENT, Role, Structure
from certificates.typography import Fitted, Style, width

_UNMARKED = nullcontext()


@dataclass(frozen=True, kw_only=True)
class About:
    """What the file says about itself."""

    title: str
    author: str
    subject: str
    creator: str = "OCOP"
    language: str = "vi-VN"
    is_tagged: bool = False
    """True: what is drawn is marked for screen readers; files for the printer alone need it not."""
    enclosure: Enclosure | None = None
    """A file that travels inside."""


@dataclass(frozen=True, eq=False)
class Ornament:
    """A drawing that is the same on many pages; the name tells it from every other one."""

    name: str
    width: float
    height: float
    draw: Callable[[Canvas], None]
    """Draws with the origin at the lower left corner of the ornament."""

    bleed: float = 0.0
    """How far lines may reach over the edges."""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of everything drawn."""
        return (-self.bleed, -self.bleed, self.width + self.bleed, self.height + self.bleed)


class Sheet(ABC):
    """One PDF in the making; all positions in points from the top left corner, text at its baseline."""

    def __init__(self, *, paper: Paper, about: About) -> None:
        self.paper = paper
        self.about = about
        self.structure = Structure()

    @abstractmethod
    def write(self, text: str, *, x: float, y: float, style: Style) -> None:
        """Write one line from x to the right."""

    @abstractmethod
    def write_slanted(self, text: str, *, x: float, y: float, angle: float, style: Style) -> None:
        """Write one line with its middle at the point, turned anticlockwise by so many degrees."""

    @abstractmethod
    def line(self, *, x: float, y: float, across: float, down: float, weight: float, ink: Ink) -> None:
        """Draw a straight line from the point."""

    @abstractmethod
    def tint(self, *, x: float, y: float, across: float, down: float, ink: Ink) -> None:
        """Fill a rectangle with a pale ground."""

    @abstractmethod
    def place(self, ornament: Ornament, *, x: float, y: float, flip_x: int = 1, flip_y: int = 1) -> None:
        """Draw an ornament with its lower left corner at the point, mirrored where flip is -1."""

    @abstractmethod
    def qr_code(self, url: str, *, x: float, y: float, size: float, ink: Ink) -> None:
        """Draw a QR code as one path on a white ground, its upper left module at the point."""

    @abstractmethod
    def picture(self, data: bytes, *, field: str, box: Box) -> None:
        """Draw a PNG or JPEG as large as it fits into the middle of the box.

        :raises PictureUnreadable: if it is neither.
        """

    @abstractmethod
    def next_page(self) -> None:
        """Finish the page and begin another one."""

    @abstractmethod
    def finish(self) -> bytes:
        """Finish the last page and return the file."""

    @abstractmethod
    def _operator(self, operator: str) -> None:
        """Put an operator between what is drawn before it and after it."""

    def saying(self, role: Role, alternative: str = "") -> AbstractContextManager[None]:
        """Mark what is drawn inside as one thing that is read aloud, or as a picture by what it means."""
        return self._marked(self.structure.begin(role, alternative)) if self.about.is_tagged else _UNMARKED

    def ornamental(self) -> AbstractContextManager[None]:
        """Mark what is drawn inside as nothing that is read aloud."""
        return self._marked(ORNAMENT) if self.about.is_tagged else _UNMARKED

    @contextmanager
    def _marked(self, beginning: str) -> Iterator[None]:
        self._operator(beginning)
        yield
        self._operator(END)

    def _explain(self, document: Any, pages: Sequence[int]) -> None:
        """Put the tree of what was drawn and the enclosed file into the finished document.

        :param pages: object numbers of the pages.
        """
        if self.about.is_tagged or self.about.enclosure is not None:
            document._pdfVersion = (1, 7)
        if self.about.is_tagged:
            self.structure.write(document, pages)
        if self.about.enclosure is not None:
            self.about.enclosure.write(document)

    def write_centred(self, text: str, *, x: float, y: float, style: Style) -> None:
        """Write one line with its middle at x."""
        self.write(text, x=x - width(text, style) / 2, y=y, style=style)

    def write_lines(self, fitted: Fitted, *, x: float, y: float, leading: float) -> float:
        """Write centred lines, the first with its baseline at y; return the last baseline."""
        for line in fitted.lines:
            self.write_centred(line, x=x, y=y, style=fitted.style)
            y += leading
        return y - leading

    def ornament(self, ornament: Ornament, *, x: float, y: float) -> None:
        """Draw an ornament with its upper left corner at the point."""
        self.place(ornament, x=x, y=y + ornament.height)

    def four_quarters(self, ornament: Ornament) -> None:
        """Draw an upper right quarter and its mirror images around the middle of the page."""
        x, y = self.paper.width / 2, self.paper.height / 2
        for flip_x in (1, -1):
            for flip_y in (1, -1):
                self.place(ornament, x=x, y=y, flip_x=flip_x, flip_y=flip_y)
