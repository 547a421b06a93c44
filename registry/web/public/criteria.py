"""The criteria by which products are assessed: every set of every instrument, to read and to take away."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.law import criteria as law
from registry.models.criteria import CriteriaVersion
from registry.queries import criteria as questions
from registry.queries.criteria import KeptWording
from registry.queries.law_book import known, law_book
from registry.rules.criteria import CriteriaSet, Criterion, Option, document
from registry.rules.instruments import Instrument, InstrumentFacts
from registry.rules.refusal import NotFound
from registry.sheets.criteria_table import write_criteria
from registry.transaction import Session
from registry.web.downloads import download
from registry.web.public.kept_answers import keep_this_answer
from registry.web.reading import reading_session
from registry.web.translation import gettext

pages = Blueprint("public_criteria", __name__, url_prefix="/bo-tieu-chi")

SET = "/<instrument:instrument>/<int(min=1,max=100):number>"
VERSION = f"{SET}/ban-<int(min=1,max=10000):version>"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARS = (5, 4, 3)


@dataclass(frozen=True, kw_only=True)
class SetLine:
    """One set in the list."""

    number: int
    name: str
    why_not: str | None
    """Why nothing can be scored with it today; None where something can."""

    has_page: bool


@dataclass(frozen=True, kw_only=True)
class InstrumentLines:
    """One instrument in the list."""

    instrument: Instrument
    facts: InstrumentFacts
    sets: tuple[SetLine, ...]
    unknown: str | None


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The wording of a set that a page shows."""

    criteria: CriteriaSet
    row: CriteriaVersion | None
    """Its row in the register; None where it is the law's own and nothing was opened with it yet."""

    @property
    def version(self) -> int | None:
        """Its number in the register."""
        return self.row.version if self.row else None

    @property
    def applies_from(self) -> date:
        """The first day on which dossiers are opened with it."""
        return self.row.applies_from if self.row else self.criteria.effective_from

    @property
    def source(self) -> str:
        """Where it is from."""
        return self.row.source if self.row else self.criteria.source


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """One option that must be reached for a rank."""

    criterion: Criterion
    option: Option


@pages.get("")
def index() -> ResponseReturnValue:
    """List what there is of every instrument, the newest first; what is missing says why."""
    lines = list(_lines(reading_session()))
    keep_this_answer()
    return render_template("public/criteria/index.html", instruments=lines, today=clock.today())


@pages.get(SET)
def show(instrument: Instrument, number: int) -> ResponseReturnValue:
    """Show the wording of a set that applies today."""
    return _page(_today(instrument, number))


@pages.get(VERSION)
def earlier(instrument: Instrument, number: int, version: int) -> ResponseReturnValue:
    """Show one wording of the register, whether it applies today, did once, or will."""
    return _page(_of_version(instrument, number, version))


@pages.get(f"{SET}.json")
def as_json(instrument: Instrument, number: int) -> Response:
    """Give the wording that applies today to programs."""
    return _json(_today(instrument, number))


@pages.get(f"{SET}.xlsx")
def as_xlsx(instrument: Instrument, number: int) -> Response:
    """Give the wording that applies today as a workbook, which can be changed and brought back."""
    return _xlsx(_today(instrument, number))


@pages.get(f"{VERSION}.json")
def earlier_as_json(instrument: Instrument, number: int, version: int) -> Response:
    """Give one wording of the register to programs."""
    return _json(_of_version(instrument, number, version))


@pages.get(f"{VERSION}.xlsx")
def earlier_as_xlsx(instrument: Instrument, number: int, version: int) -> Response:
    """Give one wording of the register as a workbook."""
    return _xlsx(_of_version(instrument, number, version))


def sets_with_a_page(session: Session) -> list[tuple[Instrument, int]]:
    """Name every set that can be looked at."""
    return [(one.instrument, line.number) for one in _lines(session) for line in one.sets if line.has_page]


def has_page(session: Session, *, instrument: Instrument | None, number: int | None) -> bool:
    """Say whether a set can be looked at."""
    if instrument is None or number is None:
        return False
    own = law.listed_set(instrument=instrument, number=number)
    is_own = own is not None and own.file is not None
    return is_own or bool(questions.wordings(session, instrument=instrument, number=number))


def _lines(session: Session) -> Iterator[InstrumentLines]:
    kept: dict[tuple[Instrument, int], list[KeptWording]] = {}
    for one in questions.every_wording(session):
        kept.setdefault((one.instrument, one.number), []).append(one)
    book = law_book(session)
    for instrument, brought in reversed(list(book.criteria.items())):
        own = {one.number: one for one in brought.sets}
        numbers = sorted({*own, *(number for named, number in kept if named == instrument)})
        sets = tuple(_line(own.get(number), kept.get((instrument, number), [])) for number in numbers)
        yield InstrumentLines(
            instrument=instrument,
            facts=book.instruments[instrument],
            sets=sets,
            unknown=None if sets else brought.unknown,
        )


def _line(own: law.ListedSet | None, kept: Sequence[KeptWording]) -> SetLine:
    today = clock.today()
    applied = next((one for one in kept if one.applies_from <= today), None)
    named = applied or own or kept[0]
    why_not = None if applied or (own and own.can_be_scored) else _to_come(own, kept)
    return SetLine(
        number=named.number,
        name=named.name,
        why_not=why_not,
        has_page=bool(kept) or (own is not None and own.file is not None),
    )


def _to_come(own: law.ListedSet | None, kept: Sequence[KeptWording]) -> str:
    said = [gettext(own.incomplete)] if own and own.incomplete else []
    if kept:
        said.append(gettext("Bản đầy đủ áp dụng từ ngày %(day)s.", day=f"{kept[-1].applies_from:%d/%m/%Y}"))
    return " ".join(said)


def _today(instrument: Instrument, number: int) -> Wording:
    session = reading_session()
    row = questions.wording_on(session, instrument=instrument, number=number, on=clock.today())
    own = law.criteria_set(instrument=instrument, number=number) if row is None else None
    if own is not None:
        return Wording(criteria=own, row=None)
    if row is None:  # what is known applies later only
        row = next(iter(questions.wordings(session, instrument=instrument, number=number)), None)
    if row is None:
        raise NotFound(gettext(law_book(session).why_not_scored(instrument=instrument, number=number) or ""))
    return Wording(criteria=questions.as_kept(row), row=row)


def _of_version(instrument: Instrument, number: int, version: int) -> Wording:
    kept = questions.wordings(reading_session(), instrument=instrument, number=number)
    row = next((one for one in kept if one.version == version), None)
    if row is None:
        raise NotFound(gettext("Không có bản nào của bộ tiêu chí ở địa chỉ này."))
    return Wording(criteria=questions.as_kept(row), row=row)


def _page(shown: Wording) -> ResponseReturnValue:
    criteria, today = shown.criteria, clock.today()
    facts = known(reading_session())[criteria.instrument]
    rows = questions.wordings(reading_session(), instrument=criteria.instrument, number=criteria.number)
    applied = next((row for row in rows if row.applies_from <= today), None)
    keep_this_answer()
    return render_template(
        "public/criteria/show.html",
        shown=shown,
        criteria=criteria,
        facts=facts,
        versions=rows,
        applied=applied,
        is_applied=shown.applies_from <= today and (applied is None or applied.version == shown.version),
        bands=facts.bands,
        minima=[(stars, _minima(criteria, stars)) for stars in STARS],
        today=today,
    )


def _minima(criteria: CriteriaSet, stars: int) -> list[Minimum]:
    return [
        Minimum(criterion=leaf, option=option)
        for leaf in criteria.leaves()
        for option in leaf.options
        if option.required_for == stars
    ]


def _json(shown: Wording) -> Response:
    content = json.dumps(document(shown.criteria), ensure_ascii=False, indent=1)
    keep_this_answer()
    return download(make_response(content), filename=_filename(shown, "json"), media_type="application/json")


def _xlsx(shown: Wording) -> Response:
    keep_this_answer()
    return download(make_response(write_criteria(shown.criteria)), filename=_filename(shown, "xlsx"), media_type=XLSX)


def _filename(shown: Wording, ending: str) -> str:
    named = {"number": shown.criteria.number, "instrument": shown.criteria.instrument, "version": shown.version}
    if shown.version is None:
        return f"{gettext('Bộ tiêu chí số %(number)s, QĐ %(instrument)s', **named)}.{ending}"
    return f"{gettext('Bộ tiêu chí số %(number)s, QĐ %(instrument)s, bản %(version)s', **named)}.{ending}"
