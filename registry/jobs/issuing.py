"""Putting a decision in effect as a job."""

import time
from dataclasses import asdict

from registry.jobs import progress
from registry.jobs.progress import Job
from registry.models.account import Account
from registry.rules.permissions import Actor, Role
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import certification
from registry.usecases.drawing import Report

KIND = "put_in_effect"
REPORT_EVERY_S = 0.2


def run(job: Job) -> None:
    """Put the job's decision in effect, as the person who ordered it."""
    actor = _person(job.account_id)
    outcome = certification.put_in_effect(actor=actor, decision=job.subject, report=_reporter(job.id))
    progress.finish(job.id, asdict(outcome))


def _person(account_id: int | None) -> Actor:
    with reading() as session:
        account = session.get(Account, account_id) if account_id is not None else None
        if account is None or not account.active:
            raise Refusal("Tài khoản đã yêu cầu việc này không còn hoạt động.")
        roles = frozenset(Role(role.name) for role in account.roles)
        return Actor(account_id=account.id, name=account.name, roles=roles, means="web")


def _reporter(job: str) -> Report:
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= REPORT_EVERY_S:
            progress.report(job, done, total)
            last = now

    return report
