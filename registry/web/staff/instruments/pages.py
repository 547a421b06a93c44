"""Taking in an instrument: read from a file, put beside the one in force before it, then confirmed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, flash, make_response, render_template
from flask.typing import ResponseReturnValue

from registry.law.instrument_difference import differences
from registry.law.instrument_file import chapter_of_book, content_hash, document_of, instrument_from
from registry.law.law_book import Chapter
from registry.models.instrument import LoadedInstrument
from registry.queries.law_book import beside, every_loaded, law_book
from registry.rules.instruments import Instrument, InstrumentFacts
from registry.sheets.instrument_book import read_instrument_file, write_instrument
from registry.usecases import instrument_loading
from registry.web.brought_files import answer_upload, ask_again, read_aside
from registry.web.differences import Change, change_of
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.instruments import instruments
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.instruments.forms import FileForm, LoadForm

pages = Blueprint("staff_instruments", __name__, url_prefix="/can-bo/thiet-lap/van-ban")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STALE = (
    "Trong lúc bạn xem, người khác đã nạp một văn bản khác. Chỗ khác đã tính lại: "
    "hãy xem lại, rồi bấm Nạp vào sổ lần nữa."
)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What somebody must look at before he says yes."""

    chapter: Chapter
    before: InstrumentFacts
    """The one it is put beside: its own earlier file, else the one in force before it."""

    is_corrected: bool
    ends_on: date
    """The last day of the one in force before it."""

    weighty: Sequence[Change]
    wording: Sequence[Change]
    mark: str


@pages.get("")
def index() -> ResponseReturnValue:
    """List every instrument, the newest first, and offer each as a file to begin from."""
    loaded: dict[Instrument, LoadedInstrument] = {row.code: row for row in every_loaded(reading_session())}
    listed = list(instruments().values())[::-1]
    return render_template("staff/instruments/index.html", listed=listed, loaded=loaded)


@pages.get("/<instrument:instrument>.xlsx")
def as_xlsx(instrument: Instrument) -> ResponseReturnValue:
    """Give an instrument as a workbook, which can be changed into a newer one and brought back."""
    content = write_instrument(_chapter(instrument))
    return download(make_response(content), filename=f"Văn bản {_plain(instrument)}.xlsx", media_type=XLSX)


@pages.get("/<instrument:instrument>.json")
def as_json(instrument: Instrument) -> ResponseReturnValue:
    """Give an instrument to programs."""
    content = json.dumps(document_of(_chapter(instrument)), ensure_ascii=False, indent=1)
    filename = f"Văn bản {_plain(instrument)}.json"
    return download(make_response(content), filename=filename, media_type="application/json")


@pages.route("/nap", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Read a file and show what is wrong with it, or what it says otherwise; nothing is written."""
    form = FileForm()
    reading = None
    if form.validate_on_submit():
        with refused_into(form):
            reading = read_aside(form.file.data, read_instrument_file)
            if reading.chapter is not None:
                instrument_loading.refuse_unfit(reading_session(), reading.chapter)
                return _preview(reading.chapter)
    flaws = reading.flaws if reading else ()
    return answer_upload("staff/instruments/upload.html", form=form, flaws=flaws, newest=instruments().newest)


@pages.post("/nap/xac-nhan")
def load() -> ResponseReturnValue:
    """Take in what the preview showed."""
    form = LoadForm()
    chapter = instrument_from(form.document.data or "").chapter
    if chapter is None:
        return ask_again("staff_instruments.upload")
    compared = _compare(chapter)
    if form.validate_on_submit():
        if form.seen.data != compared.mark:
            form.form_errors.append(STALE)
        else:
            with refused_into(form):
                instrument_loading.load(actor=current_actor(), chapter=chapter)
                flash(f"Đã nạp {chapter.facts.title}. Bước tiếp theo: nạp các bộ tiêu chí của văn bản này.", "success")
                return see_other("staff_criteria.index")
    form.seen.data = compared.mark
    return answer_form("staff/instruments/load.html", form=form, compared=compared, chapter=chapter)


def _preview(chapter: Chapter) -> ResponseReturnValue:
    compared = _compare(chapter)
    # Its own data: what was sent with the file is another form's.
    form = LoadForm(formdata=None)
    form.document.data = json.dumps(document_of(chapter), ensure_ascii=False)
    form.seen.data = compared.mark
    return answer_form("staff/instruments/load.html", form=form, compared=compared, chapter=chapter)


def _compare(chapter: Chapter) -> Comparison:
    old = beside(reading_session(), chapter.facts.code)
    changes = [(one.only_words, change_of(one)) for one in differences(old=old, new=chapter)]
    return Comparison(
        chapter=chapter,
        before=old.facts,
        is_corrected=old.facts.code == chapter.facts.code,
        ends_on=chapter.facts.applies_from - timedelta(days=1),
        weighty=[change for only_words, change in changes if not only_words],
        wording=[change for only_words, change in changes if only_words],
        mark=content_hash(old),
    )


def _chapter(code: Instrument) -> Chapter:
    return chapter_of_book(law_book(reading_session()), code)


def _plain(code: Instrument) -> str:
    return code.in_address
