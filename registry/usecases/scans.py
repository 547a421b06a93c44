"""Scans of signed papers: taken in only when they are what they say they are."""

import logging
from io import BytesIO

from flask import current_app
from sqlalchemy import select

from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.decision import Origin
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases.journal import Act, acting
from registry.vault import Vault

LARGEST = 20 * 1024 * 1024
_BEGINNING = b"%PDF-"
# Readers look for the beginning within so many bytes (ISO 32000-1, annex H.3).
_WITHIN = 1024


class BadScan(Refusal):
    """The file is no scan that could be kept."""


def check_scan(content: bytes, *, field: str = "scan") -> None:
    """Let a scan pass or refuse it.

    :raises BadScan: if it is empty, too large, no PDF, protected by a password, or damaged.
    """
    if not content:
        raise BadScan("Tệp trống. Hãy chọn lại bản quét.", field=field)
    if len(content) > LARGEST:
        raise BadScan("Bản quét lớn hơn 20 MB. Hãy quét lại ở độ phân giải thấp hơn.", field=field)
    if _BEGINNING not in content[:_WITHIN]:
        raise BadScan("Tệp này không phải PDF. Hãy lưu bản quét thành tệp PDF rồi chọn lại.", field=field)
    _open(content, field)


def _open(content: bytes, field: str) -> None:
    from pypdf import PdfReader  # long to read: the server starts without it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the log about every oddity of a scanner
    try:
        reader = PdfReader(BytesIO(content))
        is_encrypted, pages = reader.is_encrypted, 0 if reader.is_encrypted else len(reader.pages)
    except Exception as fault:  # what a damaged file makes the reader stumble over is of every kind
        raise BadScan("Tệp PDF bị hỏng, không mở được. Hãy quét lại rồi chọn lại.", field=field) from fault
    if is_encrypted:
        raise BadScan("Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại.", field=field)
    if not pages:
        raise BadScan("Tệp PDF không có trang nào. Hãy quét lại rồi chọn lại.", field=field)


def attach(*, actor: Actor, certificate: str, content: bytes, filename: str) -> str:
    """Keep the scan of a certificate that others issued, and return the public id of the file.

    :param certificate: public id.
    :raises NotFound: if there is no such certificate.
    :raises Refusal: if it was issued here, so that its paper is kept already.
    :raises BadScan: if the file is no scan that could be kept.
    """
    authorise(actor, Permission.EDIT_REGISTER)
    check_scan(content)
    vault: Vault = current_app.config["VAULT"]
    sha256 = vault.keep(content)
    with acting(actor, "certificate.attach_scan", Permission.EDIT_REGISTER) as act:
        row = act.session.scalar(select(Certificate).where(Certificate.public_id == certificate))
        if row is None:
            raise NotFound("Không có giấy chứng nhận này.")
        if row.origin is not Origin.RECORDED:
            raise Refusal("Giấy cấp tại đây đã có bản phát hành; chỉ giấy ghi nhận từ nơi khác mới cần bản quét.")
        same = select(PaperFile).where(PaperFile.certificate_id == row.id, PaperFile.sha256 == sha256)
        file = act.session.scalar(same)
        if file is None:
            file = act.add(scan_file(act, sha256=sha256, size=len(content), filename=filename, certificate_id=row.id))
            act.session.flush()
        return file.public_id


def scan_file(act: Act, *, sha256: str, size: int, filename: str, **owner: int) -> PaperFile:
    """Return the row of a scan that the vault keeps."""
    return PaperFile(
        role=FileRole.SCAN,
        sha256=sha256,
        size=size,
        media_type="application/pdf",
        filename=clean(filename) or "ban-quet.pdf",
        kept_at=act.at,
        by_id=act.actor.account_id,
        **owner,
    )
