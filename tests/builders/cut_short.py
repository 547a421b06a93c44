"""A program that carries an act out many times over, each time cut short at another step of its way.

``python cut_short.py FOUNDED WORK ACT:FAULT:TIMES…`` copies the register in FOUNDED for every attempt, forks, and lets
the child be killed, or find no room on the disk, at a step; then says in one line of JSON what it left behind.
"""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.people import a_person
from builders.register import a_draft, a_line, a_registered_product, sign_off
from builders.score_sheets import ticks_with_total
from sqlalchemy import Engine, event, func, select

from registry.app import create_app
from registry.config import Config, sqlite_url
from registry.database import db
from registry.models.assessment import Assessment, ScoreSheet
from registry.models.body import BodyKind
from registry.models.certificate import Certificate, CertificateMove, PaperFile
from registry.models.decision import DecisionLine, LineAssessment
from registry.models.dossier import DossierStep
from registry.models.journal import JournalEntry
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries.inspection import inspect
from registry.queries.list_outcome import Choices
from registry.rules.permissions import Actor, Role
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import backup, certification, concluding, importing, restoring, rounds, scoring

LIST = Path(__file__).parents[1] / "sheets" / "data" / "lao-cai-4261-2021.csv"
COUNTED = (
    *(Product, Recognition, Certificate, CertificateMove, PaperFile, JournalEntry),
    *(ScoreSheet, Assessment, DecisionLine, LineAssessment, DossierStep),
)
WRITES = {"os.rename", "os.remove", "os.mkdir", "os.chmod", "os.utime", "tempfile.mkstemp"}
"""Steps of the file system that the interpreter tells of, beside files opened for writing."""

Deed = Callable[[], None]


@dataclass
class Steps:
    """Counts the steps of an act, and cuts it short at one of them."""

    last: int = 0
    """0: none, count only."""
    fault: str = "killed"
    taken: int = 0
    is_watching: bool = False

    def step(self) -> None:
        """Take a step."""
        if not self.is_watching:
            return
        self.taken += 1
        if self.taken == self.last and self.fault == "killed":
            os.kill(os.getpid(), signal.SIGKILL)

    def on_disk(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Take a step of the file system, which is where a full disk is met."""
        writes = name in WRITES or (name == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE)
        if self.is_watching and writes:
            self.step()
            if self.taken >= self.last > 0 and self.fault == "full":
                raise OSError(errno.ENOSPC, "No space left on device")


@dataclass
class Attempts:
    """One act on one register, begun again and again."""

    start: Path
    work: Path
    deed: str
    details: dict[str, Any] = field(default_factory=dict)

    def cut_short(self, *, fault: str, times: int) -> Iterator[dict[str, Any]]:
        """Yield what each attempt left, and what the next one, left alone, made of it."""
        steps = self.steps()
        points = sorted({1 + round(number * (steps - 1) / max(times - 1, 1)) for number in range(times)})
        before, after = self.whole(self.start), None
        for point in points:
            folder = self.copy()
            ended = forked(lambda folder=folder, point=point: self._run(folder, Steps(last=point, fault=fault)))
            left = self.whole(folder)
            again = forked(lambda folder=folder: self._run(folder, Steps()))
            after = self.whole(folder)
            yield {
                "step": point,
                "of": steps,
                "ended": ended,
                "before": before["counts"],
                "left": left["counts"],
                "again": again,
                "after": after["counts"],
                "defects": [*left["defects"], *after["defects"]],
            }
            shutil.rmtree(folder)

    def steps(self) -> int:
        """Return how many steps the act takes when it is let alone."""
        # Here and not in a child: what an act reads in and keeps for later acts is then there for all attempts.
        folder, steps = self.copy(), Steps()
        self._run(folder, steps)
        shutil.rmtree(folder)
        return steps.taken

    def copy(self) -> Path:
        """Return a register for one attempt."""
        folder = self.work / "attempt"
        shutil.copytree(self.start, folder)
        return folder

    def _run(self, folder: Path, steps: Steps) -> None:
        with opened(folder):
            deed = DEEDS[self.deed](self.details, folder)
            event.listen(Engine, "before_cursor_execute", lambda *_: steps.step())
            event.listen(Engine, "commit", lambda *_: steps.step())
            sys.addaudithook(steps.on_disk)
            steps.is_watching = True
            deed()
            steps.step()
            steps.is_watching = False

    def whole(self, folder: Path) -> dict[str, Any]:
        """Return what there is in a register, and what an inspection finds wrong with it."""
        told = self.work / "whole"

        def look() -> None:
            with opened(folder) as app, reading() as session:
                counts = [session.scalar(select(func.count()).select_from(model)) for model in COUNTED]
                found = inspect(session, app.config["VAULT"], journal_key=app.config["JOURNAL_KEY"])
            told.write_text(json.dumps({"counts": [*counts, self._archives(folder)], "defects": found.defects}))

        forked(look)
        return dict(json.loads(told.read_text()))

    def _archives(self, folder: Path) -> list[str]:
        """Unpack every archive there is, which compares each byte of it."""
        found = []
        for archive in sorted(folder.glob("*.tar")):
            place = self.work / "unpacked"
            restoring.unpack(archive, place)
            shutil.rmtree(place)
            found.append(archive.name)
        return found


def _issue(details: dict[str, Any], _folder: Path) -> Deed:
    approver = Actor(account_id=details["approver"], name="", roles=frozenset({Role.APPROVER}), means="web")
    return lambda: _done(certification.put_in_effect(actor=approver, decision=details["decision"]))


def _import(details: dict[str, Any], _folder: Path) -> Deed:
    return lambda: _done(importing.apply(actor=_officer(details), list_import=details["list"]))


def _backup(_details: dict[str, Any], folder: Path) -> Deed:
    return lambda: _done(backup.make(folder / "copy.tar"))


def _sign(details: dict[str, Any], _folder: Path) -> Deed:
    member = Actor(account_id=details["member"], name="", roles=frozenset({Role.COUNCIL}), means="web")
    return lambda: _unless_done(lambda: scoring.sign(actor=member, dossier=details["dossier"], serial=1))


def _conclude(details: dict[str, Any], _folder: Path) -> Deed:
    return lambda: _unless_done(lambda: concluding.conclude(actor=_officer(details), dossier=details["dossier"]))


def _fill(details: dict[str, Any], _folder: Path) -> Deed:
    filled = {"round_": details["round"], "decision": details["decision"]}
    return lambda: _unless_done(lambda: concluding.fill_annex(actor=_officer(details), **filled))


def _officer(details: dict[str, Any]) -> Actor:
    return Actor(account_id=details["officer"], name="", roles=frozenset({Role.OFFICER}), means="web")


def _unless_done(deed: Callable[[], object]) -> None:
    """Begun again after it was done, an act of the council is refused."""
    with suppress(Refusal):
        deed()


def _done(_outcome: object) -> None:
    return None


OF_THE_PROVINCE = {"issue": _issue, "import": _import, "backup": _backup}
DEEDS = {**OF_THE_PROVINCE, "sign": _sign, "conclude": _conclude, "fill": _fill}


def _council_prepared(folder: Path, *, deed: str) -> dict[str, Any]:
    """Bring a dossier so far before a council that the act at hand is the next."""
    with opened(folder):
        officer = a_person(Role.OFFICER)
        dossier = a_forwarded_dossier(officer)
        round_, council = a_round(officer, [dossier])
        ticks = ticks_with_total(criteria_of(dossier), total=60, stars=3)
        for member in council[1:] if deed == "sign" else council:
            signed(member, dossier, ticks)
        if deed == "sign":
            scoring.save_draft(actor=council[0], dossier=dossier, marks=scoring.Marks(ticks=ticks), serial=0)
        if deed == "fill":
            concluding.conclude(actor=officer, dossier=dossier)
            rounds.conclude(actor=officer, round_=round_)
        return {
            "dossier": dossier,
            "round": round_,
            "decision": a_draft(officer, []),
            "officer": officer.account_id,
            "member": council[0].account_id,
        }


def prepared(folder: Path) -> dict[str, Any]:
    """Put into the register what the acts act on: a signed decision and a received list."""
    with opened(folder):
        officer, approver = a_person(Role.OFFICER), a_person(Role.APPROVER)
        goods = [a_registered_product(officer, f"Sản phẩm {number}") for number in range(3)]
        decision = a_draft(officer, [a_line(one) for one in goods])
        sign_off(officer, approver, decision)
        body = Choices(body_kind=BodyKind.OTHER_PROVINCE, body_name="Ủy ban nhân dân tỉnh Lào Cai")
        received = importing.receive(actor=officer, content=LIST.read_bytes(), filename=LIST.name, choices=body)
        backup.make(folder / "copy.tar")
        return {
            "decision": decision,
            "list": received,
            "officer": officer.account_id,
            "approver": approver.account_id,
        }


@contextmanager
def opened(folder: Path) -> Iterator[Any]:
    """Open a register for acts."""
    config = Config.from_environment({"DATABASE_URL": sqlite_url(folder.resolve())}, folder=folder)
    app = create_app(config, doors=False)
    with app.app_context():
        try:
            yield app
        finally:
            db.engine.dispose()


def forked(deed: Deed) -> str:
    """Do something in a process of its own and say how that ended."""
    child = os.fork()
    if child == 0:
        try:
            deed()
        except OSError as fault:
            os._exit(3 if fault.errno == errno.ENOSPC else 1)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "killed"
    return {0: "done", 3: "full"}.get(os.WEXITSTATUS(status), "failed")


def _begun(founded: str, work: Path, deed: str) -> Attempts:
    """Bring a register so far that the act at hand is the next; acts of the province begin from the same."""
    start = work / ("province" if deed in OF_THE_PROVINCE else deed)
    told = start.with_suffix(".json")
    if not start.exists():
        shutil.copytree(founded, start)
        prepare = prepared if deed in OF_THE_PROVINCE else partial(_council_prepared, deed=deed)
        forked(lambda: _done(told.write_text(json.dumps(prepare(start)))))
    return Attempts(start=start, work=work, deed=deed, details=json.loads(told.read_text()))


def main(founded: str, work: str, *trials: str) -> None:
    """Print what every attempt of every trial left, one line of JSON for each."""
    for trial in trials:
        deed, fault, times = trial.split(":")
        for seen in _begun(founded, Path(work), deed).cut_short(fault=fault, times=int(times)):
            print(json.dumps(seen | {"trial": f"{deed}:{fault}"}), flush=True)  # noqa: T201  # what this program is for
    shutil.rmtree(work)


if __name__ == "__main__":
    main(*sys.argv[1:])
