"""People with accounts."""

from uuid import uuid4

from sqlalchemy import select

from registry import clock
from registry.models.account import Account, RoleRow
from registry.rules.permissions import Actor, Role
from registry.transaction import transaction


def a_person(*roles: Role, name: str | None = None) -> Actor:
    """Give somebody an account with these roles, and return them as an actor."""
    called = name or f"Người {roles[0].value}"
    with transaction() as session:
        account = Account(
            name=called,
            email=f"{uuid4().hex[:8]}@vi-du.vn",
            fs_uniquifier=uuid4().hex,
            create_datetime=clock.now(),
            update_datetime=clock.now(),
            roles=list(session.scalars(select(RoleRow).where(RoleRow.name.in_([role.value for role in roles])))),
        )
        session.add(account)
        session.flush()
        return Actor(account_id=account.id, name=called, roles=frozenset(roles), means="web")
