"""An instrument as a file says it: read into a chapter of the law book or into all its flaws, and written back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from registry.law.classification import Classification, ProductSet
from registry.law.dossier_items import ItemList
from registry.law.instrument_checks import flaws_of
from registry.law.instrument_fields import Document, Values, read_document
from registry.law.instrument_form import BANDS, FORMAT, FORMS, HEAD, ITEMS, RECOGNISERS, SETS, TRANSITION, Field, Kind
from registry.law.law_book import Chapter, LawBook
from registry.rules.criteria_checks import Flaw
from registry.rules.evidence import ListedItem, Means, Provider, Stage
from registry.rules.instruments import (
    Band,
    BodyLevel,
    Instrument,
    InstrumentFacts,
    Recogniser,
    RecognitionKind,
    Transition,
    highest_of,
)

_BESIDE = frozenset({"format", "source", "checks"})
"""What a file says about itself, and not of the instrument."""

_DISTRICT = MappingProxyType({"yes": True, "no": False, "unknown": None})


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What came of reading an instrument: its chapter, or all that is wrong with it."""

    chapter: Chapter | None
    flaws: tuple[Flaw, ...]


def instrument_from(document: object) -> Reading:
    """Read an instrument from JSON text, from its bytes, or from the object they hold."""
    read = read_document(document)
    if isinstance(read, Flaw):
        return Reading(chapter=None, flaws=(read,))
    flaws = [*read.flaws, *flaws_of(read)]
    return Reading(chapter=None if flaws else _chapter(read), flaws=tuple(flaws))


def document_of(chapter: Chapter) -> dict[str, Any]:
    """Give the object of which a chapter would be read."""
    said: dict[str, Any] = {"format": FORMAT}
    said |= {field.name: value for field in HEAD if (value := _kept(_head_of(chapter)[field.name])) is not None}
    tables = _tables_of(chapter)
    for form in FORMS:
        said[form.name] = [
            {field.name: value for field in form.fields if (value := _kept(row.get(field.name))) is not None}
            for row in tables[form.name]
        ]
    return said


def content_hash(chapter: Chapter) -> str:
    """Give the SHA-256 of what the instrument says, without what the file says about itself."""
    content = {name: value for name, value in document_of(chapter).items() if name not in _BESIDE}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chapter_of_book(book: LawBook, code: Instrument) -> Chapter:
    """Give what a book has of an instrument, the program's own ones too.

    :raises UnknownInstrument: when it has none.
    """
    facts, classified = book.instruments[code], book.classifications[code]
    industries = {number: book.industry_of(instrument=code, number=number) for number in classified.sets}
    return Chapter(
        facts=facts,
        classification=classified,
        industry_of=MappingProxyType({number: one.code for number, one in industries.items() if one is not None}),
        items=book.items[code],
    )


def words(value: Any, field: Field) -> str | None:
    """Write what a field holds as a person reads it; None where it holds nothing."""
    if value in (None, (), []):
        return None
    if field.kind is Kind.FLAG:
        return "Có" if value else "Không"
    if field.kind is Kind.WORD:
        return field.words[value]
    if field.kind is Kind.DAY:
        return f"{value:%d/%m/%Y}"
    if field.kind is Kind.SCORE:
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(value, list | tuple):
        return "; ".join(field.words.get(one, str(one)) for one in value)
    return str(value)


def rows_of(chapter: Chapter) -> tuple[Values, Mapping[str, list[Values]]]:
    """Give all fields of a chapter, the head's and those of every table, as Python has them."""
    return _head_of(chapter), _tables_of(chapter)


def _chapter(read: Document) -> Chapter:
    said = read.head.values
    code = Instrument(said["code"])
    sets = {row.values["set"]: _set(row.values) for row in read.tables[SETS.name]}
    return Chapter(
        facts=_facts(code, read),
        classification=Classification(
            instrument=code,
            table=code,
            sets=MappingProxyType(dict(sorted(sets.items()))),
            verified=said["verified"],
            note="; ".join(said["checks"]),
            source=said["source"],
        ),
        industry_of=MappingProxyType({row.values["set"]: row.values["our_industry"] for row in read.tables[SETS.name]}),
        items=ItemList(
            items=tuple(_item(row.values) for row in read.tables[ITEMS.name]),
            source=said["source"],
            checks=said["checks"],
            unknown=said["items_unknown"],
        ),
    )


def _facts(code: Instrument, read: Document) -> InstrumentFacts:
    said = read.head.values
    bands = [Band(lowest=row.values["lowest"], stars=row.values["stars"]) for row in read.tables[BANDS.name]]
    recognisers = [row.values for row in read.tables[RECOGNISERS.name]]
    until = {RecognitionKind(row.values["kind"]): row.values["until"] for row in read.tables[TRANSITION.name]}
    return InstrumentFacts(
        code=code,
        title=said["title"],
        short_title=said["short_title"],
        applies_from=said["applies_from"],
        applies_to=None,
        verified=said["verified"],
        bands=tuple(sorted(bands, key=lambda band: -band.stars)),
        in_whole_numbers=said["in_whole_numbers"],
        recognisers=MappingProxyType(
            {one["stars"]: Recogniser(level=BodyLevel(one["level"]), title=one["title"]) for one in recognisers}
        ),
        by_the_chairman=said["by_the_chairman"],
        months_of_validity=said["months_of_validity"],
        district_in_code=_DISTRICT[said["district_in_code"]],
        certificate_title=said["certificate_title"],
        transition=Transition(until=MappingProxyType(until), article=said["transition_article"]) if until else None,
    )


def _set(said: Values) -> ProductSet:
    return ProductSet(
        number=said["set"],
        name=said["name"],
        group=said["group"],
        listed_as=said["listed_as"],
        industry_number=said["industry_number"],
        industry_name=said["industry"],
        agencies=said["agencies"],
    )


def _item(said: Values) -> ListedItem:
    plain = ("code", "title", "required", "form", "hint", "quantity", "evidences", "alternative_to", "carries", "dated")
    return ListedItem(
        **{name: said[name] for name in plain},
        provided_by=Provider(said["provided_by"]),
        stage=Stage(said["stage"]),
        means=Means(said["means"]),
        kinds=frozenset(RecognitionKind(one) for one in said["kinds"]),
        not_required_for_sets=frozenset(said["not_required_for_sets"]),
    )


def _head_of(chapter: Chapter) -> Values:
    facts, items = chapter.facts, chapter.items
    district = next(code for code, known in _DISTRICT.items() if known is facts.district_in_code)
    plain = ("title", "short_title", "applies_from", "verified", "in_whole_numbers", "months_of_validity")
    return {
        "code": str(facts.code),
        **{name: getattr(facts, name) for name in (*plain, "by_the_chairman", "certificate_title")},
        "district_in_code": district,
        "transition_article": facts.transition.article if facts.transition else None,
        "items_unknown": items.unknown,
        "source": chapter.classification.source,
        "checks": items.checks,
    }


def _tables_of(chapter: Chapter) -> Mapping[str, list[Values]]:
    facts = chapter.facts
    until = facts.transition.until if facts.transition else {}
    return {
        BANDS.name: [
            {"stars": band.stars, "lowest": band.lowest, "highest": highest_of(band, facts)} for band in facts.bands
        ],
        RECOGNISERS.name: [
            {"stars": stars, "level": who.level.value, "title": who.title}
            for stars, who in sorted(facts.recognisers.items())
        ],
        TRANSITION.name: [{"kind": kind.value, "until": day} for kind, day in until.items()],
        SETS.name: [
            {
                "set": one.number,
                "name": one.name,
                "group": one.group,
                "listed_as": one.listed_as,
                "industry_number": one.industry_number,
                "industry": one.industry_name,
                "our_industry": chapter.industry_of.get(one.number),
                "agencies": one.agencies,
            }
            for one in chapter.classification.sets.values()
        ],
        ITEMS.name: [_item_row(one) for one in chapter.items.items],
    }


def _item_row(item: ListedItem) -> Values:
    said = {field.name: getattr(item, field.name) for field in ITEMS.fields}
    order = [kind for kind in RecognitionKind if kind in item.kinds]
    return {
        **said,
        **{name: said[name].value for name in ("provided_by", "stage", "means")},
        "kinds": tuple(kind.value for kind in order),
        "not_required_for_sets": tuple(sorted(item.not_required_for_sets)),
    }


def _kept(value: Any) -> Any:
    """Give a value as JSON keeps it; None where there is nothing to keep."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, tuple):
        return list(value) or None
    return value.isoformat() if hasattr(value, "isoformat") else value
