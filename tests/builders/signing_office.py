"""A department with a decision in effect, whose papers go out to be signed and come back."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from builders.register import a_line, a_product, issue
from builders.signing import PERSON, SEAL, Keys, signed_twice
from flask import Flask
from sqlalchemy import select

from registry import clock
from registry.models.certificate import FileRole, PaperFile
from registry.models.signature import SignedPaper
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import settings, signing
from registry.usecases.signed_batch import File
from registry.usecases.signing import Taken


def good_today(officer: Actor, approver: Actor, *names: str, number: str = "1757/QĐ-UBND") -> str:
    """Issue papers that are in force today, and return the decision's public id."""
    yesterday = clock.today() - timedelta(days=1)
    days = {"assessed_on": yesterday - timedelta(days=1), "filed_on": yesterday - timedelta(days=2)}
    lines = [a_line(a_product(name), instrument=None, product_set=11, **days) for name in names]
    return issue(officer, approver, lines, number=number, signed_on=yesterday)


class Office:
    """A decision in effect with papers to sign, and keys to sign them with."""

    def __init__(self, app: Flask, actors: dict[str, Actor], folder: Path) -> None:
        self.app, self.actors = app, actors
        self.officer = actors["officer"]
        self.keys = Keys(folder)
        self.person, self.seal = self.keys.pen(PERSON), self.keys.pen(SEAL)
        self.decision = good_today(self.officer, actors["approver"], "Chè một", "Chè hai", "Chè ba")

    def switch_on(self, **values: Any) -> None:
        """Name the signers, and the authority to trust."""
        chosen = {"signing_persons": PERSON, "signing_seals": SEAL.upper(), "signing_roots": self.keys.pem}
        settings.change(actor=self.actors["administrator"], values=chosen | values)

    def papers(self, role: FileRole = FileRole.RENDER) -> list[bytes]:
        """Return the papers as they were drawn."""
        with reading() as session:
            names = session.scalars(select(PaperFile.sha256).where(PaperFile.role == role).order_by(PaperFile.id)).all()
        return [self.app.config["VAULT"].read(name) for name in names]

    def signed(self, paper: bytes) -> bytes:
        """Sign a paper as it should be."""
        return signed_twice(paper, person=self.person, seal=self.seal)

    def take(self, *files: bytes) -> Taken:
        """Send files back."""
        named = [File.of_bytes(f"giay-{place}.pdf", content) for place, content in enumerate(files)]
        return signing.take_back(actor=self.officer, decision=self.decision, files=named)

    def why(self, content: bytes) -> str:
        """Return why a file is refused, after seeing that nothing was kept."""
        taken = self.take(content)
        assert taken.accepted == []
        assert self.kept() == []
        [refused] = taken.refused
        assert refused.name == "giay-0.pdf"
        return refused.why

    def kept(self) -> list[SignedPaper]:
        """Return what came back so far."""
        with reading() as session:
            return list(session.scalars(select(SignedPaper).order_by(SignedPaper.id)))
