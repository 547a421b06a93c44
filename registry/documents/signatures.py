"""What the digital signatures in a PDF are worth: who signed, over which bytes, vouched for by whom.

A right signature says who wrote some bytes, not that they are a paper of ours: that is for their SHA-256 to say.
Nothing is ever fetched; an answer needs the file and the trusted certificates alone.
"""

import logging
from collections.abc import Sequence
from datetime import UTC
from io import BytesIO

from asn1crypto import cms, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from registry.documents.own_thread import in_own_thread
from registry.documents.same_pages import shows_the_same
from registry.rules.signing import TRIAL, Chain, Coverage, Seen

MOST_SIGNATURES = 16
# Tokens are given out for either use; both bind the person who holds them.
_USES = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_HARMLESS = frozenset({ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING})


class SignaturesUnreadable(Exception):
    """The file is no PDF that can be read for signatures."""


class BadRoots(Exception):
    """A text holds no certificates of authorities."""


def authorities(text: str) -> list[x509.Certificate]:
    """Read the certificates of trusted authorities from PEM text.

    :raises BadRoots: if there is none in it, or one cannot be read.
    """
    try:
        found = [x509.Certificate.load(der) for _, _, der in pem.unarmor(text.encode(), multiple=True)]
        for one in found:
            _ = one.subject.native, one.not_valid_after
    except (ValueError, TypeError, KeyError) as fault:
        raise BadRoots from fault
    if not found:
        raise BadRoots
    return found


def read(content: bytes, *, roots: Sequence[x509.Certificate] = ()) -> list[Seen]:
    """Return the signatures of a PDF in the order in which they were made.

    :param roots: the authorities to trust; with none, no chain is checked.
    :raises SignaturesUnreadable: if the file or one of its signatures cannot be read.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        embedded = list(PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures)[:MOST_SIGNATURES]
        return [_seen(one, roots) for one in embedded]
    except Exception as fault:  # what a damaged or malicious file makes the reader stumble over is of every kind
        raise SignaturesUnreadable from fault


def adds_only_signatures(paper: bytes, signed: bytes) -> bool:
    """Say whether a file that begins with a paper of ours still shows it, with nothing but signatures added.

    A signature vouches for whatever stood there when it was made; what it was put upon must still be our paper.

    :raises SignaturesUnreadable: if the file cannot be read.
    """
    try:
        return shows_the_same(paper, signed)
    except Exception as fault:
        raise SignaturesUnreadable from fault


def _seen(embedded: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> Seen:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail")
    status = in_own_thread(
        validate_pdf_signature, embedded, signer_validation_context=context, key_usage_settings=_USES
    )
    certificate = embedded.signer_cert
    subject = certificate.subject.native
    timestamp = status.timestamp_validity
    is_timestamped = timestamp is not None and timestamp.intact and timestamp.valid and (timestamp.trusted or not roots)
    at = timestamp.timestamp if timestamp is not None and is_timestamped else embedded.self_reported_timestamp
    return Seen(
        name=_text(subject.get("common_name")),
        organisation=_text(subject.get("organization_name")),
        serial=f"{certificate.serial_number:X}",
        signed_at=at.astimezone(UTC) if at is not None else None,
        is_timestamped=is_timestamped,
        is_intact=status.intact and status.valid and _is_only_padded(embedded.pkcs7_content),
        coverage=_coverage(status),
        is_followed_by_harmless=_is_followed_by_harmless(status),
        chain=(Chain.TRUSTED if status.trusted else Chain.NOT_TRUSTED) if roots else Chain.UNCHECKED,
        is_trial=TRIAL in certificate.issuer.human_friendly,
    )


def _is_only_padded(contents: bytes) -> bool:
    """Say whether nothing but zeros fills the room left beside a signature: no signature speaks for what is in it."""
    return not any(contents[len(cms.ContentInfo.load(contents).dump()) :])


def _coverage(status: PdfSignatureStatus) -> Coverage:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Coverage.WHOLE
    if status.coverage is SignatureCoverageLevel.ENTIRE_REVISION:
        return Coverage.ITS_REVISION
    return Coverage.PART


def _is_followed_by_harmless(status: PdfSignatureStatus) -> bool:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    return bool(status.docmdp_ok) and status.modification_level in _HARMLESS


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value or "")
