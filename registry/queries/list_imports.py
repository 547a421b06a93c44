"""Questions about the lists that were received."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.account import Account
from registry.models.decision import Decision
from registry.models.list_import import ListImport
from registry.queries.listing import AnyRow, ListRequest, Page, page_of
from registry.rules.search_key import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One received list."""

    public_id: str
    filename: str
    uploaded_at: datetime
    uploaded_by: str | None
    applied_at: datetime | None
    new: int | None
    """Rows that were new; none while the list is not applied."""
    decision: str | None
    """Public id of the draft whose annex it fills."""
    decision_title: str


SORTS = {"filename": (ListImport.filename,), "uploaded_at": (ListImport.uploaded_at,)}


def page(session: Session, request: ListRequest) -> Page[ImportLine]:
    """Answer the list of received lists, the newest first; filters: state (applied or waiting)."""
    statement = (
        select(ListImport, Account.name, Decision.public_id, Decision.title)
        .outerjoin(Account, Account.id == ListImport.uploaded_by_id)
        .outerjoin(Decision, Decision.id == ListImport.decision_id)
    )
    state = request.filters.get("state")
    if state is not None:
        applied = ListImport.applied_at.is_not(None)
        statement = statement.where(applied if state == "applied" else ~applied)
    if request.text:
        statement = statement.where(ListImport.id.in_(_named(session, request.text)))
    return page_of(
        session,
        statement,
        request=request,
        sorts=SORTS,
        key=ListImport.id,
        default=(ListImport.id.desc(),),
        make=_line,
    )


def list_import(session: Session, public_id: str) -> ListImport | None:
    """Return one received list with its decision and who sent it."""
    return session.scalar(
        select(ListImport)
        .where(ListImport.public_id == public_id)
        .options(joinedload(ListImport.decision), joinedload(ListImport.uploaded_by))
    )


def _named(session: Session, text: str) -> list[int]:
    """Find by file name as people type it; lists are too few to keep a key for it."""
    wanted = fold(text)
    found = session.execute(select(ListImport.id, ListImport.filename))
    return [key for key, filename in found if wanted in fold(filename)]


def _line(row: AnyRow) -> ImportLine:
    found: ListImport = row[0]
    return ImportLine(
        public_id=found.public_id,
        filename=found.filename,
        uploaded_at=found.uploaded_at,
        uploaded_by=row[1],
        applied_at=found.applied_at,
        new=(found.outcome or {}).get("new"),
        decision=row[2],
        decision_title=row[3] or "",
    )
