"""Every kept certificate of the products that one producer holds, and its merit certificates, in one zip.

Papers that are good stand first; those that are not stand in folders that say so, and a table of contents names each
with how it stands, for nobody should print stars from a paper that is over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from types import MappingProxyType
from urllib.parse import quote

from sqlalchemy.orm import Session

from registry.documents import bundle
from registry.models.certificate import Certificate, PaperFile
from registry.models.producer import Producer
from registry.queries import memberships
from registry.queries.register import last_day_of, standing_of
from registry.rules.certificate_life import Standing
from registry.rules.refusal import NotFound, Refusal
from registry.vault import Vault

MOST_BYTES = 200 * 1024 * 1024
"""What is built in memory at once: scans may be large."""
CONTENTS = "00 Mục lục.html"
IN_FORCE = "Còn hiệu lực"
MERITS = "Bằng khen"
OVER = "Không còn hiệu lực"
FOLDERS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.IN_FORCE: IN_FORCE,
        Standing.NOT_YET: "Chưa đến ngày có hiệu lực",
        Standing.UNDETERMINED: "Chưa rõ thời hạn",
        Standing.SUSPENDED: "Đang tạm dừng hiệu lực",
        Standing.EXPIRED: OVER,
        Standing.SUPERSEDED: OVER,
        Standing.REVOKED: OVER,
        Standing.WITHDRAWN: OVER,
        Standing.ANNULLED: OVER,
    }
)
_ORDER = (*dict.fromkeys(FOLDERS.values()), MERITS)
_WHY: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.EXPIRED: "đã hết hạn",
        Standing.SUPERSEDED: "đã được thay bằng giấy khác",
        Standing.REVOKED: "đã bị thu hồi",
        Standing.WITHDRAWN: "chủ thể đã thôi sử dụng",
        Standing.ANNULLED: "đã bị hủy, không có giá trị",
    }
)


@dataclass(frozen=True, kw_only=True)
class _Placed:
    """A paper and its place in the zip."""

    paper: PaperFile
    folder: str
    name: str
    says: str


def zip_of(session: Session, producer: Producer, *, vault: Vault, today: date) -> tuple[str, bytes]:
    """Return the zip with its name: the kept bytes of every paper, sorted by how it stands today.

    :raises NotFound: if there is no paper.
    :raises Refusal: if they are too large together.
    :raises MissingFile: if the vault has lost one.
    """
    papers = memberships.papers(session, producer)
    if not papers:
        raise NotFound("Chưa có giấy chứng nhận nào được lưu để tải về.")
    if sum(one.size for one in papers) > MOST_BYTES:
        raise Refusal(f"Các giấy cộng lại lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy tải từng giấy.")
    placed = _placed(papers, memberships.certificates_behind(session, papers), today)
    files = [(one.name, vault.read(one.paper.sha256)) for one in placed]
    contents = (CONTENTS, _contents(producer, placed, today).encode())
    return bundle.filename("Giấy chứng nhận OCOP", producer.name, extension="zip"), bundle.zipped([contents, *files])


def _placed(papers: Sequence[PaperFile], behind: Mapping[int, Certificate], today: date) -> list[_Placed]:
    sorted_in = []
    for paper in papers:
        certificate = behind.get(paper.certificate_id) if paper.certificate_id is not None else None
        if certificate is None:
            sorted_in.append((MERITS, paper, ""))
            continue
        standing = standing_of(certificate, on=today)
        sorted_in.append((FOLDERS[standing], paper, _told(certificate, standing)))
    sorted_in.sort(key=lambda one: _ORDER.index(one[0]))
    names = bundle.unique(f"{folder}/{paper.filename}" for folder, paper, _ in sorted_in)
    return [
        _Placed(paper=paper, folder=folder, name=name, says=says)
        for name, (folder, paper, says) in zip(names, sorted_in, strict=True)
    ]


def _told(certificate: Certificate, standing: Standing) -> str:
    """Say of a paper what it is for, and how it stands where its folder does not say it."""
    given = f"{certificate.recognition.product_name}, {certificate.recognition.stars} sao"
    last = last_day_of(certificate)
    if standing in _WHY:
        return f"{given}: {_WHY[standing]}" + (
            f" (có hiệu lực đến hết ngày {last:%d/%m/%Y})" if last and standing is Standing.EXPIRED else ""
        )
    return f"{given}: đến hết ngày {last:%d/%m/%Y}" if last else given


def _contents(producer: Producer, placed: Sequence[_Placed], today: date) -> str:
    title = f"Giấy chứng nhận OCOP của {producer.name}"
    parts = [
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>',
        f"<h1>{escape(title)}</h1><p>Hiệu lực tính đến ngày {today:%d/%m/%Y}.</p>",
    ]
    for folder in _ORDER:
        lines = [_line(one) for one in placed if one.folder == folder]
        if lines:
            warning = "<p>Không dùng các giấy này để in hạng sao trên bao bì.</p>" if folder == OVER else ""
            parts.append(f"<h2>{folder}</h2>{warning}<ul>{''.join(lines)}</ul>")
    return "\n".join([*parts, "</body></html>", ""])


def _line(one: _Placed) -> str:
    says = f"<br>{escape(one.says)}" if one.says else ""
    return f'<li><a href="{escape(quote(one.name), quote=True)}">{escape(one.paper.filename)}</a>{says}</li>'
