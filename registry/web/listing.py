"""One way for every list: asked for by its URL, shown as a table, exported exactly as it is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Generic, Literal, TypeVar

from flask import abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries.listing import DEFAULT_PAGE_SIZE, LAST_PAGE, PAGE_SIZES, ListRequest, Page
from registry.rules.permissions import Permission
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.sheets.writing import Kind, SheetColumn, write_csv, write_xlsx
from registry.web.dates import read_day, short_day
from registry.web.doors import viewer
from registry.web.downloads import download
from registry.web.words import word

Item = TypeVar("Item")
Choices = Sequence[tuple[str, str]]
Show = Literal["text", "paper", "whole", "score", "date", "instant", "stars", "standing", "state", "money"]

# Words of the address bar; a filter may take any other name.
TEXT, SORT, PAGE, SIZE, EXPORT = "q", "sap", "trang", "moi-trang", "xuat"
LONGEST_TEXT = 200
_NUMBERS = frozenset({"whole", "score", "money"})
_UNBROKEN = frozenset({"date", "instant", "stars", "standing", "state"})
_ROOMS = ((48, "widest"), (30, "wide"), (20, "medium"))
_SHEET_KINDS: Mapping[Show, Kind] = {"whole": "whole", "score": "score", "date": "date", "stars": "whole"}
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Item]):
    """One column: what it is called, what it shows of an item, and how."""

    key: str
    title: str
    value: Callable[[Item], Any]
    show: Show = "text"
    sortable: bool = True
    """Whether the query knows this key in its sorts."""
    link: Callable[[Item], str | None] | None = None
    """Address the cell leads to."""
    note: Callable[[Item], str | None] | None = None
    """A second, smaller line in the cell; exported as a column of its own if it has a title."""
    note_title: str = ""
    folds_note: bool = False
    """Whether the note is shown only when asked for: for what is long and seldom wanted."""
    width: float = 18
    """Width in the exported workbook, in characters; on the page, how much room its text needs."""
    is_narrow: bool = False
    """Whether the column never breaks its text."""

    @property
    def room(self) -> str:
        """The class of its cells: how they are aligned, and how far the text may be squeezed."""
        if self.show in _NUMBERS:
            return "number"
        if self.is_narrow or self.show in _UNBROKEN:
            return "narrow"
        if self.show == "paper":
            return "paper-number"
        return next((name for least, name in _ROOMS if self.width >= least), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One filter above the list: a choice, a day or a year, by its name in the URL."""

    name: str
    label: str
    choices: Choices | Callable[[], Choices] = ()
    kind: Literal["choice", "day", "year"] = "choice"

    def offered(self) -> Choices:
        """Return the choices of this moment."""
        return self.choices() if callable(self.choices) else self.choices

    def read(self, written: str) -> Any:
        """Return the value written in the URL, or None if it is none that the filter offers."""
        if not written:
            return None  # what is offered need not be asked for
        if self.kind == "day":
            return read_day(written)
        if self.kind == "year":
            return int(written) if len(written) == 4 and written.isascii() and written.isdigit() else None
        return written if any(written == value for value, _ in self.offered()) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Item]):
    """A list of the staff door, declared once; ``answer`` does the rest."""

    title: str
    columns: Sequence[Column[Item]]
    filters: Sequence[Filter] = ()
    searches: str = ""
    """What the search box looks through, in words; empty for a list without one."""
    default_sort: str = ""
    """Key of the column the list is ordered by unless asked otherwise, "-" before it for descending."""
    empty: str = "Chưa có gì ở đây."
    """Shown when there is nothing at all: what to do next."""

    def asked(self) -> ListRequest:
        """Read the list request from the URL; whatever it does not offer is left out."""
        sort, descending = self._sort()
        filters = {one.name: one.read(_written(one)) for one in self.filters}
        return ListRequest(
            text=clean(request.args.get(TEXT, "")[: LONGEST_TEXT * 2])[:LONGEST_TEXT] if self.searches else "",
            sort=sort,
            descending=descending,
            page=_whole(request.args.get(PAGE, ""), least=1, most=LAST_PAGE) or 1,
            page_size=_page_size(request.args.get(SIZE, "")),
            filters={name: value for name, value in filters.items() if value is not None},
        )

    def misread(self) -> list[str]:
        """Say of each filter of the address that is none, a thirty-first of February, that it does not narrow."""
        return [
            f"Không hiểu “{_written(one)}” ở mục “{one.label}” nên chưa lọc theo mục này."
            for one in self.filters
            if _written(one) and one.read(_written(one)) is None
        ]

    def refuse_misread(self) -> None:
        """Refuse to make a file or a letter of more rows than were meant.

        :raises Refusal: if a filter of the address was not understood.
        """
        if said := self.misread():
            raise Refusal(" ".join(said))

    def _sort(self) -> tuple[str, bool]:
        written = request.args.get(SORT, "")
        known = {column.key for column in self.columns if column.sortable}
        for candidate in (written, self.default_sort):
            if candidate.removeprefix("-") in known:
                return candidate.removeprefix("-"), candidate.startswith("-")
        return "", False

    def answer(
        self, template: str, *, query: Callable[[ListRequest], Page[Item]], **context: object
    ) -> ResponseReturnValue:
        """Show the list the URL asks for, or send it as a file."""
        asked = self.asked()
        form = request.args.get(EXPORT, "")
        if form in _MEDIA:
            actor = viewer()
            if actor is None or not actor.may(Permission.EXPORT):
                abort(403)
            self.refuse_misread()
            return self._file(form, query(asked.everything()))
        return render_template(template, list=Shown(listing=self, page=query(asked), asked=asked), **context)

    def _file(self, form: str, page: Page[Item]) -> ResponseReturnValue:
        columns: list[SheetColumn] = []
        for column in self.columns:
            columns.append(SheetColumn(column.title, _SHEET_KINDS.get(column.show, "text"), column.width))
            if column.note_title:
                columns.append(SheetColumn(column.note_title))
        rows = [self._cells(item) for item in page.rows]
        if form == "csv":
            content = write_csv(columns=columns, rows=rows)
        else:
            when = f"Xuất ngày {clock.today():%d/%m/%Y}, {page.total} dòng"
            content = write_xlsx(title=self.title, columns=columns, rows=rows, subtitle=when)
        name = f"{self.title} {clock.today():%Y-%m-%d}.{form}"
        return download(make_response(content), filename=name, media_type=_MEDIA[form])

    def _cells(self, item: Item) -> list[object]:
        cells: list[object] = []
        for column in self.columns:
            cells.append(_cell(column.value(item)))
            if column.note_title:
                cells.append(column.note(item) if column.note else "")
        return cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Generic[Item]):
    """A list as its template sees it: its declaration, its page, and the addresses around it."""

    listing: Listing[Item]
    page: Page[Item]
    asked: ListRequest

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter hides some of the rows."""
        return bool(self.asked.text or self.asked.filters)

    def url(self, **changes: object) -> str:
        """Return this list's address with some words changed; None takes a word away."""
        words: dict[str, object] = {**(request.view_args or {}), **self._words(), **changes}
        kept: dict[str, Any] = {name: value for name, value in words.items() if value not in (None, "")}
        return url_for(str(request.endpoint), **kept)

    def sort_url(self, column: Column[Item]) -> str:
        """Return the address that orders by a column, turned round if it already does."""
        turned = self.asked.sort == column.key and not self.asked.descending
        return self.url(**{SORT: f"-{column.key}" if turned else column.key, PAGE: None})

    def sorted_by(self, column: Column[Item]) -> Literal["ascending", "descending", "none"]:
        """Say how the list is ordered by a column."""
        if self.asked.sort != column.key:
            return "none"
        return "descending" if self.asked.descending else "ascending"

    def page_url(self, number: int) -> str:
        """Return the address of another page of the list."""
        return self.url(**{PAGE: number if number > 1 else None})

    def export_url(self, form: str) -> str:
        """Return the address that sends the list as a file."""
        return self.url(**{EXPORT: form, PAGE: None, SIZE: None})

    def kept_words(self) -> dict[str, object]:
        """Return what a search must keep of the address: its order and page size."""
        return {name: value for name, value in self._words().items() if name in {SORT, SIZE}}

    def typed(self, one: Filter) -> str:
        """Return what stands in a filter's box: what was understood, in our form; else what was typed."""
        value = self.asked.filters.get(one.name)
        return short_day(value) if isinstance(value, date) else _written(one)

    def written(self, one: Filter) -> str:
        """Return a filter's value as it stands in the address."""
        value = self.asked.filters.get(one.name)
        return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

    def _words(self) -> dict[str, object]:
        words: dict[str, object] = {TEXT: self.asked.text}
        for one in self.listing.filters:
            words[one.name] = self.written(one)
        chosen = f"-{self.asked.sort}" if self.asked.descending else self.asked.sort
        if chosen != self.listing.default_sort:
            words[SORT] = chosen
        if self.asked.page_size != DEFAULT_PAGE_SIZE:
            words[SIZE] = self.asked.page_size
        if self.page.number > 1:
            words[PAGE] = self.page.number
        return {name: value for name, value in words.items() if value not in (None, "")}


def _written(one: Filter) -> str:
    return clean(request.args.get(one.name, ""))[:LONGEST_TEXT]


def _cell(value: Any) -> object:
    if isinstance(value, Enum) and not isinstance(value, int):
        return word(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.VIETNAM):%d/%m/%Y %H:%M}"
    return value


def _whole(written: str, *, least: int, most: int) -> int | None:
    if not (written.isascii() and written.isdigit()):
        return None
    return min(max(int(written[:9]), least), most)


def _page_size(written: str) -> int:
    size = _whole(written, least=1, most=PAGE_SIZES[-1])
    return size if size in PAGE_SIZES else DEFAULT_PAGE_SIZE
