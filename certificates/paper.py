"""Sizes, margins, boxes and colours, measured in points from the top left corner of the page."""

from dataclasses import dataclass

MM = 72 / 25.4
"""One millimetre in points."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A sheet and its margins."""

    width: float
    height: float
    top: float
    """Margins: the text stays inside them."""

    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """Room between the left and the right margin."""
        return self.width - self.left - self.right


@dataclass(frozen=True, kw_only=True)
class Box:
    """A named place on a page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def centre(self) -> float:
        """Where a centred line has its middle."""
        return self.left + self.width / 2

    @property
    def bottom(self) -> float:
        """Distance of the lower edge from the top of the page."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """Distance of the right edge from the left of the page."""
        return self.left + self.width


@dataclass(frozen=True, eq=False)
class Ink:
    """A colour of the printing press, parts of red, green and blue from 0 to 1."""

    red: float
    green: float
    blue: float


BLACK = Ink(0, 0, 0)
"""Decree 30/2020 wants its documents black."""

CHARCOAL = Ink(0.11, 0.11, 0.12)
"""Text of a certificate: softer than black beside fine lines, black on any printer."""

FOREST = Ink(0.04, 0.27, 0.18)
"""The institution's deep green: title and borders of star certificates."""

LEAF = Ink(0.36, 0.55, 0.45)
"""The second thread of the green guilloche."""

MIST = Ink(0.925, 0.955, 0.935)
"""The rosette behind the words: seen, never in the way of reading."""

CRIMSON = Ink(0.64, 0.07, 0.11)
"""Title of a merit certificate, as custom has it."""

BRONZE = Ink(0.60, 0.42, 0.13)
"""Border of a merit certificate."""

SAND = Ink(0.80, 0.68, 0.45)
"""The second thread of the bronze guilloche."""

CREAM = Ink(0.975, 0.955, 0.915)
"""The rosette of a merit certificate."""

GOLD_LIGHT = Ink(0.96, 0.78, 0.25)
GOLD_DARK = Ink(0.78, 0.55, 0.08)
GOLD_EDGE = Ink(0.42, 0.28, 0.02)
"""The stars: two facets and an edge, so that they read as stars in black and white too."""

WATERMARK = Ink(0.89, 0.86, 0.86)
"""Across a draft or a demonstration: plain to see, the text stays readable on it."""

GREY = Ink(0.38, 0.38, 0.40)
"""Small labels."""

PALE = Ink(0.91, 0.945, 0.925)
"""Ground of table heads and bands: grey on a black and white printer, the text stays readable."""

A4_LANDSCAPE = Paper(width=297 * MM, height=210 * MM, top=22 * MM, bottom=22 * MM, left=28 * MM, right=28 * MM)
"""A certificate on A4, inside its border."""

DECREE_PORTRAIT = Paper(width=210 * MM, height=297 * MM, top=20 * MM, bottom=20 * MM, left=30 * MM, right=15 * MM)
"""Decree 30/2020, appendix I, part I: top and bottom 20-25 mm, left 30-35, right 15-20."""

DECREE_LANDSCAPE = Paper(width=297 * MM, height=210 * MM, top=20 * MM, bottom=20 * MM, left=30 * MM, right=15 * MM)
"""The same margins, for lists with many columns."""
