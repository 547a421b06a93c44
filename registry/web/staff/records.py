"""What pages of producers and of products share: refusals that name other records, and saves that were overtaken."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from wtforms import HiddenField

from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries.record_history import HistoryLine
from registry.rules.hearing import each_of
from registry.rules.permissions import Permission
from registry.rules.refusal import Refusal
from registry.usecases.changed_meanwhile import ChangedMeanwhile
from registry.usecases.lookalikes import LooksLikeExisting
from registry.web.doors import current_actor
from registry.web.field_words import field_word
from registry.web.forms.form import OurForm
from registry.web.journal_words import act_word, shown_fields
from registry.web.refusals import refused_into


class VersionedForm(OurForm):
    """A form about a record that may have moved on since it was shown."""

    version = HiddenField()

    def seen(self) -> int:
        """Return the version that the person saw; 0, which none is, for anything else."""
        written = str(self.version.data or "")
        return int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else 0


@dataclass
class Told:
    """What a refusal knows beyond its sentence."""

    existing: Sequence[str] = ()
    """Public ids of records that look like the one that was typed."""
    changed: Sequence[str] = ()
    """Columns that somebody else has changed."""


@contextmanager
def refused_record(form: OurForm, told: Told, *, row: Producer | Product | None = None) -> Iterator[None]:
    """Put a refusal of the act inside into the form, and what else it knows beside it.

    :param row: the record as it is now: shown again, the form has been compared with it.
    """
    with refused_into(form):
        try:
            yield
        except Refusal as refusal:
            for one in each_of(refusal):
                if isinstance(one, LooksLikeExisting):
                    told.existing = one.existing
                elif isinstance(one, ChangedMeanwhile):
                    told.changed = one.fields
            raise
    if row is not None and isinstance(form, VersionedForm):
        form.version.data = str(row.version)


@dataclass(frozen=True, kw_only=True)
class HistoryShown:
    """One act on a record, in words."""

    line: HistoryLine
    what: str
    fields: str


def history_shown(lines: Sequence[HistoryLine]) -> list[HistoryShown]:
    """Put the history of a record into words."""
    return [HistoryShown(line=line, what=act_word(line.act), fields=_fields(line)) for line in lines]


def _fields(line: HistoryLine) -> str:
    if line.is_erased:
        return "nội dung đã được xóa"
    return ", ".join(field_word(name).lower() for name in shown_fields(line.fields))


def may_edit() -> bool:
    """Say whether the viewer may change producers and products."""
    return current_actor().may(Permission.EDIT_REGISTER)
