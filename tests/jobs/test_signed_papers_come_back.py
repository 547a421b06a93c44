"""Papers that come back signed are looked at by the worker, who says of each file what became of it."""

import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from builders.register import a_line, a_product, issue
from builders.signing import PERSON, Keys
from flask import Flask
from sqlalchemy import select

from registry.config import Config
from registry.jobs import progress, signed_papers
from registry.jobs.progress import JobState
from registry.jobs.queue import take_signed_later
from registry.models.certificate import FileRole, PaperFile
from registry.rules.permissions import Actor, NotAllowed
from registry.transaction import reading
from registry.usecases import settings

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)


def test_the_worker_takes_them_and_names_what_he_did_not_take(
    app: Flask, actors: dict[str, Actor], take_turns: Callable[[], int], tmp_path: Path
) -> None:
    settings.change(actor=actors["administrator"], values={"signing_persons": PERSON})
    decision = issue(
        actors["officer"], actors["approver"], [a_line(a_product(name)) for name in ("Chè một", "Chè hai")]
    )
    vault, pen = app.config["VAULT"], Keys(tmp_path / "keys").pen(PERSON)
    with reading() as session:
        asked = select(PaperFile.sha256).where(PaperFile.role == FileRole.RENDER).order_by(PaperFile.id)
        first, second = (vault.read(name) for name in session.scalars(asked))
    with zipfile.ZipFile(tmp_path / "dot.zip", "w") as archive:
        archive.writestr("a.pdf", pen.sign(first))
        archive.writestr("b.pdf", second)
    with (tmp_path / "dot.zip").open("rb") as sent:
        kept, _ = vault.keep_from(sent)

    job = take_signed_later(actor=actors["officer"], decision=decision, files=[("dot.zip", kept)])
    take_turns()

    done = progress.read(job)
    assert done is not None
    assert (done.state, done.done, done.total) == (JobState.DONE, 2, 2)
    assert done.result is not None
    assert [one["name"] for one in done.result["accepted"]] == ["a.pdf"]
    assert [(one["name"], "chưa ký" in one["why"]) for one in done.result["refused"]] == [("b.pdf", True)]
    with pytest.raises(NotAllowed):
        take_signed_later(actor=actors["auditor"], decision=decision, files=[])


def test_jobs_kept_by_an_older_version_are_read_and_added_to(app: Flask) -> None:
    config: Config = app.config["REGISTER"]
    progress.start("old", "x")
    with closing(sqlite3.connect(config.progress_file)) as store:
        store.execute("ALTER TABLE job DROP COLUMN given")
        store.commit()

    job = progress.start(signed_papers.KIND, "y", given={"files": []})

    old, new = progress.latest("x"), progress.read(job)
    assert old is not None
    assert new is not None
    assert (old.given, new.given) == (None, {"files": []})
    assert progress.latest("y", kind="other") is None
