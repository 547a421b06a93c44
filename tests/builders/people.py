"""People with accounts."""

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import select

from registry import clock
from registry.models.account import Account, RoleRow
from registry.rules.permissions import Actor, Role
from registry.transaction import Session, transaction

ONE_OF_EACH = "moi-vai.vn"


def a_person(*roles: Role, name: str | None = None) -> Actor:
    """Give somebody an account with these roles, and return them as an actor."""
    with transaction() as session:
        return _a_person(session, roles, name or f"Người {roles[0].value}")


def one_of_each(roles: Iterable[Role]) -> dict[str, Actor]:
    """Give somebody of each role an account, all at once, with the same sign-in names in every register."""
    with transaction() as session:
        known = {row.name: row for row in session.scalars(select(RoleRow))}
        accounts = {
            role: _an_account(f"Người {role.value}", [known[role.value]], email=f"{role.value}@{ONE_OF_EACH}")
            for role in roles
        }
        session.add_all(accounts.values())
        session.flush()
        return {role.value: _actor(account, (role,)) for role, account in accounts.items()}


def _a_person(session: Session, roles: tuple[Role, ...], name: str) -> Actor:
    rows = list(session.scalars(select(RoleRow).where(RoleRow.name.in_([role.value for role in roles]))))
    account = _an_account(name, rows, email=f"{uuid4().hex[:8]}@vi-du.vn")
    session.add(account)
    session.flush()
    return _actor(account, roles)


def _an_account(name: str, roles: list[RoleRow], *, email: str) -> Account:
    return Account(
        name=name,
        email=email,
        fs_uniquifier=uuid4().hex,
        create_datetime=clock.now(),
        update_datetime=clock.now(),
        roles=roles,
    )


def _actor(account: Account, roles: tuple[Role, ...]) -> Actor:
    return Actor(account_id=account.id, name=account.name, roles=frozenset(roles), means="web")
