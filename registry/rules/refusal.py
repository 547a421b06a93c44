"""The word the rules use for «no»."""

from collections.abc import Iterator
from contextlib import contextmanager


class Refusal(Exception):
    """An act that the rules do not allow, said in one Vietnamese sentence for the person who tried."""

    text: str
    """What is the case and what to do, in Vietnamese."""

    field: str | None
    """The name of the field beside which the sentence belongs, where there is one."""

    def __init__(self, text: str, *, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class NotFound(Refusal):
    """What was asked for does not exist, or is not for this person to know of."""


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Say what a refusal inside is about: one act may concern hundreds of things."""
    try:
        yield
    except Refusal as refusal:
        refusal.text = f"{name}: {refusal.text}"
        refusal.args = (refusal.text,)
        raise
