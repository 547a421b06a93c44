"""What a newer instrument says otherwise than the one before it, for whoever must say yes to it."""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.law.instrument_fields import Values
from registry.law.instrument_file import rows_of, words
from registry.law.instrument_form import BANDS, FORMS, HEAD, Field, Form
from registry.law.law_book import Chapter
from registry.rules.criteria_difference import Difference

_ABOUT_ITSELF = frozenset({"code", "source", "checks"})


def differences(*, old: Chapter, new: Chapter) -> list[Difference]:
    """List all that is different, in the order of the form; the sources are not compared."""
    (old_head, old_tables), (new_head, new_tables) = rows_of(old), rows_of(new)
    found = [one for field in HEAD if field.name not in _ABOUT_ITSELF for one in _field("", field, old_head, new_head)]
    for form in FORMS:
        found += _table(form, _by_key(form, old_tables[form.name]), _by_key(form, new_tables[form.name]))
    return found


def _by_key(form: Form, rows: list[Values]) -> Mapping[Any, Values]:
    return {row[form.key]: row for row in rows}


def _table(form: Form, old: Mapping[Any, Values], new: Mapping[Any, Values]) -> Iterator[Difference]:
    for key, row in new.items():
        if key not in old:
            yield _whole(form, row, is_new=True)
        elif form is BANDS:
            yield from _band(old[key], row)
        else:
            for field in form.fields:
                yield from _field(_named(form, key), field, old[key], row)
    for key, row in old.items():
        if key not in new:
            yield _whole(form, row, is_new=False)


def _named(form: Form, key: Any) -> str:
    return f"{form.title}, {form.key_field.title.lower()} {words(key, form.key_field)}"


def _whole(form: Form, row: Values, *, is_new: bool) -> Difference:
    shown = [words(row.get(field.name), field) for field in form.fields[1:3]]
    text = "; ".join(dict.fromkeys(one for one in shown if one))
    return Difference(
        where=_named(form, row[form.key]),
        what="mục",
        before=None if is_new else text,
        after=text if is_new else None,
        only_words=False,
    )


def _band(old: Values, new: Values) -> Iterator[Difference]:
    """A band is one thing to a reader: «50–69,99» became «55–74,99»."""
    before, after = ("–".join(str(words(row[name], _score)) for name, _score in _BAND_ENDS) for row in (old, new))
    if before != after:
        where = f"{BANDS.title}, {new['stars']} sao"
        yield Difference(where=where, what="khung điểm", before=before, after=after, only_words=False)


_BAND_ENDS = [(field.name, field) for field in BANDS.fields if field.name != BANDS.key]


def _field(where: str, field: Field, old: Values, new: Values) -> Iterator[Difference]:
    before, after = words(old.get(field.name), field), words(new.get(field.name), field)
    if before != after:
        what = field.title[0].lower() + field.title[1:]
        yield Difference(where=where, what=what, before=before, after=after, only_words=field.only_words)
