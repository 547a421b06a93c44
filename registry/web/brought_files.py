"""Files of the law that staff bring: read aside, all flaws shown at once, nothing written before somebody says so."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from registry.rules.criteria_checks import Flaw
from registry.web.forms.form import OurForm
from registry.web.forms.uploads import UploadField
from registry.web.refusals import answer_form, see_other

MOST_SHOWN = 200
Reading = TypeVar("Reading")


class FileForm(OurForm):
    """A file that is sent up."""

    file: UploadField


class ShownForm(OurForm):
    """What was read, on its way back: what is taken in is what was shown."""

    document = HiddenField()
    """All of it, as JSON."""

    seen = HiddenField()
    """The hash of what it was compared with; empty where there was nothing."""


def read_aside(sent: Any, read: Callable[[Path, str], Reading]) -> Reading:
    """Read what was sent, in a folder that is gone afterwards.

    :param read: is given the file and the name it was sent under.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        sent.save(path)
        return read(path, sent.filename or "")


def answer_upload(template: str, *, form: FileForm, flaws: Sequence[Flaw] = (), **shown: object) -> ResponseReturnValue:
    """Ask for a file, with the first of the flaws of the one that was sent."""
    if flaws:
        form.file.errors = [f"Tệp có {len(flaws)} chỗ sai, liệt kê ở dưới. Chưa ghi gì vào sổ."]
    hidden = max(0, len(flaws) - MOST_SHOWN)
    return answer_form(template, form=form, flaws=flaws[:MOST_SHOWN], hidden=hidden, **shown)


def ask_again(endpoint: str) -> ResponseReturnValue:
    """Ask for the file once more: what was shown came back as something else."""
    flash("Bản xem trước không còn nguyên vẹn. Hãy tải tệp lên lần nữa.", "error")
    return see_other(endpoint)
