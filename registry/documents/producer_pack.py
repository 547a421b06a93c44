"""Every kept certificate of the products that one producer holds, and its merit certificates, in one zip."""

from sqlalchemy.orm import Session

from registry.documents import bundle
from registry.models.producer import Producer
from registry.queries import memberships
from registry.rules.refusal import NotFound, Refusal
from registry.vault import Vault

MOST_BYTES = 200 * 1024 * 1024
"""What is built in memory at once: scans may be large."""


def zip_of(session: Session, producer: Producer, *, vault: Vault) -> tuple[str, bytes]:
    """Return the zip with its name: the kept bytes of every paper.

    :raises NotFound: if there is no paper.
    :raises Refusal: if they are too large together.
    :raises MissingFile: if the vault has lost one.
    """
    papers = memberships.papers(session, producer)
    if not papers:
        raise NotFound("Chưa có giấy chứng nhận nào được lưu để tải về.")
    if sum(one.size for one in papers) > MOST_BYTES:
        raise Refusal(f"Các giấy cộng lại lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy tải từng giấy.")
    files = [(one.filename, vault.read(one.sha256)) for one in papers]
    return bundle.filename("Giấy chứng nhận OCOP", producer.name, extension="zip"), bundle.zipped(files)
