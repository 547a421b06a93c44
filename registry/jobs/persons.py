"""Who ordered a job: it is done with the rights that this person has when it is done."""

from registry.jobs.progress import Job
from registry.models.account import Account
from registry.rules.permissions import Actor, Role
from registry.rules.refusal import Refusal
from registry.transaction import reading


def who_ordered(job: Job) -> Actor:
    """Return the person who ordered a job.

    :raises Refusal: if the account is no longer active.
    """
    with reading() as session:
        account = session.get(Account, job.account_id) if job.account_id is not None else None
        if account is None or not account.active:
            raise Refusal("Tài khoản đã yêu cầu việc này không còn hoạt động.")
        roles = frozenset(Role(role.name) for role in account.roles)
        return Actor(account_id=account.id, name=account.name, roles=roles, means="web")
