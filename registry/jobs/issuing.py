"""Putting a decision in effect as a job."""

import time
from dataclasses import asdict

from registry.jobs import progress
from registry.jobs.persons import who_ordered
from registry.jobs.progress import Job
from registry.usecases import certification
from registry.usecases.drawing import Report

KIND = "put_in_effect"
SEEN = "version"
"""What the order says besides: the version of the decision that the person saw."""
REPORT_EVERY_S = 0.2


def run(job: Job) -> None:
    """Put the job's decision in effect, as the person who ordered it."""
    actor = who_ordered(job)
    seen = (job.given or {}).get(SEEN)
    outcome = certification.put_in_effect(actor=actor, decision=job.subject, seen=seen, report=_reporter(job.id))
    progress.finish(job.id, asdict(outcome))


def _reporter(job: str) -> Report:
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= REPORT_EVERY_S:
            progress.report(job, done, total)
            last = now

    return report
