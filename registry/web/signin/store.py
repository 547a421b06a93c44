"""Where Flask-Security finds accounts and leaves what it changed: our reading session, our acts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import g, request
from flask_security.datastore import UserDatastore

from registry.models.account import Account, RoleRow
from registry.queries import accounts as account_queries
from registry.rules.permissions import Actor, Role
from registry.usecases import accounts
from registry.web.reading import reading_session

# The act that a change of one's own account is journalled as, by the page it was made on.
ACTS: Mapping[str, str] = MappingProxyType(
    {
        "security.change_password": "account.change_password",
        "security.two_factor_setup": "account.change_second_factor",
        "security.two_factor_setup_validate": "account.change_second_factor",
        "security.two_factor_token_validation": "account.change_second_factor",
        "security.mf_recovery_codes": "account.make_recovery_codes",
        "security.mf_recovery": "account.use_recovery_code",
    }
)
REHASHED = "account.rehash_password"


class AccountStore(UserDatastore):
    """Flask-Security's datastore over the register: it reads as pages read, and commits as acts commit."""

    def __init__(self) -> None:
        super().__init__(Account, RoleRow)

    def find_user(self, case_insensitive: bool = False, **attributes: Any) -> Account | None:
        """Return the account with one given attribute."""
        ((name, value),) = attributes.items()
        return account_queries.find(reading_session(), by=name, value=value)

    def find_role(self, role: str) -> None:
        """Know no roles: they are changed by our own acts only."""

    def put(self, model: Any) -> Any:
        """Remember a row that Flask-Security has changed."""
        row = model._get_current_object() if hasattr(model, "_get_current_object") else model
        if isinstance(row, Account):
            g.setdefault("changed_accounts", []).append(row)
        return model

    def delete(self, model: Any) -> None:
        """Delete nothing."""
        raise NotImplementedError

    def mf_delete_recovery_code(self, user: Any, idx: int) -> bool:
        """Take one recovery code off an account; a list changed in place would not be seen as changed."""
        left = list(user.mf_recovery_codes or [])
        if not 0 <= idx < len(left):
            return False
        del left[idx]
        user.mf_recovery_codes = left
        self.put(user)
        return True

    def commit(self) -> None:
        """Write what was changed since the last commit, as one act of its owner for each account."""
        for row in dict.fromkeys(g.pop("changed_accounts", [])):
            accounts.keep_own_changes(actor=actor_of(row), account=row, name=ACTS.get(str(request.endpoint), REHASHED))


def actor_of(account: Account) -> Actor:
    """Return the owner of an account as one who acts."""
    return Actor(
        account_id=account.id,
        name=account.name,
        roles=frozenset(Role(role.name) for role in account.roles),
        means="web",
    )
