"""Faces cut once to one Vietnamese alphabet: the same font objects, byte for byte, go into every file.

This knows the insides of one ReportLab version; press.py takes the plain path with any other.
"""

import io
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

from certificates.typography import FACES, FONT_FOLDER, Face, registered

REPORTLAB_VERSION = "5.1.0"
"""The version whose font and document objects are known here."""

SIGNS = "–—‘’“”…•·×÷±°½¼¾²³§«»®™№₫"
"""What a text may have beside ASCII and Vietnamese letters; a face that lacks one goes without."""


def _alphabet() -> str:
    vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones] + ["đ"]
    beyond_ascii = [letter for letter in letters if letter > "\x7f"]
    ascii_signs = "".join(map(chr, range(0x20, 0x7F)))
    return ascii_signs + "".join(beyond_ascii) + "".join(beyond_ascii).upper() + SIGNS


ALPHABET = _alphabet()


class OutsideAlphabet(Exception):
    """A text has a letter that the faces have and the alphabet has not."""


class _Codes(dict[int, str]):
    """Character → its byte as it stands in a PDF string."""

    def __missing__(self, code: int) -> str:
        raise OutsideAlphabet(chr(code))


@dataclass(frozen=True, eq=False)
class FastFace:
    """The finished objects of one face, and how its texts are written."""

    resource: str
    """Name in a page's resources."""

    codes: dict[int, str]
    font: bytes
    """Font dictionary, with FILE, UNICODE and DESCRIPTOR to be replaced by references."""

    descriptor: bytes
    unicode_map: bytes
    font_file: bytes


FILE, UNICODE, DESCRIPTOR = b"@FILE@", b"@UNICODE@", b"@DESCRIPTOR@"


@cache
def fast_face(face: Face) -> FastFace:
    """Cut a face to the alphabet and build its PDF objects."""
    known = registered(face).face.charToGlyph
    alphabet = "".join(character for character in ALPHABET if ord(character) in known)
    font = TTFont(face.name, io.BytesIO(_cut(face, alphabet)), asciiReadable=1)
    # The typing stubs know nothing of the insides used from here on.
    document: Any = pdfdoc.PDFDocument(compression=1, invariant=1)
    state: Any = font.state
    font.splitString(alphabet, document)
    assignments = dict(state[document].assignments)
    if max(assignments.values()) > 0xFF:
        raise ValueError("the alphabet does not fit one byte per letter")
    name = font.getSubsetInternalName(0, document)[1:]
    font.addObjects(document)
    objects = document.idToObject
    pdf_font = objects["BasicFonts"].dict[name]
    descriptor = objects[pdf_font.FontDescriptor.name]
    font_file = objects[descriptor.dict["FontFile2"].name]
    unicode_map = objects[pdf_font.ToUnicode.name]
    resource = f"F{FACES.index(face)}"
    pdf_font.Name, pdf_font.ToUnicode, pdf_font.FontDescriptor = resource, UNICODE, DESCRIPTOR
    descriptor.dict["FontFile2"] = FILE
    return FastFace(
        resource=resource,
        codes=_Codes({code: _escaped(byte) for code, byte in assignments.items() if code}),
        font=pdf_font.format(document),
        descriptor=descriptor.format(document),
        unicode_map=_deflated(unicode_map, document),
        font_file=_deflated(font_file, document),
    )


def _cut(face: Face, alphabet: str) -> bytes:
    """Keep the alphabet's outlines; screen hints and layout tables are of no use on paper."""
    from fontTools import subset  # long to read, and for papers only

    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "gasp"]
    with subset.load_font(str(FONT_FOLDER / face.file), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=alphabet)
        subsetter.subset(font)
        target = io.BytesIO()
        font.save(target)
    return target.getvalue()


def _deflated(stream: Any, document: Any) -> bytes:
    content = stream.content
    data = content.encode("latin-1") if isinstance(content, str) else content
    stream.content = zlib.compress(data, 9)
    stream.filters = None
    stream.dictionary["Filter"] = "/FlateDecode"
    formatted: bytes = stream.format(document)
    return formatted


def _escaped(byte: int) -> str:
    """Return a byte as it stands in a PDF string; a bare line end would be read as another one."""
    return {0x28: "\\(", 0x29: "\\)", 0x5C: "\\\\", 0x0A: "\\n", 0x0D: "\\r"}.get(byte, chr(byte))
