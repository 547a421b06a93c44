"""Everything that is wrong, heard in one go: nobody should be sent back once for every mistake."""

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar, cast

from registry.rules.refusal import NotFound, Refusal

Given = ParamSpec("Given")
Value = TypeVar("Value")


class Refusals(Refusal):
    """Several refusals of one act, each at its own field."""

    each: tuple[Refusal, ...]

    def __init__(self, each: Sequence[Refusal]) -> None:
        super().__init__(" ".join(one.text for one in each), field=each[0].field)
        self.each = tuple(each)


class Hearing:
    """Asks one rule after another, and refuses once, with all that they refuse: one sentence for each field."""

    def __init__(self) -> None:
        self._heard: list[Refusal] = []

    def ask(self, rule: Callable[Given, Value], *args: Given.args, **options: Given.kwargs) -> Value | None:
        """Return what a rule makes of what it is asked, or None if it refuses that.

        :raises NotFound: if the rule is asked about something that does not exist; no other rule mends that.
        """
        try:
            return rule(*args, **options)
        except NotFound:
            raise
        except Refusal as refusal:
            for one in each_of(refusal):
                if one.field is None or one.field not in {other.field for other in self._heard}:
                    self._heard.append(one)
            return None

    def settle(self, value: Value | None) -> Value:
        """Return a value if nothing was refused.

        :raises Refusal: with everything that was.
        """
        if len(self._heard) == 1:
            raise self._heard[0]
        if self._heard:
            raise Refusals(self._heard)
        return cast(Value, value)


def each_of(refusal: Refusal) -> tuple[Refusal, ...]:
    """Return the refusals of which one consists."""
    return refusal.each if isinstance(refusal, Refusals) else (refusal,)
