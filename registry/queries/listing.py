"""What a list is asked for and what it answers: the one shape of every question with many rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

Item = TypeVar("Item")
AnyRow = Row[*tuple[Any, ...]]

PAGE_SIZES = (25, 50, 100, 200)
DEFAULT_PAGE_SIZE = 50
LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """Which rows of a list, in which order; every value already checked against what the list offers."""

    text: str = ""
    """What was typed into the search box, cleaned; the query folds it as its column needs."""
    sort: str = ""
    """Key of a sortable column; empty for the list's own order."""
    descending: bool = False
    page: int = 1
    page_size: int | None = DEFAULT_PAGE_SIZE
    """None: every row, for an export."""
    filters: Mapping[str, Any] = field(default_factory=dict)
    """Only the filters that are set: name → value, in the filter's own type."""

    def everything(self) -> "ListRequest":
        """Return the same question for all rows at once."""
        return replace(self, page=1, page_size=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """The rows of one page, and how many there are in all."""

    rows: Sequence[Item]
    total: int
    request: ListRequest

    @property
    def number(self) -> int:
        """The page really shown: asking beyond the end gives the last one."""
        return min(self.request.page, self.pages)

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / self.request.page_size)) if self.request.page_size else 1

    @property
    def first(self) -> int:
        """Running number of the first row, from 1; 0 on an empty page."""
        return (self.number - 1) * (self.request.page_size or 0) + 1 if self.total else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else self.first


Sorts = Mapping[str, Sequence[SQLColumnExpression[Any]]]
"""Key of a sortable column → what to order by, most important first."""


def page_of(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    *,
    request: ListRequest,
    sorts: Sorts,
    key: SQLColumnExpression[Any],
    default: Sequence[SQLColumnExpression[Any]],
    make: Callable[[AnyRow], Item],
    at_once: bool = False,
) -> Page[Item]:
    """Answer a list request: the rows of its page in its order, down to the key, and their number in all.

    :param sorts: what each sortable column orders by; an unknown column leaves the default order.
    :param default: the list's own order.
    :param make: makes an item of a row of the statement.
    :param at_once: read every row and cut the page out of them, for narrow rows under conditions so dear that asking
        them once more for the number would cost more.
    """
    chosen = sorts.get(request.sort)
    if chosen is None:
        order: list[Any] = [*default, key]
    elif request.descending:
        order = [column.desc() for column in (*chosen, key)]
    else:
        order = [*chosen, key]
    ordered = statement.order_by(*order)
    if at_once or request.page_size is None:
        return _cut(request, session.execute(ordered).all(), make)
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    pages = max(1, ceil(total / request.page_size))
    page = ordered.limit(request.page_size).offset((min(request.page, pages) - 1) * request.page_size)
    return Page(rows=[make(row) for row in session.execute(page)], total=total, request=request)


def _cut(request: ListRequest, rows: Sequence[AnyRow], make: Callable[[AnyRow], Item]) -> Page[Item]:
    """Cut the page asked for out of all rows."""
    whole: Page[Item] = Page(rows=(), total=len(rows), request=request)
    start = max(0, whole.first - 1)
    end = None if request.page_size is None else start + request.page_size
    return Page(rows=[make(row) for row in rows[start:end]], total=len(rows), request=request)


def page_among(
    items: Sequence[Item],
    *,
    request: ListRequest,
    sorts: Mapping[str, Callable[[Item], Any]],
    default: Callable[[Item], Any],
) -> Page[Item]:
    """Answer a list request from items already in hand: for short lists whose order no database knows.

    :param sorts: what each sortable column orders by; an unknown column leaves the default order.
    """
    ordered = sorted(items, key=default)
    if request.sort in sorts:
        ordered.sort(key=sorts[request.sort], reverse=request.descending)
    page: Page[Item] = Page(rows=ordered, total=len(ordered), request=request)
    if request.page_size is None:
        return page
    start = (page.number - 1) * request.page_size
    return replace(page, rows=ordered[start : start + request.page_size])
