"""Clients that order decisions to be put in effect while the server is killed, and what the register then must hold."""

import hashlib
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from builders.register import a_draft, a_line, a_producer, a_product, sign_off
from crash.killed_server import PATIENCE_S, Client, KilledServer, NoAnswer
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import func, select

from registry import clock
from registry.models.account import Account
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.decision import Decision
from registry.models.number_series import NumberSeries
from registry.models.recognition import Recognition
from registry.queries.inspection import inspect
from registry.queries.kept_files import hashes_named
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Actor
from registry.transaction import Session, reading, transaction
from registry.vault import Vault
from registry.web.cookies import NAME

CLIENTS = 4
LONGEST_S = 0.6
"""The kill comes at a random moment up to so long after the first order was taken."""
WAITING = 6
PRODUCTS = 2


@dataclass
class UnderFire:
    """One register under fire, and everything its clients were told."""

    app: Flask
    officer: Actor
    approver: Actor
    chance: random.Random = field(default_factory=lambda: random.Random(5))
    waiting: list[str] = field(default_factory=list)
    """Decisions that nobody was told are in effect."""
    told: dict[str, dict[str, str]] = field(default_factory=dict)
    """Decision → address of each of its files → SHA-256 of what was downloaded."""
    restarts: list[float] = field(default_factory=list)
    made: int = 0
    producer: str = ""

    def __post_init__(self) -> None:
        self.server = KilledServer(self.app.config["REGISTER"])
        with self.app.app_context(), transaction() as session:
            session.get_one(Account, self.approver.account_id).confirmed_at = clock.now()

    def kill_once(self, *, warm: bool) -> None:
        """Open the register, let the clients issue, and kill everything at a random moment.

        :param warm: let the processes come from one that has read in the program; how long that takes is not told.
        """
        self._prepare()
        if warm:
            self.server.start_warm()
        else:
            self.server.start()
        if self.chance.random() < 0.1:  # while it is still opening
            Event().wait(self.chance.random())
            self.server.kill()
            return
        seconds = self.server.wait_until_open()
        self.restarts += [] if warm else [seconds]
        taken = Event()
        with ThreadPoolExecutor(CLIENTS) as clients:
            told = [clients.submit(self._issue, self.waiting[one::CLIENTS], taken) for one in range(CLIENTS)]
            taken.wait(PATIENCE_S)
            Event().wait(self.chance.uniform(0, LONGEST_S))
            self.server.kill()
            for one in told:
                one.result()

    def finish(self) -> None:
        """Open the register once more, order again whatever was left, and whatever was done already."""
        self.server.start()
        self.restarts.append(self.server.wait_until_open())
        try:
            self._issue(list(self.waiting), Event())
            assert self.waiting == []
            client = self._client()
            assert all(client.order(decision, times=1) for decision in self.told)
        finally:
            self.server.kill()
            self.server.close()

    def _prepare(self) -> None:
        """See to it that enough signed decisions wait."""
        with self.app.app_context():
            self.producer = self.producer or a_producer()
            while len(self.waiting) < WAITING:
                self.made += 1
                products = [a_product(f"Sản phẩm {self.made}-{one}", producer=self.producer) for one in range(PRODUCTS)]
                decision = a_draft(self.officer, [a_line(product) for product in products])
                sign_off(self.officer, self.approver, decision, number=f"{self.made}/QĐ-UBND")
                self.waiting.append(decision)

    def _client(self) -> Client:
        """Return a client with the session that signing in by the form gives, without the price of the password."""
        with self.app.app_context(), reading() as session:
            key = session.get_one(Account, self.approver.account_id).fs_uniquifier
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        said = {
            "csrf_token": "0" * 40,
            "_permanent": True,
            "_user_id": key,
            "_fresh": True,
            "fs_paa": time.time(),
            "fs_cc": "set",
        }
        return Client(self.server.port, f"{NAME}={signer.dumps(said)}")

    def _issue(self, decisions: list[str], taken: Event) -> None:
        client = self._client()
        with suppress(NoAnswer), _at_the_end(taken):
            for decision in decisions:
                while not client.order(decision, times=2):
                    taken.set()
                    Event().wait(0.02)
                found = client.files(decision)
                self.told[decision] = {one: hashlib.sha256(content).hexdigest() for one, content in found.items()}
                self.waiting.remove(decision)

    def complaints(self, *, inspecting: bool) -> list[str]:
        """Say what in the register is not as it must be, whatever was killed and when.

        :param inspecting: read every byte of every paper and every entry of the journal as well.
        """
        with self.app.app_context(), reading() as session:
            found = [*self._series(session), *self._decisions(session), *self._promises(session)]
            if inspecting:
                key, vault = self.app.config["JOURNAL_KEY"], self.app.config["VAULT"]
                found.extend(inspect(session, vault, journal_key=key).defects)
        return found

    def _series(self, session: Session) -> Iterator[str]:
        given = sorted(session.scalars(select(Certificate.serial)))
        last = sum(session.scalars(select(NumberSeries.last)))
        if given != list(range(1, last + 1)):
            yield f"numbers given are {given}, the last is {last}"

    def _decisions(self, session: Session) -> Iterator[str]:
        vault: Vault = self.app.config["VAULT"]
        rows = session.execute(
            select(Decision.public_id, Decision.state, func.count(Certificate.id))
            .outerjoin(Recognition, Recognition.decision_id == Decision.id)
            .outerjoin(Certificate, Certificate.recognition_id == Recognition.id)
            .group_by(Decision.id)
        )
        for decision, state, certificates in rows:
            if certificates != (PRODUCTS if state is DecisionState.IN_EFFECT else 0):
                yield f"{decision} is {state} and has {certificates} certificates"
        for name in session.scalars(select(PaperFile.sha256)):
            if name not in vault:
                yield f"no file {name}"
        drawn = select(func.count()).select_from(PaperFile).where(PaperFile.role == FileRole.RENDER)
        if session.scalar(drawn) != session.scalar(select(func.count()).select_from(Certificate)):
            yield "not one file to a certificate"

    def _promises(self, session: Session) -> Iterator[str]:
        """What a client has once been told stays true."""
        kept = {row.public_id: row.sha256 for row in session.execute(select(PaperFile.public_id, PaperFile.sha256))}
        for decision, files in self.told.items():
            now = {address: kept.get(address.rpartition("/")[2]) for address in files}
            if now != files or len(files) < PRODUCTS:
                yield f"{decision}: told {files}, now {now}"

    def left_over(self) -> set[str]:
        """Sweep the vault as the worker does by night, and return the files that nothing names."""
        vault: Vault = self.app.config["VAULT"]
        with self.app.app_context(), reading() as session:
            named = hashes_named(session)
        vault.sweep(keeping=named, older_than=timedelta(seconds=-1))
        return {path.name for path in vault.folder.rglob("*") if path.is_file()} - named


@contextmanager
def _at_the_end(taken: Event) -> Iterator[None]:
    """Let nobody wait for a client that came to its end."""
    try:
        yield
    finally:
        taken.set()
