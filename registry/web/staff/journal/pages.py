"""The journal, for reading: who did what, when, to what."""

from functools import partial

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from registry.queries import journal, journal_entry
from registry.queries.journal import JournalLine
from registry.queries.journal_entry import Change
from registry.rules.refusal import NotFound
from registry.web.field_words import field_word
from registry.web.journal_words import (
    ERASED,
    HOW,
    MEANS,
    SUBJECTS,
    act_word,
    shown_fields,
    subject_word,
    thing_address,
    thing_words,
    value_words,
)
from registry.web.listing import Choices, Column, Filter, Listing, Shown
from registry.web.reading import reading_session

pages = Blueprint("staff_journal", __name__, url_prefix="/can-bo/nhat-ky")
MOST_SUBJECTS = 3


def _who(line: JournalLine) -> str:
    return line.who or "Hệ thống"


def _means(line: JournalLine) -> str | None:
    return None if line.means == "web" else MEANS.get(line.means, line.means)


def _thing(line: JournalLine) -> str:
    return thing_words(line.thing) if line.thing else ""


def _thing_address(line: JournalLine) -> str | None:
    return thing_address(line.thing) if line.thing else None


def _subjects(line: JournalLine) -> str:
    names = list(dict.fromkeys(subject_word(subject) for subject in line.subjects))
    more = f" và {len(names) - MOST_SUBJECTS} loại khác" if len(names) > MOST_SUBJECTS else ""
    return ", ".join(names[:MOST_SUBJECTS]) + more


def _acts() -> Choices:
    return sorted(((act, act_word(act)) for act in journal.acts_done(reading_session())), key=lambda pair: pair[1])


def _people() -> Choices:
    return journal.people(reading_session())


JOURNAL: Listing[JournalLine] = Listing(
    title="Nhật ký",
    searches="tên hoặc số của hồ sơ",
    default_sort="-sequence",
    columns=(
        Column(
            key="sequence",
            title="Số",
            value=lambda line: line.sequence,
            show="whole",
            link=lambda line: url_for("staff_journal.show", sequence=line.sequence),
            width=8,
        ),
        Column(key="at", title="Lúc", value=lambda line: line.at, show="instant", sortable=False),
        Column(key="who", title="Người thực hiện", value=_who, note=_means, note_title="Bằng", width=24),
        Column(
            key="act",
            title="Việc",
            value=lambda line: act_word(line.act),
            link=lambda line: url_for("staff_journal.show", sequence=line.sequence),
            sortable=False,
            width=32,
        ),
        Column(
            key="on",
            title="Đối tượng",
            value=_thing,
            link=_thing_address,
            note=_subjects,
            note_title="Đã ghi",
            sortable=False,
            width=48,
        ),
        Column(key="reason", title="Lý do", value=lambda line: line.reason or "", sortable=False, width=24),
    ),
    filters=(
        Filter(name="tu", label="Từ ngày", kind="day"),
        Filter(name="den", label="Đến ngày", kind="day"),
        Filter(name="nguoi", label="Người thực hiện", choices=_people),
        Filter(name="viec", label="Việc", choices=_acts),
        Filter(name="doi-tuong", label="Loại hồ sơ", choices=sorted(SUBJECTS.items(), key=lambda pair: pair[1])),
    ),
    empty="Nhật ký chưa có dòng nào.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the acts, newest first."""
    return JOURNAL.answer("staff/journal/index.html", query=partial(journal.page, reading_session()))


CHANGES: Listing[Change] = Listing(title="Những gì đã thay đổi", columns=())


@pages.get("/<int:sequence>")
def show(sequence: int) -> ResponseReturnValue:
    """Show one act: what it was done to, and every field from what to what."""
    asked = CHANGES.asked()
    found = journal_entry.entry(reading_session(), sequence, asked) if sequence < 2**62 else None
    if found is None:
        raise NotFound("Nhật ký không có dòng này.")
    return render_template(
        "staff/journal/show.html",
        entry=found,
        list=Shown(listing=CHANGES, page=found.changes, asked=asked),
        means=MEANS,
        how=HOW,
        erased=ERASED,
        act_word=act_word,
        subject_word=subject_word,
        thing_words=thing_words,
        thing_address=thing_address,
        field_word=field_word,
        shown_fields=shown_fields,
        value_words=value_words,
    )
