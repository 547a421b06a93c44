"""What a public address asks for: words, what they are narrowed to, an order, a place among the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Any

from flask import request, url_for

from registry.law import classification
from registry.queries.public_index import PublicIndex
from registry.queries.public_search import Answer, Question
from registry.rules.certificate_life import Standing
from registry.web.public.typed_words import typed
from registry.web.translation import gettext, gettext_noop
from registry.web.words import word

TEXT, ORDER, AFTER, BEFORE = "q", "xep", "sau", "truoc"
LONGEST_TEXT = 120
MOST_WORDS = 12
"""More words than any name has would only keep the register busy."""
ORDER_WORDS = MappingProxyType(
    {
        "ten": ("name", gettext_noop("Theo tên")),
        "moi": ("newest", gettext_noop("Mới công nhận")),
        "han": ("ending", gettext_noop("Sắp hết hạn")),
    }
)
STANDING_WORDS = MappingProxyType(
    {
        "con-hieu-luc": Standing.IN_FORCE,
        "het-han": Standing.EXPIRED,
        "duoc-thay-the": Standing.SUPERSEDED,
        "tam-dung": Standing.SUSPENDED,
        "thu-hoi": Standing.REVOKED,
        "thoi-su-dung": Standing.WITHDRAWN,
        "da-huy": Standing.ANNULLED,
        "chua-hieu-luc": Standing.NOT_YET,
        "chua-xac-dinh": Standing.UNDETERMINED,
    }
)
"""Words of the address bar; printed addresses hold them, so they stay."""
_POSSIBLE = frozenset({*STANDING_WORDS, "3", "4", "5"})
_IN_ADDRESS = {standing: written for written, standing in STANDING_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of narrowing the results."""

    name: str
    parameter: str
    words: str

    @property
    def title(self) -> str:
        """What it is called, in the language of the page."""
        return gettext(self.words)


FACETS = (
    Facet("standing", "tinh-trang", gettext_noop("Tình trạng hôm nay")),
    Facet("stars", "sao", gettext_noop("Hạng sao")),
    Facet("industry", "nganh", gettext_noop("Ngành hàng")),
    Facet("commune", "xa", gettext_noop("Xã, phường")),
    Facet("year", "nam", gettext_noop("Năm công nhận")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a facet, as a link that chooses it or lets it go."""

    title: str
    count: int
    address: str
    is_chosen: bool


def asked(index: PublicIndex) -> Question:
    """Read the question in the address; what makes no sense there is as if it were not."""
    text = typed(request.args.get(TEXT, "")[: LONGEST_TEXT * 2])[:LONGEST_TEXT]
    order = ORDER_WORDS.get(request.args.get(ORDER, ""))
    narrowed = {}
    for facet in FACETS:
        written = request.args.get(facet.parameter, "")
        value = _read(facet.name, written)
        if value in index.facets[facet.name] or _is_only_empty(facet.name, written):
            narrowed[facet.name] = value
    return Question(
        text=" ".join(text.split()[:MOST_WORDS]),
        narrowed=narrowed,
        order=order[0] if order else None,
        after=request.args.get(AFTER),
        before=request.args.get(BEFORE),
    )


def unread(index: PublicIndex) -> list[str]:
    """Return the titles of the ways of narrowing whose value in the address means nothing here."""
    return [
        facet.title
        for facet in FACETS
        if request.args.get(facet.parameter)
        and _read(facet.name, request.args[facet.parameter]) not in index.facets[facet.name]
        and not _is_only_empty(facet.name, request.args[facet.parameter])
    ]


def is_misplaced(index: PublicIndex) -> bool:
    """Say whether the address names a place in the results, or an order of them, that there is not."""
    places = [request.args[name] for name in (AFTER, BEFORE) if request.args.get(name)]
    order = request.args.get(ORDER)
    return any(place not in index.place_of for place in places) or bool(order and order not in ORDER_WORDS)


def _is_only_empty(name: str, written: str) -> bool:
    """Say whether a value is one of this facet though no product has it today."""
    return _read(name, written) is not None and name in {"standing", "stars"} and written in _POSSIBLE


def _read(name: str, written: str) -> Any:
    if name == "standing":
        return STANDING_WORDS.get(written)
    if name in {"stars", "year"}:
        return int(written) if written.isascii() and written.isdigit() and len(written) <= 4 else None
    return written or None


def address(question: Question, endpoint: str = "public_lookup.index") -> str:
    """Return the address that asks a question."""
    arguments: dict[str, Any] = dict(_arguments(question))
    return url_for(endpoint, **arguments)


def _arguments(question: Question) -> dict[str, str]:
    orders = {order: written for written, (order, _) in ORDER_WORDS.items()}
    said: dict[str, str | None] = {
        TEXT: question.text or None,
        **{
            facet.parameter: _written(question.narrowed[facet.name])
            for facet in FACETS
            if facet.name in question.narrowed
        },
        ORDER: orders.get(question.order or ""),
        AFTER: question.after,
        BEFORE: question.before,
    }
    return {name: value for name, value in said.items() if value}


def _written(value: Any) -> str:
    return _IN_ADDRESS[value] if isinstance(value, Standing) else str(value)


def options(index: PublicIndex, question: Question, answer: Answer) -> list[tuple[Facet, list[Option]]]:
    """Return each way of narrowing with its values: those there are, and the one that is chosen."""
    shown = []
    for facet in FACETS:
        chosen = question.narrowed.get(facet.name)
        counts = dict(answer.facets[facet.name])
        if chosen is not None:
            counts.setdefault(chosen, 0)
        if len(counts) > 1 or chosen is not None:
            shown.append((facet, _options(index, question, facet, counts)))
    return shown


def _options(index: PublicIndex, question: Question, facet: Facet, counts: Mapping[Any, int]) -> list[Option]:
    chosen = question.narrowed.get(facet.name)
    found = []
    for value in _sorted(index, facet.name, counts):
        others = {name: kept for name, kept in question.narrowed.items() if name != facet.name}
        narrowed = others if value == chosen else {**others, facet.name: value}
        found.append(
            Option(
                title=_title(index, facet.name, value),
                count=counts[value],
                address=address(replace(question, narrowed=narrowed, after=None, before=None)),
                is_chosen=value == chosen,
            )
        )
    return found


def _sorted(index: PublicIndex, name: str, counts: Mapping[Any, int]) -> Sequence[Any]:
    if name == "standing":
        return [standing for standing in STANDING_WORDS.values() if standing in counts]
    if name in {"stars", "year"}:
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda value: (-counts[value], _title(index, name, value), value))


def _title(index: PublicIndex, name: str, value: Any) -> str:
    if isinstance(value, Enum):
        return word(value)
    if name == "stars":
        return gettext("%(stars)s sao", stars=value)
    if name == "industry":
        known = classification.industry(value)
        return gettext(known.name) if known else value
    if name == "commune":
        return index.commune_names.get(value, "")
    return str(value)
