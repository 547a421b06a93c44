"""What an attacker writes after the end of a PDF that somebody signed, or prepares in it before."""

import io
from collections.abc import Callable

from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)


def updated(paper: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """Write a change after the end of a file."""
    writer = PdfWriter(io.BytesIO(paper), incremental=True)
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def other_content(writer: PdfWriter) -> None:
    """Let the first page show something else."""
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf (5 sao) Tj ET")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def laid_over(writer: PdfWriter) -> None:
    """Lay a note over the first page."""
    writer.add_annotation(0, FreeText(text="5 sao", rect=(50, 50, 200, 100)))


def other_signature_object(writer: PdfWriter) -> None:
    """Write the signature itself anew, so that it lies outside of what it speaks for."""
    field = writer._root_object["/AcroForm"]["/Fields"][0].get_object()
    field["/V"].get_object()[NameObject("/Location")] = TextStringObject("Lai Châu")


def a_field_to_fill(writer: PdfWriter) -> None:
    """Prepare a field whose words can be changed later."""
    corners = ArrayObject([FloatObject(value) for value in (50, 50, 200, 80)])
    field = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject("sao"),
                NameObject("/V"): TextStringObject("3 sao"),
                NameObject("/Rect"): corners,
            }
        )
    )
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", []), field])
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)


def retitled(writer: PdfWriter) -> None:
    """Give the document another title."""
    writer.add_metadata({"/Title": "Giấy chứng nhận 5 sao"})


def a_field_that_shows_something(writer: PdfWriter) -> None:
    """Add an empty field for a signature that covers the page."""
    page = writer.pages[0]
    field = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject("sao"),
                NameObject("/P"): page.indirect_reference,
                NameObject("/Rect"): ArrayObject([FloatObject(value) for value in (50, 50, 400, 300)]),
            }
        )
    )
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", []), field])
    writer._root_object["/AcroForm"]["/Fields"].append(field)


def filled(writer: PdfWriter) -> None:
    """Change the words of that field."""
    for one in writer._root_object["/AcroForm"]["/Fields"]:
        if one.get_object().get("/FT") == "/Tx":
            one.get_object()[NameObject("/V")] = TextStringObject("5 sao")
