"""A file inside the file: what the paper says, for programs (ISO 32000-2, 7.11.4 and 14.13)."""

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray

from certificates.pdf_objects import Finished, register, stream, text


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A JSON file that travels inside the paper."""

    name: str
    """ASCII, as a file is named."""
    description: str
    content: bytes

    def write(self, document: Any) -> None:
        """Put the file into the document, as data of the document as a whole."""
        packed = zlib.compress(self.content, 9)
        checksum = hashlib.md5(self.content, usedforsecurity=False).hexdigest()
        entries = (
            f"/Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode "
            f"/Params << /Size {len(self.content)} /CheckSum <{checksum}> >>"
        )
        file = register(document, Finished(stream(entries.encode("ascii"), packed)))
        name = text(self.name)
        specification = Finished(
            b"<< /Type /Filespec /F %s /UF %s /Desc %s /AFRelationship /Data /EF << /F %d 0 R /UF %d 0 R >> >>"
            % (name, name, text(self.description), file, file)
        )
        number = register(document, specification)
        catalog = document.Catalog
        catalog.Names = Finished(b"<< /EmbeddedFiles << /Names [%s %d 0 R] >> >>" % (name, number))
        # The class of ReportLab knows no associated files: this one catalogue does.
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
        catalog.AF = PDFArray([document.Reference(specification)])
