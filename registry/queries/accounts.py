"""Questions about accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from registry.models.account import Account, RoleRow, account_role
from registry.models.journal import JournalEntry
from registry.queries.listing import AnyRow, ListRequest, Page, page_of
from registry.rules.permissions import Role

# The only columns by which an account may be looked up from outside.
_LOOKED_UP_BY = {"id": Account.id, "email": Account.email, "fs_uniquifier": Account.fs_uniquifier}


def find(session: Session, *, by: str, value: Any) -> Account | None:
    """Return the account whose id, e-mail or session key is the value, its roles loaded."""
    column = _LOOKED_UP_BY[by]
    matches = func.lower(column) == str(value).lower() if by == "email" else column == value
    return session.scalar(select(Account).where(matches).options(selectinload(Account.roles)))


def account(session: Session, public_id: str) -> Account | None:
    """Return an account by its public id, its roles loaded."""
    return session.scalar(select(Account).where(Account.public_id == public_id).options(selectinload(Account.roles)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One line of the list of accounts."""

    public_id: str
    name: str
    email: str
    roles: tuple[Role, ...]
    active: bool
    has_chosen_password: bool
    has_second_factor: bool
    last_sign_in: datetime | None


def page(session: Session, request: ListRequest) -> Page[AccountLine]:
    """Answer the list of accounts; filters: vai-tro (role code), trang-thai (active or closed)."""
    last = (
        select(JournalEntry.account_id, func.max(JournalEntry.at).label("at"))
        .where(JournalEntry.act == "account.sign_in")
        .group_by(JournalEntry.account_id)
        .subquery()
    )
    statement = select(Account, last.c.at).outerjoin(last, last.c.account_id == Account.id)
    statement = statement.options(selectinload(Account.roles))
    if request.text:
        wanted = f"%{_escaped(request.text.lower())}%"
        statement = statement.where(
            or_(
                func.lower(Account.name).like(wanted, escape="\\"),
                func.lower(Account.email).like(wanted, escape="\\"),
            )
        )
    if role := request.filters.get("vai-tro"):
        holders = select(account_role.c.account_id).join(RoleRow, RoleRow.id == account_role.c.role_id)
        statement = statement.where(Account.id.in_(holders.where(RoleRow.name == role)))
    if state := request.filters.get("trang-thai"):
        statement = statement.where(Account.active == (state == "active"))
    return page_of(
        session,
        statement,
        request=request,
        sorts={"name": [Account.name], "email": [Account.email], "last": [last.c.at]},
        key=Account.id,
        default=[Account.name],
        make=_line,
    )


def _line(row: AnyRow) -> AccountLine:
    found: Account = row[0]
    return AccountLine(
        public_id=found.public_id,
        name=found.name,
        email=found.email or "",
        roles=tuple(Role(role.name) for role in found.roles),
        active=found.active,
        has_chosen_password=found.confirmed_at is not None,
        has_second_factor=found.tf_primary_method is not None,
        last_sign_in=row[1],
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
