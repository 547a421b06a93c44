"""Strangers before the public door: forgers who send files, and guessers who type codes."""

import hashlib
import io
import os
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from builders.mutants import by_signatures, by_the_beginning
from builders.one_program import opened
from builders.people import one_of_each
from builders.signing import PERSON, Keys
from builders.signing_office import good_today
from builders.tampering import tampered
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from registry.config import Config
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.decision import Decision
from registry.models.recognition import Recognition
from registry.rules import lookup_code
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import settings, signing_here
from registry.web.public import verify
from registry.web.public.pace import WRONG_CODES, Pace

LONG = "CRASH_FORGERIES" in os.environ
PAPERS = int(os.environ.get("CRASH_FORGERIES", "2"))
"""Issued papers, of which every second is signed; more by setting CRASH_FORGERIES, as `make crash` does."""
EVERY = 1 if LONG else 60
UNTOUCHED = 10 if LONG else 1
GUESSES = int(os.environ.get("CRASH_GUESSES", "150"))
LONGEST_S = 2.0
GENUINE = "Đúng tệp do sổ này cấp"


@dataclass
class Door:
    """The public door of a register that issued papers, and the keys they were signed with."""

    app: Flask
    keys: Keys
    papers: list[bytes] = field(default_factory=list)

    def issue(self) -> None:
        """Issue the papers: half of them by a decision whose papers are then signed."""
        with self.app.app_context():
            people = one_of_each([Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR])
            settings.change(
                actor=people["administrator"], values={"signing_persons": PERSON, "signing_roots": self.keys.pem}
            )
            for number, role in enumerate((FileRole.RENDER, FileRole.SIGNED), start=1):
                names = [f"Chè thử {number}-{one}" for one in range(PAPERS // 2)]
                decision = good_today(people["officer"], people["approver"], *names, number=f"{number}/QĐ-UBND")
                if role is FileRole.SIGNED:
                    signing_here.sign_here(actor=people["officer"], decision=decision, pens=[self.keys.pen(PERSON)])
                self.papers += self._kept(decision, role)

    def _kept(self, decision: str, role: FileRole) -> list[bytes]:
        with reading() as session:
            names = session.scalars(
                select(PaperFile.sha256)
                .join(Certificate, PaperFile.certificate_id == Certificate.id)
                .join(Recognition, Certificate.recognition_id == Recognition.id)
                .join(Decision, Recognition.decision_id == Decision.id)
                .where(Decision.public_id == decision, PaperFile.role == role)
                .order_by(PaperFile.id)
            ).all()
        return [self.app.config["VAULT"].read(name) for name in names]

    def sent(self, content: bytes) -> tuple[TestResponse, float, float]:
        """Send a file as a stranger does; return the last answer, its seconds of work all told, and by the clock."""
        self.app.extensions["pace"] = Pace()
        before, begun = _worked(), time.monotonic()
        answer = self.app.test_client().post(
            "/xac-minh/tep", data={"tep": (io.BytesIO(content), "giay.pdf")}, follow_redirects=True, buffered=True
        )
        return answer, _worked() - before, time.monotonic() - begun


def _worked() -> float:
    """Return the CPU seconds of this process and of those it started: what an idle machine would take."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


@pytest.fixture
def door(tmp_path: Path, config: Config) -> Iterator[Door]:
    with opened(config, doors=True) as app:
        door = Door(app=app, keys=Keys(tmp_path / "keys"))
        door.issue()
        yield door


def forged(door: Door, folder: Path) -> list[bytes]:
    """Return what forgers make of the papers, with some of it signed: by a stranger, and by who may sign."""
    chance, stranger = random.Random(5), Keys(folder, authority="Cơ quan chứng thực khác").pen(PERSON)
    ours, made = door.keys.pen(PERSON), []
    for paper in reversed(door.papers):
        changed = tampered(paper, others=door.papers, chance=chance)
        turned = changed[-2]
        made += [*changed[::EVERY], paper + b"\n", *(pen.sign(turned, number=2) for pen in (stranger, ours))]
    return made


def complaints(door: Door, forgeries: list[bytes]) -> list[str]:
    """Say what is answered of which file that should not be."""
    wanted = [(one, False) for one in forgeries] + [(one, True) for one in door.papers for _ in range(UNTOUCHED)]
    found, slowest, longest = [], 0.0, 0.0
    for content, is_ours in wanted:
        answer, seconds, by_the_clock = door.sent(content)
        slowest, longest = max(slowest, seconds), max(longest, by_the_clock)
        is_called_genuine = GENUINE in answer.text
        if answer.status_code != 200 or is_called_genuine is not is_ours:
            name = hashlib.sha256(content).hexdigest()
            found.append(f"{name}: {answer.status_code}, genuine: {is_called_genuine}, ours: {is_ours}")
    if LONG:
        found += [f"one took {slowest:.1f} s"] if slowest > LONGEST_S else []
        print(  # noqa: T201
            f"\n{len(wanted)} files sent, {len(forgeries)} of them forged: {len(found)} wrong; "
            f"at most {slowest:.2f} s of work, {longest:.2f} s by the clock"
        )
    return found


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_no_forgery_that_is_sent_is_called_genuine_and_every_untouched_file_is(
    door: Door, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    forgeries, unknown = forged(door, tmp_path / "forgers"), verify._unknown

    with capsys.disabled():
        assert complaints(door, forgeries) == []

    assert len(forgeries) >= (2000 if LONG else 10)
    longer, _by_a_stranger, rightly_signed = forgeries[-3:]
    for verdict, forgery in ((by_the_beginning, longer), (by_signatures, rightly_signed)):
        monkeypatch.setattr(verify, "_unknown", verdict(unknown))
        assert len(complaints(door, [forgery])) == 1, verdict.__name__


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_codes_typed_at_random_hit_nothing_and_are_slowed(door: Door) -> None:
    codes = [lookup_code.new_code(demonstration=False) for _ in range(GUESSES)]

    def answers(*, slowed: bool) -> Counter[int]:
        client: Any = door.app.test_client()
        door.app.extensions["pace"] = Pace(now=lambda: 0.0)
        seen: Counter[int] = Counter()
        for code in codes:
            if not slowed:
                door.app.extensions["pace"] = Pace()
            seen[client.get(f"/c/{code}").status_code] += 1
        return seen

    assert answers(slowed=False) == {404: GUESSES}
    assert answers(slowed=True) == {404: WRONG_CODES, 429: GUESSES - WRONG_CODES}
