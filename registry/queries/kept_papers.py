"""The files kept of certificates, merit certificates and decisions: the bytes that count."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from registry.models.certificate import FileRole, PaperFile


def of_certificates(session: Session, certificate_ids: Collection[int]) -> dict[int, PaperFile]:
    """Return the paper of each star certificate: as signed where it was signed later, else as drawn."""
    return _papers(session, PaperFile.certificate_id, certificate_ids)


def of_merit_certificates(session: Session, certificate_ids: Collection[int]) -> dict[int, PaperFile]:
    """Return the paper of each merit certificate: as signed where it was signed later, else as drawn."""
    return _papers(session, PaperFile.merit_certificate_id, certificate_ids)


def of_decisions(session: Session, decision_ids: Collection[int], role: FileRole) -> dict[int, PaperFile]:
    """Return the last file of a role that was kept for each decision."""
    return _last(session, PaperFile.decision_id, decision_ids, PaperFile.role == role)


def _papers(session: Session, owner: InstrumentedAttribute[int | None], keys: Collection[int]) -> dict[int, PaperFile]:
    drawn = _last(session, owner, keys, PaperFile.role == FileRole.RENDER)
    return drawn | _last(session, owner, keys, PaperFile.role == FileRole.SIGNED)


def _last(
    session: Session, owner: InstrumentedAttribute[int | None], keys: Collection[int], of_role: ColumnElement[bool]
) -> dict[int, PaperFile]:
    found = session.execute(select(owner, PaperFile).where(owner.in_(keys), of_role).order_by(PaperFile.id))
    return {key: file for key, file in found if key is not None}
