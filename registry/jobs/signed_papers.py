"""Looking at papers that came back signed, as a job: each file is unpacked, checked and kept by itself."""

import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import current_app

from registry.jobs import progress
from registry.jobs.persons import who_ordered
from registry.jobs.progress import Job
from registry.usecases import signing
from registry.usecases.signed_batch import Batch
from registry.vault import Vault

KIND = "take_signed"
REPORT_EVERY_S = 0.5


def given(files: list[tuple[str, str]]) -> dict[str, Any]:
    """Write down for the worker what was sent: names, and where each lies in the vault."""
    return {"files": [list(one) for one in files]}


def run(job: Job) -> None:
    """Take in what was sent, as the person who sent it."""
    actor = who_ordered(job)
    vault: Vault = current_app.config["VAULT"]
    sent = Batch([(name, vault.path(sha256)) for name, sha256 in (job.given or {})["files"]])
    taken = signing.take_back(actor=actor, decision=job.subject, files=sent, report=_reporter(job.id, len(sent)))
    progress.finish(job.id, asdict(taken))


def _reporter(job: str, total: int) -> Callable[[int], None]:
    last = 0.0

    def report(done: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= REPORT_EVERY_S:
            progress.report(job, done, total)
            last = now

    return report
