"""Finished PDF objects: their bytes are known, ReportLab gives them a number and a place in the file."""

from typing import Any

from reportlab.pdfbase import pdfdoc


class Finished(pdfdoc.PDFObject):
    """A PDF object whose bytes are known; ReportLab gives it its number and its place in the file."""

    __RefOnly__ = 1

    def __init__(self, content: bytes = b"") -> None:
        self.content = content

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        """Return the bytes."""
        return self.content


def register(document: Any, content: Any) -> int:
    """Give an object its number in the document; one that has a number keeps it."""
    reference = document.Reference(content)
    number: int = document.idToObjectNumberAndVersion[reference.name][0]
    return number


def stream(entries: bytes, content: bytes) -> bytes:
    """Return the bytes of a stream."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream\n" % (entries, len(content), content)


def text(words: str) -> bytes:
    """Return a text string: plain where it is ASCII, else UTF-16."""
    written = words.encode("ascii") if words.isascii() else b"\xfe\xff" + words.encode("utf-16-be")
    for special in (b"\\", b"(", b")"):
        written = written.replace(special, b"\\" + special)
    return b"(%s)" % written.replace(b"\r", b"\\r")
