"""Taking in a newer wording of a criteria set: read from a file, compared with what there is, then confirmed."""

import json
from dataclasses import dataclass

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue

from registry.law import criteria as law
from registry.law.criteria_reading import criteria_set_from
from registry.queries import criteria as questions
from registry.queries.criteria import KeptWording
from registry.queries.law_book import law_book
from registry.rules.criteria import CriteriaSet, document
from registry.rules.instruments import Instrument
from registry.sheets.criteria_file import read_criteria_file
from registry.usecases import criteria_loading
from registry.web.brought_files import answer_upload, ask_again, read_aside
from registry.web.doors import current_actor
from registry.web.instruments import instruments
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.criteria.comparing import Comparison, compare
from registry.web.staff.criteria.forms import FileForm, LoadForm

pages = Blueprint("staff_criteria", __name__, url_prefix="/can-bo/thiet-lap/bo-tieu-chi")

UPLOAD = "staff/criteria/upload.html"
STALE = (
    "Trong lúc bạn xem, người khác đã nạp một bản khác của bộ này. Chỗ khác đã tính lại theo bản ấy: "
    "hãy xem lại, rồi bấm Nạp vào sổ lần nữa."
)


@dataclass(frozen=True, kw_only=True)
class SetRow:
    """One set of an instrument as the list shows it."""

    number: int
    name: str
    why_not: str | None
    versions: int
    newest: KeptWording | None
    has_page: bool


@pages.get("")
def index() -> ResponseReturnValue:
    """List every set, and how many wordings the register has of it."""
    kept: dict[tuple[Instrument, int], list[KeptWording]] = {}
    for one in questions.every_wording(reading_session()):
        kept.setdefault((one.instrument, one.number), []).append(one)
    book = law_book(reading_session())
    listed = [
        (book.instruments[instrument], instrument, known.unknown, _rows(known, kept))
        for instrument, known in reversed(list(book.criteria.items()))
    ]
    return render_template("staff/criteria/index.html", listed=listed)


def _rows(known: law.ListedInstrument, kept: dict[tuple[Instrument, int], list[KeptWording]]) -> list[SetRow]:
    own = {one.number: one for one in known.sets}
    numbers = sorted({*own, *(number for named, number in kept if named == known.instrument)})
    return [_row(own.get(number), kept.get((known.instrument, number), [])) for number in numbers]


def _row(own: law.ListedSet | None, kept: list[KeptWording]) -> SetRow:
    newest = kept[0] if kept else None
    named = newest or own
    if named is None:
        raise LookupError("a set that is neither the law's nor the register's")
    return SetRow(
        number=named.number,
        name=named.name,
        why_not=own.incomplete if own and newest is None else None,
        versions=len(kept),
        newest=newest,
        has_page=newest is not None or (own is not None and own.file is not None),
    )


@pages.route("/nap", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Read a file and show what is wrong with it, or how it differs from what there is; nothing is written."""
    form = FileForm()
    reading = None
    if form.validate_on_submit():
        with refused_into(form):
            reading = read_aside(form.file.data, read_criteria_file)
            if reading.criteria is not None:
                criteria_loading.refuse_unfit(reading.criteria, law_book(reading_session()))
                return _preview(reading.criteria)
    return answer_upload(UPLOAD, form=form, flaws=reading.flaws if reading else ())


@pages.post("/nap/xac-nhan")
def load() -> ResponseReturnValue:
    """Take in what the preview showed."""
    form = LoadForm()
    criteria = criteria_set_from(form.document.data or "").criteria
    if criteria is None:
        return ask_again("staff_criteria.upload")
    compared = _compare(criteria)
    if form.validate_on_submit():
        if form.seen.data != compared.mark:
            form.form_errors.append(STALE)
        else:
            with refused_into(form):
                said = form.said("source", "applies_from")
                made = criteria_loading.load(actor=current_actor(), criteria=criteria, **said)
                flash(f"Đã nạp bản số {made.version} của bộ {criteria.number}: {criteria.name}.", "success")
                return see_other("staff_criteria.index")
    form.seen.data = compared.mark
    return _shown(form, compared)


def _compare(criteria: CriteriaSet) -> Comparison:
    old = questions.newest(reading_session(), instrument=criteria.instrument, number=criteria.number)
    return compare(old=old, new=criteria)


def _preview(criteria: CriteriaSet) -> ResponseReturnValue:
    compared = _compare(criteria)
    # Its own data: what was sent with the file is another form's.
    form = LoadForm(formdata=None)
    form.document.data = json.dumps(document(criteria), ensure_ascii=False)
    form.seen.data = compared.mark
    return _shown(form, compared)


def _shown(form: LoadForm, compared: Comparison) -> ResponseReturnValue:
    return answer_form(
        "staff/criteria/load.html",
        form=form,
        compared=compared,
        criteria=compared.criteria,
        facts=instruments()[compared.criteria.instrument],
    )
