"""Reads the QR of a certificate from a photograph; the photograph itself is not kept."""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image

from registry.rules import lookup_code
from registry.rules.refusal import Refusal

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400
FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_TEXT = 300
_PATH = "/c/"


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was written or scanned, taken apart."""

    text: str
    code: str | None
    """The lookup code in it."""
    host: str | None
    """Where it would have led a telephone; None where it is no address."""


def texts_in(content: bytes) -> list[str] | None:
    """Return what the QR codes of a picture say; None if it is no picture that can be read."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
            grey = picture.convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, ValueError, SyntaxError, EOFError):
        return None  # Pillow says all of these of what is no picture, cut short or damaged
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return [found.text[:LONGEST_TEXT] for found in zxingcpp.read_barcodes(grey) if found.text]


def taken_apart(text: str) -> Read:
    """Find the lookup code in what a QR says or a person typed: an address of a certificate, or the code itself."""
    host, written = None, text.strip()
    if "://" in written:
        try:
            address = urlsplit(written)
            host, path = address.hostname or "", address.path
        except ValueError:
            return Read(text=text, code=None, host="")
        written = path.rpartition(_PATH)[2] if _PATH in path else ""
    try:
        return Read(text=text, code=lookup_code.parse(written), host=host)
    except Refusal:
        return Read(text=text, code=None, host=host)
