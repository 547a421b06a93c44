"""Two people in one form: what each changed is told apart, so that the later save takes nothing away unseen."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_MARK_LETTERS = 12


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What a save comes to when the record may have moved on since the form was opened."""

    saved: Mapping[str, Any]
    """What this person changed, and nobody else did meanwhile: it is to be kept."""

    both: frozenset[str]
    """What both changed, to different things: nothing is taken before the later one has seen the other's."""

    theirs: frozenset[str]
    """What only others changed meanwhile: it stays as they left it."""

    kept: Mapping[str, Any]
    """What the register had before this save, to be shown where both changed a value."""


NOTHING_SAVED = Meeting(saved={}, both=frozenset(), theirs=frozenset(), kept={})


def mark(value: Any) -> str:
    """Name a value by its content, short enough for a page to carry for every blank."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK_LETTERS]


def marks(values: Mapping[str, Any]) -> dict[str, str]:
    """Name every value that a form shows."""
    return {code: mark(value) for code, value in values.items()}


def in_every(codes: Iterable[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value for every field, None for what is not said: leaving out is a change, too."""
    return {code: values.get(code) for code in codes}


def meet(*, opened: Mapping[str, str], typed: Mapping[str, Any], kept: Mapping[str, Any]) -> Meeting:
    """Tell apart what this person changed, what others changed, and what both did.

    ``opened`` are the marks of what the form showed when it was opened, ``typed`` what is sent, ``kept`` what the
    register has by now.
    """
    mine = {code for code, value in typed.items() if mark(value) != opened.get(code)}
    moved = {code for code in typed if mark(kept.get(code)) != opened.get(code)}
    both = frozenset(code for code in mine & moved if typed[code] != kept.get(code))
    return Meeting(
        saved={code: typed[code] for code in typed if code in mine - both},
        both=both,
        theirs=frozenset(moved - mine),
        kept=kept,
    )
