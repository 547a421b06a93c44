"""Forms with rows: as many as there are, some empty ones below, more at the press of a button; whole without script.

Every field of every row is a field of the form itself, named ``contacts-0-value``: so a refusal of an act finds it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request
from wtforms import Field
from wtforms.fields.core import UnboundField

from registry.rules.hearing import each_of
from registry.rules.refusal import Refusal
from registry.web.forms.form import OurForm

MORE_ROWS = "them-dong"
"""Name of the button that asks for more rows and nothing else."""

Form = TypeVar("Form", bound=OurForm)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of a form: what they are called, what each asks, how many there may be."""

    name: str
    parts: Callable[[], Mapping[str, "UnboundField[Any]"]]
    """Makes the fields of one row."""
    most: int
    spare: int = 2
    """Empty rows offered below those that are filled in."""

    def field_name(self, place: int, part: str) -> str:
        """Return the name of one field of one row."""
        return f"{self.name}-{place}-{part}"

    def form(self, form: type[Form], *, kept: Sequence[Mapping[str, Any]], **values: Any) -> Form:
        """Make a form that has rows: those that were sent, else those that are kept, and some empty ones.

        :param kept: the rows as they are now.
        :param values: the other fields of the form as they are now.
        """
        for place, row in enumerate(kept):
            values |= {self.field_name(place, part): value for part, value in row.items()}
        fields: dict[str, Any] = {}
        for place in range(self._count(len(kept))):
            fields |= {self.field_name(place, part): field for part, field in self.parts().items()}
        made: Form = type(form.__name__, (form,), fields)(data=values)
        for name in fields:
            # What is wrong is told above the form too, where a label alone names no row.
            made[name].row_number = int(name.split("-")[1]) + 1
        return made

    def of(self, form: OurForm) -> list[dict[str, Field]]:
        """Return the rows of a form: part → field."""
        rows: list[dict[str, Field]] = []
        parts = list(self.parts())
        while self.field_name(len(rows), parts[0]) in form:
            rows.append({part: form[self.field_name(len(rows), part)] for part in parts})
        return rows

    def values(self, form: OurForm) -> list[dict[str, Any]]:
        """Return what every row says, empty ones included: a row keeps its place."""
        return [{part: field.data for part, field in row.items()} for row in self.of(form)]

    @contextmanager
    def placed(self, places: Sequence[int]) -> Iterator[None]:
        """Let a refusal find its row again where an act was handed only some of the rows.

        :param places: the place in the form of each row that the act was handed.
        """
        try:
            yield
        except Refusal as refusal:
            for one in each_of(refusal):
                prefix, _, rest = (one.field or "").partition("-")
                place, _, part = rest.partition("-")
                if prefix == self.name and place.isdecimal() and int(place) < len(places):
                    one.field = self.field_name(places[int(place)], part)
            raise

    def _count(self, kept: int) -> int:
        if request.method != "POST":
            return min(kept + self.spare, max(self.most, kept))
        # One more than there may be, so that the act can say that it is too many.
        sent = [place for place in range(self.most + 1) if self._was_sent(place)]
        return (sent[-1] + 1 if sent else 0) + (self.spare if wants_more_rows() else 0)

    def _was_sent(self, place: int) -> bool:
        return any(self.field_name(place, part) in request.form for part in self.parts())


def wants_more_rows() -> bool:
    """Say whether the form was sent only to be given more rows."""
    return MORE_ROWS in request.form
