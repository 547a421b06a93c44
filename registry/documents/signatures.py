"""What the digital signatures in a PDF are worth: who signed, over which bytes, vouched for by whom.

A right signature says who wrote some bytes, not that they are a paper of ours: that is for their SHA-256 to say.
Nothing is ever fetched; an answer needs the file and the trusted certificates alone.
"""

import logging
from datetime import UTC
from io import BytesIO
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from registry.documents.after_signing import is_followed_by_proofs
from registry.documents.own_thread import in_own_thread
from registry.documents.same_pages import shows_the_same
from registry.documents.signer_trust import Proofs, Trusted, context, proofs_in, time_source, worth
from registry.rules.signing import TRIAL, Coverage, Seen, TimeSource

MOST_SIGNATURES = 16
# Tokens are given out for either use; both bind the person who holds them.
_USES = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_HARMLESS = frozenset({ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING})

_PROOFS: tuple[Any, ...] = (DocInfoRule, XrefStreamRule, ObjectStreamRule, DSSCompareRule, MetadataUpdateRule)
_FIELDS: tuple[Any, ...] = (SigFieldCreationRule, SigFieldModificationRule)
_CATALOG: Any = CatalogModificationRule
_ONLY_SIGNATURES = StandardDiffPolicy(
    global_rules=[_CATALOG(), *(rule().as_qualified(ModificationLevel.LTA_UPDATES) for rule in _PROOFS)],
    form_rule=FormUpdatingRule(field_rules=[rule() for rule in _FIELDS]),
)
"""What may be written after a signature: further signatures and proofs, never a word put into a field of a form."""


class SignaturesUnreadable(Exception):
    """The file is no PDF that can be read for signatures."""


def read(content: bytes, *, trusted: Trusted | None = None) -> list[Seen]:
    """Return the signatures of a PDF in the order in which they were made.

    :param trusted: whom to trust; nobody: no chain is checked.
    :raises SignaturesUnreadable: if the file or one of its signatures cannot be read.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        embedded = list(reader.embedded_regular_signatures)[:MOST_SIGNATURES]
        proofs = proofs_in(reader, embedded)
        return [_seen(one, trusted or Trusted(), proofs) for one in embedded]
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


def _seen(embedded: EmbeddedPdfSignature, trusted: Trusted, proofs: Proofs) -> Seen:
    def validated(held_against: ValidationContext, *, skip_diff: bool = True) -> PdfSignatureStatus:
        return in_own_thread(
            validate_pdf_signature,
            embedded,
            signer_validation_context=held_against,
            ts_validation_context=context(trusted, proofs, at=None),
            key_usage_settings=_USES,
            diff_policy=_ONLY_SIGNATURES,
            skip_diff=skip_diff,
        )

    status = validated(context(trusted, proofs, at=None), skip_diff=False)
    source = time_source(status, trusted)
    stamp = status.timestamp_validity
    at = stamp.timestamp if stamp is not None and source is not TimeSource.BROKEN else embedded.self_reported_timestamp
    certificate = embedded.signer_cert
    found = worth(certificate, trusted, proofs, validated, at=at if source is TimeSource.AUTHORITY else None)
    subject = certificate.subject.native
    return Seen(
        name=_text(subject.get("common_name")),
        organisation=_text(subject.get("organization_name")),
        serial=f"{certificate.serial_number:X}",
        signed_at=at.astimezone(UTC) if at is not None else None,
        time=source,
        expires_at=certificate.not_valid_after.astimezone(UTC),
        is_intact=status.intact and status.valid and _is_only_padded(embedded.pkcs7_content),
        coverage=_coverage(status),
        is_followed_by_harmless=_is_followed_by_harmless(status),
        is_followed_by_proofs=is_followed_by_proofs(embedded, status),
        chain=found.chain,
        fault=found.fault,
        revocation=found.revocation,
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
