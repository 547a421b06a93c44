"""People with accounts."""

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import select

from registry import clock
from registry.models.account import Account, RoleRow
from registry.rules.permissions import Actor, Role
from registry.transaction import Session, transaction


def a_person(*roles: Role, name: str | None = None) -> Actor:
    """Give somebody an account with these roles, and return them as an actor."""
    with transaction() as session:
        return _a_person(session, roles, name or f"Người {roles[0].value}")


def one_of_each(roles: Iterable[Role]) -> dict[str, Actor]:
    """Give somebody of each role an account, all at once."""
    with transaction() as session:
        return {role.value: _a_person(session, (role,), f"Người {role.value}") for role in roles}


def _a_person(session: Session, roles: tuple[Role, ...], name: str) -> Actor:
    account = Account(
        name=name,
        email=f"{uuid4().hex[:8]}@vi-du.vn",
        fs_uniquifier=uuid4().hex,
        create_datetime=clock.now(),
        update_datetime=clock.now(),
        roles=list(session.scalars(select(RoleRow).where(RoleRow.name.in_([role.value for role in roles])))),
    )
    session.add(account)
    session.flush()
    return Actor(account_id=account.id, name=name, roles=frozenset(roles), means="web")
