"""Ordering from the print shop: its refusals said by product, and every word of a paper as JSON."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import certificates
from registry.rules.refusal import Refusal

Content = TypeVar("Content")


class PaperRefused(Refusal):
    """A paper that would come out wrong, so it does not come out at all: which paper, which field."""

    subject: str
    """The product or recipient the paper is about."""

    def __init__(self, text: str, *, subject: str, field: str | None = None) -> None:
        super().__init__(text, field=field)
        self.subject = subject


def layout_version() -> int:
    """Return the version of the layouts that papers are drawn in now."""
    return certificates.LAYOUT_VERSION


@contextmanager
def refusing(subject: str) -> Iterator[None]:
    """Say what the print shop refuses as a refusal about a subject.

    :raises PaperRefused: if a text does not fit, a letter cannot be drawn or a picture cannot be read.
    """
    try:
        yield
    except certificates.CannotBePrinted as fault:
        raise PaperRefused(f"{subject}: {fault}", subject=subject, field=fault.field) from fault


def draw_together(
    contents: Sequence[Content],
    *,
    merged: Callable[[Sequence[Content]], bytes],
    single: Callable[[Content], bytes],
) -> bytes:
    """Draw many papers into one file.

    :param single: draws one paper and names it when it refuses; asked only when the whole is refused.
    :raises PaperRefused: naming the first paper that cannot be printed.
    """
    try:
        return merged(contents)
    except certificates.CannotBePrinted as fault:
        # The print shop says what is wrong, but not on which of many papers.
        for content in contents:
            single(content)
        raise PaperRefused(str(fault), subject="", field=fault.field) from fault


def as_json(content: Any) -> dict[str, Any]:
    """Return every word that a paper is drawn from; pictures by their hash alone."""
    words: dict[str, Any] = {"paper": type(content).__name__, "layout_version": layout_version()}
    for slot in fields(content):
        words[slot.name] = _plain(getattr(content, slot.name))
    return words


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {slot.name: _plain(getattr(value, slot.name)) for slot in fields(value)}
    raise TypeError(f"a paper cannot say {value!r}")
