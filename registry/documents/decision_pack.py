"""Every paper of one decision in one zip."""

from collections.abc import Container
from typing import BinaryIO

from sqlalchemy.orm import Session

from registry import clock
from registry.documents import bundle, fallen_list
from registry.models.certificate import FileRole
from registry.queries import decision_papers, signing
from registry.queries.decision_papers import Paper
from registry.queries.decisions import DecisionDetail
from registry.queries.fallen_papers import fallen_of_decision
from registry.queries.settings import settings
from registry.queries.signing import Owner
from registry.vault import Vault

STAR_CERTIFICATES = "1 Giấy chứng nhận"
MERIT_CERTIFICATES = "2 Bằng khen"
DECISION = "3 Quyết định"
_FOLDERS = {Owner.CERTIFICATE: STAR_CERTIFICATES, Owner.MERIT: MERIT_CERTIFICATES, Owner.DECISION: DECISION}


def zip_of(session: Session, detail: DecisionDetail, *, vault: Vault) -> tuple[str, bytes]:
    """Return the zip with its name: the kept bytes of every paper; what is not good any more is set apart and listed.

    :raises MissingFile: if the vault has lost a paper.
    """
    papers = decision_papers.papers(session, detail.decision)
    # The file for the printer repeats what the single papers are.
    kept = [one for one in papers if one.file.role is not FileRole.PRINT]
    today = clock.today()
    fallen = fallen_of_decision(session, detail.decision, today=today)
    files = [(_path(one, fallen), vault.read(one.file.sha256)) for one in kept]
    if fallen:
        apart = {one.certificate: one for one in kept if one.certificate in fallen}
        said = ((one.number, one.subject, fallen[name]) for name, one in apart.items() if name)
        files.insert(0, fallen_list.listed(said, day=f"{today:%d/%m/%Y}"))
    label = detail.decision.number or detail.decision.title
    return bundle.filename("Quyết định", label, extension="zip"), bundle.zipped(files)


def zip_to_sign(
    session: Session, detail: DecisionDetail, *, vault: Vault, target: BinaryIO, even_fallen: bool = False
) -> str:
    """Write the zip of the papers that did not come back signed yet, paper after paper, and return its name.

    :param even_fallen: whether papers that are good no more are to be signed too.
    :raises MissingFile: if the vault has lost a paper.
    """
    wishes = settings(session)
    known = signing.of_decision(session, detail.decision, with_annexes=wishes.signing_annexes)
    papers = [one for one in known if one.waits(even_fallen=even_fallen)]
    contents = (vault.read(one.sha256) for one in papers)
    bundle.zip_into(target, [f"{_FOLDERS[one.owner]}/{one.filename}" for one in papers], contents)
    return bundle.filename("Chờ ký số", detail.decision.number or detail.decision.title, extension="zip")


def _path(paper: Paper, fallen: Container[str | None]) -> str:
    if paper.is_of_the_decision:
        return f"{DECISION}/{paper.file.filename}"
    if paper.certificate in fallen:
        return f"{fallen_list.FOLDER}/{paper.file.filename}"
    folder = STAR_CERTIFICATES if paper.certificate else MERIT_CERTIFICATES
    return f"{folder}/{paper.file.filename}"
