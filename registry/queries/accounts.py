"""Questions about accounts."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from registry.models.account import Account
from registry.models.journal import JournalEntry
from registry.queries.listing import AnyRow, ListRequest, Page, page_among
from registry.rules import sign_in_name
from registry.rules.permissions import Role
from registry.rules.search_key import fold
from registry.rules.sort_key import sort_key

NEVER = datetime.min.replace(tzinfo=UTC)

# The only columns by which an account may be looked up from outside.
_LOOKED_UP_BY = {
    "id": Account.id,
    "email": Account.email,
    "phone": Account.phone,
    "fs_uniquifier": Account.fs_uniquifier,
}


def find(session: Session, *, by: str, value: Any) -> Account | None:
    """Return the account whose id, e-mail, phone or session key is the value, its roles loaded."""
    column = _LOOKED_UP_BY[by]
    matches = func.lower(column) == str(value).lower() if by == "email" else column == value
    return session.scalar(select(Account).where(matches).options(selectinload(Account.roles)))


def signs_in_by(session: Session, typed: str) -> Account | None:
    """Return the account that signs in by what a person typed, its roles loaded."""
    known = sign_in_name.parse_or_none(typed)
    if known is not None and known.phone:
        return find(session, by="phone", value=known.phone)
    return find(session, by="email", value=typed.strip())


def account(session: Session, public_id: str) -> Account | None:
    """Return an account by its public id, its roles loaded."""
    return session.scalar(select(Account).where(Account.public_id == public_id).options(selectinload(Account.roles)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One line of the list of accounts."""

    public_id: str
    name: str
    email: str
    """What it is signed in by: a telephone number for producers without e-mail."""
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
    lines = [_line(row) for row in session.execute(statement.options(selectinload(Account.roles)))]
    # A department has a few dozen accounts: they are searched and ordered here, in Vietnamese.
    return page_among(
        [line for line in lines if _is_asked_for(line, request)],
        request=request,
        sorts={
            "name": lambda line: sort_key(line.name),
            "email": lambda line: line.email,
            "last": lambda line: line.last_sign_in or NEVER,
        },
        default=lambda line: (sort_key(line.name), line.public_id),
    )


def _is_asked_for(line: AccountLine, request: ListRequest) -> bool:
    if fold(request.text) not in fold(line.name) and request.text.lower() not in line.email:
        return False
    role = request.filters.get("vai-tro")
    if role is not None and role not in line.roles:
        return False
    state = request.filters.get("trang-thai")
    return state is None or line.active == (state == "active")


def _line(row: AnyRow) -> AccountLine:
    found: Account = row[0]
    return AccountLine(
        public_id=found.public_id,
        name=found.name,
        email=found.email or found.phone or "",
        roles=tuple(Role(role.name) for role in found.roles),
        active=found.active,
        has_chosen_password=found.confirmed_at is not None,
        has_second_factor=found.tf_primary_method is not None,
        last_sign_in=row[1],
    )
