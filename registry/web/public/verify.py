"""Is this paper genuine? Asked by number, by code, by a picture of the QR, or by the file itself; no account."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents.signature_report import report
from registry.models.award import MeritCertificate, RecipientKind
from registry.models.certificate import Certificate, FileRole
from registry.models.decision import Decision, Origin
from registry.queries import decisions, product_record, register
from registry.queries.awards import merit_by_number
from registry.queries.issued_files import IssuedFile, issued_file, paper_within
from registry.queries.settings import Settings, settings
from registry.rules import lookup_code
from registry.rules.certificate_life import Standing
from registry.rules.search_key import clean, fold
from registry.rules.signing import Seen, are_right
from registry.vault import Vault
from registry.web.headers import WITH_CAMERA
from registry.web.kept_files import intact
from registry.web.public.certificate import LONGEST_CODE, mistake_in
from registry.web.public.not_covered import not_covered
from registry.web.public.qr_photo import Read, taken_apart, texts_in
from registry.web.public.recogniser_words import decided_by, recognised_by
from registry.web.public.shelf import todays_index
from registry.web.public.signature_words import sentences, signers
from registry.web.reading import reading_session
from registry.web.site import site
from registry.web.standing_words import brought_by, standing_sentence
from registry.web.translation import gettext, gettext_noop

pages = Blueprint("public_verify", __name__)
LONGEST_QUESTION = 200
MOST_FOUND = 20
LARGEST_PICTURE = 20 * 1024 * 1024
_PIECE = 1024 * 1024

ROLES: Mapping[FileRole, str] = MappingProxyType(
    {
        FileRole.RENDER: gettext_noop("bản phát hành (ký và đóng dấu trên bản in)"),
        FileRole.SIGNED: gettext_noop("bản đã ký số"),
        FileRole.ANNEX: gettext_noop("phụ lục quyết định"),
        FileRole.PRINT: gettext_noop("tệp in chung các giấy của một quyết định"),
        FileRole.ZIP: gettext_noop("gói tệp của một quyết định"),
    }
)
UNSIGNED = gettext_noop("bản chưa ký")


@pages.get("/xac-minh")
def index() -> ResponseReturnValue:
    """Ask for what is to be verified, or answer a number or a code."""
    written = clean(request.args.get("q", "")[:LONGEST_QUESTION])
    if not written:
        return _answer("public/verify/index.html", 200, **_nothing_asked())
    read = taken_apart(written)
    if read.code is not None and _is_ours(read):
        return redirect(url_for("public_certificate.show", code=read.code), 302)
    found = register.by_number(reading_session(), written)[:MOST_FOUND]
    if len(found) == 1:
        return redirect(url_for("public_certificate.show", code=found[0].lookup_code), 302)
    # Typed on a telephone, QĐ is QD as often as not.
    numbered = [one for one in todays_index().decisions if one.number and fold(one.number) == fold(written)]
    merit = merit_by_number(reading_session(), written)
    is_code = lookup_code.is_meant_as_code(written) and not (found or numbered or merit)
    return _answer(
        "public/verify/index.html",
        200,
        **_nothing_asked()
        | {
            "written": written,
            "found": found,
            "decisions": numbered[:MOST_FOUND],
            "merit": merit,
            "recipient": _recipient(merit),
            "merit_giver": _issuer_of(merit.recipient.decision) if merit else None,
            "mistake": mistake_in(written[:LONGEST_CODE]) if is_code else None,
            "elsewhere": _elsewhere(read),
        },
    )


@pages.post("/xac-minh/anh")
def photo() -> ResponseReturnValue:
    """Read the QR in a picture and lead to the certificate it names; where it leads is never followed."""
    sent = request.files.get("anh")
    content = sent.stream.read(LARGEST_PICTURE + 1) if sent else b""
    texts = texts_in(content) if 0 < len(content) <= LARGEST_PICTURE else None
    reads = [taken_apart(text) for text in texts or ()]
    ours = next((one for one in reads if one.code is not None and _is_ours(one)), None)
    if ours is not None:
        return redirect(url_for("public_certificate.show", code=ours.code), 303)
    return _answer(
        "public/verify/index.html",
        200,
        **_nothing_asked()
        | {"photo_fault": _photo_fault(texts, reads), "elsewhere": next((_elsewhere(one) for one in reads), None)},
    )


@pages.post("/xac-minh/tep")
def upload() -> ResponseReturnValue:
    """Take the SHA-256 of a file that a browser could not take itself; the file is not kept."""
    sent = request.files.get("tep")
    if sent is None or not sent.filename:
        return _answer(
            "public/verify/index.html", 200, **_nothing_asked() | {"file_fault": gettext("Hãy chọn một tệp.")}
        )
    digest = hashlib.sha256()
    while piece := sent.stream.read(_PIECE):
        digest.update(piece)
    if issued_file(reading_session(), digest.hexdigest()) is not None:
        return redirect(url_for("public_verify.file", digest=digest.hexdigest()), 303)
    sent.stream.seek(0)
    content = sent.stream.read()
    wishes = settings(reading_session())
    seen = report(content, roots=wishes.signing_roots, lists=_revocation_lists(wishes))
    return _unknown(200, digest=digest.hexdigest(), within=paper_within(reading_session(), content), seen=seen)


@pages.get("/xac-minh/<sha256:digest>")
def file(digest: str) -> ResponseReturnValue:
    """Say whether a file with that SHA-256 is one of ours, and how its paper stands today."""
    found = issued_file(reading_session(), digest)
    if found is None:
        return _unknown(404, digest=digest, within=None, seen=[])
    return _answer(
        "public/verify/file.html",
        200,
        found=found,
        role=_role_words(found),
        signers=signers(found.signature.signers) if found.signature else [],
        recipient=_recipient(found.merit),
        issuer=_issuer(found),
        digest=digest,
        today=clock.today(),
        **(_certificate_facts(found.certificate) if found.certificate else {}),
    )


def _revocation_lists(wishes: Settings) -> list[bytes]:
    vault: Vault = current_app.config["VAULT"]
    with intact():
        return [vault.read(name) for name in wishes.signing_revocation_lists]


def _nothing_asked() -> dict[str, Any]:
    return {
        "written": "",
        "found": [],
        "decisions": [],
        "merit": None,
        "recipient": None,
        "merit_giver": None,
        "mistake": None,
        "elsewhere": None,
        "photo_fault": None,
        "file_fault": None,
    }


def _unknown(status: int, *, digest: str, within: IssuedFile | None, seen: list[Seen] | None) -> Response:
    return _answer(
        "public/verify/unknown.html",
        status,
        digest=digest,
        within=within,
        has_proofs_alone=_has_proofs_alone(within, seen or []),
        seen=[(one, sentences(one, is_last=one is (seen or [])[-1])) for one in seen or ()],
        are_unreadable=seen is None,
        are_right=bool(seen) and are_right(seen or []),
    )


def _has_proofs_alone(within: IssuedFile | None, seen: list[Seen]) -> bool:
    """Say whether a file is a signed paper of ours with proofs for its own signatures added, and nothing else."""
    if within is None or within.signature is None or len(seen) != len(within.signature.signers):
        return False
    return are_right(seen) and seen[-1].is_followed_by_proofs


def _certificate_facts(certificate: Certificate) -> dict[str, Any]:
    today = clock.today()
    standing = register.standing_of(certificate, on=today)
    recognition = certificate.recognition
    return {
        "certificate": certificate,
        "recognition": recognition,
        "standing": standing,
        "is_good": standing is Standing.IN_FORCE,
        "sentence": standing_sentence(certificate, standing, on=today),
        "move": brought_by(certificate, standing, on=today),
        "photos": product_record.photos(reading_session(), recognition.product),
        "code": lookup_code.grouped(certificate.lookup_code),
        "not_covered": not_covered(recognition),
        "is_recorded": certificate.origin is Origin.RECORDED,
    }


def _issuer(found: IssuedFile) -> str:
    if found.certificate is not None:
        return recognised_by(found.certificate.recognition)
    return _issuer_of(found.decision)


def _issuer_of(decision: Decision) -> str:
    return decided_by(decisions.detail(reading_session(), decision))


def _role_words(found: IssuedFile) -> str:
    return gettext(UNSIGNED if found.has_signed_form else ROLES[found.file.role])


def _recipient(merit: MeritCertificate | None) -> str | None:
    """Return whom a merit certificate honours, where the public may know: a person's or a family's name it may not."""
    if merit is None:
        return None
    recipient = merit.recipient
    return recipient.name if recipient.producer or recipient.kind is RecipientKind.COLLECTIVE else None


def _is_ours(read: Read) -> bool:
    return read.host is None or read.host == urlsplit(site().public_address).hostname


def _elsewhere(read: Read) -> str | None:
    """Return the host that an address leads to, where it is not ours."""
    return None if _is_ours(read) else read.host


def _photo_fault(texts: list[str] | None, reads: list[Read]) -> str | None:
    if texts is None:
        return gettext("Không đọc được ảnh này. Hãy chọn ảnh chụp JPEG hoặc PNG, không quá 20 MB.")
    if not reads:
        return gettext("Không thấy mã QR trong ảnh. Hãy chụp gần hơn, đủ sáng, cả bốn góc mã nằm trong ảnh.")
    if all(_is_ours(one) for one in reads):
        return gettext("Mã QR trong ảnh không phải mã của giấy chứng nhận do sổ này cấp.")
    return None


def _answer(template: str, status: int, **context: object) -> Response:
    response = make_response(render_template(template, **context), status)
    response.headers["Permissions-Policy"] = WITH_CAMERA
    # Standing changes at midnight and with every act: an old answer must not be shown again.
    response.headers["Cache-Control"] = "no-store"
    return response
