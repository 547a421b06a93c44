"""Lists whose rows are at hand already: searched, narrowed, ordered and paged without asking the database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from registry.queries.listing import ListRequest, Page, page_among
from registry.rules.search_key import fold

Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True)
class HeldRows(Generic[Item]):
    """How rows at hand answer a list request; their own order is the one they come in."""

    words: Callable[[Item], str]
    """What the search looks through."""
    keys: Mapping[str, Callable[[Item], Any]]
    """Key of a sortable column → what to order by."""
    tests: Mapping[str, Callable[[Item, Any], bool]]
    """Name of a filter → whether a row passes its value."""

    def page(self, rows: Sequence[Item], request: ListRequest) -> Page[Item]:
        """Return the page asked for."""
        wanted = fold(request.text).split()
        kept = [row for row in rows if self._passes(row, request) and _has(fold(self.words(row)), wanted)]
        return page_among(kept, request=request, sorts=self.keys, default=lambda _row: 0)

    def _passes(self, row: Item, request: ListRequest) -> bool:
        return all(self.tests[name](row, value) for name, value in request.filters.items())


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
