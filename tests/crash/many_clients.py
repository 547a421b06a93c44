"""A program in which many clients of many processes put decisions in effect at once.

``python many_clients.py FOLDER DATABASE APPROVER PROCESSES CLIENTS [MUTANT…]`` reads the decisions from its input,
deals them out, and prints as JSON how many certificates each gave, or why it gave none. With mutants, the decisions
are shared among them, one mutant after another ("none" is the register as it is), and the processes meet where a
promise should keep them apart.
"""

import json
import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import BrokenBarrierError
from typing import Any

from builders.mutants import MUTANTS

from registry.app import create_app
from registry.config import Config
from registry.rules.permissions import Actor, Role
from registry.usecases import certification

MEETING_S = 1.0
"""How long one waits for the other: where a lock keeps them apart, they cannot meet."""
FORK = multiprocessing.get_context("fork")


@dataclass
class Client:
    """One of the processes, with as many clients as are its share."""

    config: Config
    approver: Actor
    clients: int
    mutant: str
    meeting: Any

    def run(self, decisions: list[str], results: Any) -> None:
        """Put decisions in effect, each by the next client that is free."""
        if self.mutant:
            self._meet()
            MUTANTS.get(self.mutant, lambda: None)()
        app = create_app(self.config, doors=False)

        def put(decision: str) -> int | str:
            with app.app_context():
                try:
                    return certification.put_in_effect(actor=self.approver, decision=decision).certificates
                except Exception as fault:
                    return f"{type(fault).__name__}: {fault}"

        with ThreadPoolExecutor(self.clients) as clients:
            results.put(list(clients.map(put, decisions)))

    def _meet(self) -> None:
        """Let the first act of each process wait for the other's, once drawn and once it has looked at the numbers."""
        for name in ("_prepare", "_refuse_moved"):
            setattr(certification, name, self._met_at(getattr(certification, name)))

    def _met_at(self, step: Any) -> Any:
        def met(*words: Any) -> Any:
            outcome = step(*words)
            with suppress(BrokenBarrierError):
                self.meeting.wait(MEETING_S)
            return outcome

        return met


def main(folder: str, database: str, approver: str, processes: str, clients: str, *mutants: str) -> None:
    """Let everybody at it at once."""
    decisions, count = json.load(sys.stdin), int(processes)
    for place, mutant in enumerate(mutants or ("",)):
        client = Client(
            config=replace(Config.from_environment({}, folder=Path(folder)), database_url=database),
            approver=Actor(account_id=int(approver), name="", roles=frozenset({Role.APPROVER}), means="web"),
            clients=int(clients) // count,
            mutant=mutant,
            meeting=FORK.Barrier(count),
        )
        own = decisions[place :: len(mutants) or 1]
        results = FORK.Queue()
        working = [FORK.Process(target=client.run, args=(own[one::count], results)) for one in range(count)]
        for one in working:
            one.start()
        print(json.dumps([result for _ in working for result in results.get()]))  # noqa: T201  # what this is for
        for one in working:
            one.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
