"""What was written to a file after its last signature: nothing but proofs, as programs for long keeping add them?

Such programs write the certificates and the answers about their revocation into the file (PAdES B-LT), and put a time
stamp over it all (B-LTA). Neither changes what a reader sees.
"""

import re
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_timestamp
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from registry.documents.own_thread import in_own_thread

_END = re.compile(rb"[^%]*startxref\s+\d+\s+%%EOF\s*")
_SAYS_WHEN = frozenset({"/ModDate", "/Producer"})
"""What a program notes of itself among the facts about a document."""


def is_followed_by_proofs(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    """Say whether something was written after a signature, and nothing but proofs, up to the end of the file.

    :param status: of the signature, with what was written after it told by a policy that lets no field be filled in.
    """
    if status.coverage is not SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
        return False
    reader = embedded.reader
    return (
        status.modification_level is ModificationLevel.LTA_UPDATES
        and _facts_about(reader) == _facts_about(_as_signed(embedded))
        and _ends_with_its_last_update(reader)
        and all(map(_holds, reader.embedded_timestamp_signatures))
    )


def _as_signed(embedded: EmbeddedPdfSignature) -> PdfFileReader:
    _, _, start, length = embedded.byte_range
    embedded.reader.stream.seek(0)
    return PdfFileReader(BytesIO(embedded.reader.stream.read(start + length)), strict=False)


def _facts_about(reader: PdfFileReader) -> Any:
    """Return title, author and the like: viewers show them, and the library lets anybody change them."""
    told, packet = reader.trailer_view.get_value_as_reference("/Info", optional=True), reader.root.get("/Metadata")
    facts: Any = told.get_object() if told is not None else {}
    return {name: facts[name] for name in facts if name not in _SAYS_WHEN}, packet.data if packet is not None else None


def _ends_with_its_last_update(reader: PdfFileReader) -> bool:
    """Say whether nothing follows the last part that was written, where a reader would begin."""
    last = reader.xrefs.get_xref_container_info(reader.xrefs.total_revisions - 1)
    reader.stream.seek(last.end_location)
    # Of what else may stand there, the trailer's entries, nothing is shown; a comment would be somebody's own bytes.
    return _END.fullmatch(reader.stream.read()) is not None


def _holds(stamp: EmbeddedPdfSignature) -> bool:
    status = in_own_thread(validate_pdf_timestamp, stamp, ValidationContext(trust_roots=[]), skip_diff=True)
    return bool(status.intact and status.valid)
