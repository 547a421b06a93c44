"""What a forger does to an issued PDF: a hundred other files made from it, each of which a reader may open."""

import io
import random
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

FLIPS, CUTS, GRAFTS = 72, 12, 12


def tampered(paper: bytes, *, others: Sequence[bytes], chance: random.Random) -> list[bytes]:
    """Return what can be made of a paper; other papers lend their parts."""
    lender = next(one for one in others if one != paper)
    made = [
        *_flipped(paper, chance),
        *(paper[: chance.randrange(1, len(paper))] for _ in range(CUTS)),
        *_grafted(paper, lender, chance),
        *(paper + more for more in (b"\n", b"\0", b"\n%%EOF\n", "% thêm".encode(), lender)),
        *(more + paper for more in (b"\n", b"%PDF-1.7\n", lender)),
        paper.replace(b"\n", b"\r\n", 1),
        _written_again(paper, incremental=False),
        *(_written_again(paper, incremental=True, note=note) for note in ("a", "Sản phẩm OCOP 5 sao")),
        _turned(paper),
        _together(paper, lender),
    ]
    return [one for one in made if one not in others]


def _flipped(paper: bytes, chance: random.Random) -> list[bytes]:
    made = []
    for _ in range(FLIPS):
        changed = bytearray(paper)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        made.append(bytes(changed))
    return made


def _grafted(paper: bytes, lender: bytes, chance: random.Random) -> list[bytes]:
    made = []
    for _ in range(GRAFTS):
        start = chance.randrange(min(len(paper), len(lender)))
        made.append(paper[:start] + lender[start:])
    return made


def _written_again(paper: bytes, *, incremental: bool, note: str = "") -> bytes:
    writer = PdfWriter(io.BytesIO(paper), incremental=incremental)
    writer.add_metadata({NameObject("/Subject"): TextStringObject(note or "khác")})
    return _bytes_of(writer)


def _turned(paper: bytes) -> bytes:
    writer = PdfWriter(io.BytesIO(paper), incremental=True)
    writer.pages[0].rotate(90)
    return _bytes_of(writer)


def _together(paper: bytes, lender: bytes) -> bytes:
    writer = PdfWriter()
    for one in (lender, paper):
        writer.append(PdfReader(io.BytesIO(one)))
    return _bytes_of(writer)


def _bytes_of(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
