"""Whether a signer's certificate can be relied on: vouched for, good at the time of signing, not taken back.

Nothing is ever fetched. Whether a certificate was revoked is known only from answers of its authority that came within
the file, or from lists that the department has put into the register.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl, ocsp, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.general import MultivaluedAttributeError, NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation import DocumentSecurityStore, EmbeddedPdfSignature
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from registry import clock
from registry.rules.signing import Chain, Fault, Revocation, TimeSource

_FAULTS: dict[Any, Fault] = {
    AdESFailure.REVOKED: Fault.REVOKED,
    AdESIndeterminate.REVOKED_NO_POE: Fault.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Fault.REVOKED,
    AdESFailure.NOT_YET_VALID: Fault.NOT_YET,
    AdESIndeterminate.NOT_YET_VALID: Fault.NOT_YET,
    AdESIndeterminate.EXPIRED: Fault.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Fault.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Fault.EXPIRED,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Fault.UNKNOWN,
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE: Fault.UNKNOWN,
}
_EVER = timedelta(days=100 * 365)


def _heeding(signer: RevocationCheckingRule, authorities: RevocationCheckingRule, *, age: timedelta | None) -> Any:
    rules = RevocationCheckingPolicy(ee_certificate_rule=signer, intermediate_ca_cert_rule=authorities)
    if age is not None:
        return CertRevTrustPolicy(
            rules, freshness=age, freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION
        )
    # An answer given later speaks for an earlier time too: it names the day of each revocation.
    return CertRevTrustPolicy(rules, retroactive_revinfo=True)


_IGNORED, _REQUIRED = RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
UNHEEDED = _heeding(_IGNORED, _IGNORED, age=None)
PROVEN = _heeding(_REQUIRED, _REQUIRED, age=None)
"""For every certificate an answer that is still good must say that it was not revoked."""
# The library's own lenient mode passes over lists for certificates that do not name where lists are published. Who is
# revoked stays so, however old the list.
TELLING = (_heeding(_REQUIRED, _IGNORED, age=_EVER), _heeding(_IGNORED, _REQUIRED, age=_EVER))
"""Either may tell of a revocation, whatever is not known of the rest of the chain."""

Validate = Callable[[ValidationContext], PdfSignatureStatus]


class BadRoots(Exception):
    """A text holds no certificates of authorities."""


class BadList(Exception):
    """A file is no list of revoked certificates."""


@dataclass(frozen=True, kw_only=True)
class Trusted:
    """Whom the department trusts, and what it knows to be revoked."""

    roots: Sequence[x509.Certificate] = ()
    """None: no chain is checked."""
    lists: Sequence[crl.CertificateList] = ()


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What a signer's certificate is worth."""

    chain: Chain
    fault: Fault | None
    revocation: Revocation


@dataclass(frozen=True, kw_only=True)
class Proofs:
    """What came within a file for checking the certificates in it."""

    certificates: list[x509.Certificate] = field(default_factory=list)
    lists: list[crl.CertificateList] = field(default_factory=list)
    answers: list[ocsp.OCSPResponse] = field(default_factory=list)


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


def revocation_list(content: bytes) -> crl.CertificateList:
    """Read a list of revoked certificates (CRL), as authorities publish it: DER, or PEM.

    :raises BadList: if it is none.
    """
    try:
        if pem.detect(content):
            _, _, content = pem.unarmor(content)
        found = crl.CertificateList.load(content, strict=True)
        _ = found.issuer.native, found["tbs_cert_list"]["this_update"].native, found["signature_algorithm"].native
    except (ValueError, TypeError, KeyError) as fault:
        raise BadList from fault
    return found


def proofs_in(reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature]) -> Proofs:
    """Collect the answers of authorities that a file brings along (PAdES B-LT, or Adobe's own way)."""
    found = Proofs()
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        pass
    else:
        found.certificates.extend(store.load_certs())
        found.lists.extend(crl.CertificateList.load(one.get_object().data) for one in store.crls)
        found.answers.extend(ocsp.OCSPResponse.load(one.get_object().data) for one in store.ocsps)
    for one in signatures:
        try:
            kept = find_unique_cms_attribute(one.signer_info["signed_attrs"], "adobe_revocation_info_archival")
        except (NonexistentAttributeError, MultivaluedAttributeError):
            continue
        found.lists.extend(kept["crl"] or ())
        found.answers.extend(kept["ocsp"] or ())
    return found


def context(trusted: Trusted, proofs: Proofs, *, at: datetime | None, heeding: Any = UNHEEDED) -> ValidationContext:
    """Return what a certificate is held against.

    :param at: the time for which it is asked; None: now.
    :param heeding: how much must be known of revocation.
    """
    return ValidationContext(
        trust_roots=list(trusted.roots),
        other_certs=proofs.certificates,
        moment=at,
        crls=[*trusted.lists, *proofs.lists],
        ocsps=proofs.answers,
        allow_fetching=False,
        revinfo_policy=heeding,
    )


def worth(certificate: x509.Certificate, trusted: Trusted, proofs: Proofs, validate: Validate, *,
          at: datetime | None) -> Worth:  # fmt: skip
    """Say what a signer's certificate is worth.

    :param validate: validates the signature in a context.
    :param at: when it was made, if a trusted authority of time says so.
    """
    outlived = _outlived(certificate, at or clock.now())
    if not trusted.roots:
        return Worth(chain=Chain.UNCHECKED, fault=outlived, revocation=Revocation.UNCHECKED)
    revocation = _revocation(trusted, proofs, validate, at=at)
    if revocation is Revocation.REVOKED:
        return Worth(chain=Chain.NOT_TRUSTED, fault=Fault.REVOKED, revocation=revocation)
    status = validate(context(trusted, proofs, at=at))
    if status.trusted:
        return Worth(chain=Chain.TRUSTED, fault=None, revocation=revocation)
    fault = outlived or _FAULTS.get(status.trust_problem_indic, Fault.UNFIT)
    return Worth(chain=Chain.NOT_TRUSTED, fault=fault, revocation=revocation)


def _revocation(trusted: Trusted, proofs: Proofs, validate: Validate, *, at: datetime | None) -> Revocation:
    if not (trusted.lists or proofs.lists or proofs.answers):
        return Revocation.UNCHECKED
    if any(validate(context(trusted, proofs, at=at, heeding=one)).revoked for one in TELLING):
        return Revocation.REVOKED
    is_proven = validate(context(trusted, proofs, at=at, heeding=PROVEN)).trusted
    return Revocation.NOT_REVOKED if is_proven else Revocation.UNCHECKED


def time_source(status: PdfSignatureStatus, trusted: Trusted) -> TimeSource:
    """Say who says when a signature was made."""
    stamp = status.timestamp_validity
    if stamp is None:
        return TimeSource.SIGNER
    if not (stamp.intact and stamp.valid):
        return TimeSource.BROKEN
    if not trusted.roots:
        return TimeSource.UNCHECKED_AUTHORITY
    return TimeSource.AUTHORITY if stamp.trusted else TimeSource.UNKNOWN_AUTHORITY


def _outlived(certificate: x509.Certificate, at: datetime) -> Fault | None:
    if at > certificate.not_valid_after:
        return Fault.EXPIRED
    return Fault.NOT_YET if at < certificate.not_valid_before else None
