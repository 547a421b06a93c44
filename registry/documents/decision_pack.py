"""Every paper of one decision in one zip."""

from sqlalchemy.orm import Session

from registry.documents import bundle
from registry.models.certificate import FileRole
from registry.queries import decision_papers, signing
from registry.queries.decision_papers import Paper
from registry.queries.decisions import DecisionDetail
from registry.vault import Vault

STAR_CERTIFICATES = "1 Giấy chứng nhận"
MERIT_CERTIFICATES = "2 Bằng khen"
DECISION = "3 Quyết định"


def zip_of(session: Session, detail: DecisionDetail, *, vault: Vault) -> tuple[str, bytes]:
    """Return the zip with its name: the kept bytes of every paper.

    :raises MissingFile: if the vault has lost a paper.
    """
    papers = decision_papers.papers(session, detail.decision)
    # The file for the printer repeats what the single papers are.
    files = [(_path(one), vault.read(one.file.sha256)) for one in papers if one.file.role is not FileRole.PRINT]
    label = detail.decision.number or detail.decision.title
    return bundle.filename("Quyết định", label, extension="zip"), bundle.zipped(files)


def zip_to_sign(session: Session, detail: DecisionDetail, *, vault: Vault) -> tuple[str, bytes]:
    """Return the zip of the papers that did not come back signed yet, with its name.

    :raises MissingFile: if the vault has lost a paper.
    """
    papers = [one.paper for one in signing.signable(session, detail.decision) if one.signed is None]
    label = detail.decision.number or detail.decision.title
    files = [(_path(one), vault.read(one.file.sha256)) for one in papers]
    return bundle.filename("Chờ ký số", label, extension="zip"), bundle.zipped(files)


def _path(paper: Paper) -> str:
    if paper.is_of_the_decision:
        return f"{DECISION}/{paper.file.filename}"
    folder = STAR_CERTIFICATES if paper.certificate else MERIT_CERTIFICATES
    return f"{folder}/{paper.file.filename}"
