"""What is said of one recognition: stars, points, decision, days; one set of columns for each."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Any

from registry.rules.instruments import RecognitionKind
from registry.sheets.cells.decisions import read_decision
from registry.sheets.cells.kinds import kind_in_note
from registry.sheets.column_values import ColumnValues
from registry.sheets.columns import Column
from registry.sheets.result_row import Guess

_TITLE_DECISION = re.compile(
    r"(?:QĐ|Quyết\s+định)\s+số\s*:?\s*\d[^()]*?(?:ngày\s*\d{1,2}\s*(?:[/.⁄-]\s*\d{1,2}\s*[/.⁄-]|tháng\s*\d{1,2}\s*năm)\s*\d{4}|(?=[(),;]|$))",
    re.IGNORECASE,
)
_NO_STARS = (None, False, "", None)
_NO_DECISION = ("", None)
_NO_ROUND = (None, None)
_PLAIN: dict[Column, Any] = {
    Column.ISSUING_BODY: "",
    Column.CERTIFICATE_NUMBER: "",
    Column.PRODUCT_CODE: "",
    Column.FILED_ON: None,
    Column.ASSESSED_ON: None,
}
_FROM_TITLE = "Lấy từ phần tiêu đề phía trên bảng."
_FROM_NOTE = "Suy từ cột ghi chú."


class RecognitionValues:
    """The values of one recognition of every row."""

    def __init__(
        self,
        values: ColumnValues,
        columns: Mapping[Column, int],
        *,
        recognition: int,
        shared: Collection[Column] = (),
        is_latest: Sequence[bool] = (),
    ) -> None:
        """Read the columns; `shared` ones speak only of the latest recognition of a row."""
        self.values = values
        self.shared = shared
        self.is_latest = is_latest
        self.columns = columns
        self.recognition = recognition
        self.stars: Sequence[int | None] = self._part(Column.STARS, 0, _NO_STARS)
        self.potential_five: Sequence[bool] = self._part(Column.STARS, 1, _NO_STARS)
        self.scores: Sequence[int | None] = self._of(Column.SCORE, blank=None)
        self.decision_numbers: Sequence[str] = self._first_said(
            self._part(Column.DECISION_NUMBER, 0, _NO_DECISION),
            self._part(Column.STARS, 2, _NO_STARS),
            Column.DECISION_NUMBER,
        )
        days = self._first_said(
            self._of(Column.DECIDED_ON, blank=None),
            self._part(Column.DECISION_NUMBER, 1, _NO_DECISION),
            Column.DECIDED_ON,
        )
        self.decided_on: Sequence[dt.date | None] = self._first_said(
            days, self._part(Column.STARS, 3, _NO_STARS), Column.DECIDED_ON
        )
        self.round_numbers: Sequence[int | None] = self._part(Column.ROUND_NUMBER, 0, _NO_ROUND)
        self.years: Sequence[int | None] = self._first_said(
            self._of(Column.YEAR, blank=None), self._part(Column.ROUND_NUMBER, 1, _NO_ROUND), Column.YEAR
        )
        self.kinds: Sequence[RecognitionKind | None] = self._kinds()
        self.expires_on: Sequence[dt.date | None] = self._of(Column.EXPIRES_ON, blank=None)
        self.plain: dict[str, Sequence[Any]] = {
            column.value: self._of(column, blank=blank) for column, blank in _PLAIN.items()
        }
        self._decide_by_title()

    def fields(self) -> dict[str, Sequence[Any]]:
        """Give the values by the names they have in a result."""
        return {
            "score": self.scores,
            "stars": self.stars,
            "potential_five": self.potential_five,
            "decision_number": self.decision_numbers,
            "decided_on": self.decided_on,
            "year": self.years,
            "round_number": self.round_numbers,
            "recognition_kind": self.kinds,
            "expires_on": self.expires_on,
            **self.plain,
        }

    def _of(self, column: Column, *, blank: Any = "") -> Sequence[Any]:
        index = self.columns.get(column)
        if column not in self.shared:
            return self.values.values(column, index, recognition=self.recognition, blank=blank)
        said = self.values.values(column, index, blank=blank)
        return [value if latest else blank for value, latest in zip(said, self.is_latest, strict=True)]

    def _part(self, column: Column, place: int, blank: tuple[Any, ...]) -> Sequence[Any]:
        """Give one part of a column whose cells say several things."""
        if column not in self.columns:
            return self.values.values(column, None, blank=blank[place])
        return list(map(itemgetter(place), self._of(column, blank=blank)))

    def _first_said(self, own: Sequence[Any], aside: Sequence[Any], column: Column) -> Sequence[Any]:
        """Take a value from its own column, or from where it stands beside another; warn where the two differ."""
        if not any(aside):
            return own
        for place, (value, other) in enumerate(zip(own, aside, strict=True)):
            if value and other and value != other:
                reason = f"Hai chỗ trong dòng ghi khác nhau: {_shown(value)} và {_shown(other)}."
                self.values.problem(place, column, _shown(other), reason, blocks=False)
        return [value or other for value, other in zip(own, aside, strict=True)]

    def _kinds(self) -> Sequence[RecognitionKind | None]:
        """Take the kind from its column, else from the note as a guess."""
        stated = self._of(Column.RECOGNITION_KIND, blank=None)
        note_index = self.values.header.base.get(Column.NOTE)
        if note_index is None or self.recognition:
            return stated
        notes = self.values.values(Column.NOTE, note_index)
        noted = {note: kind_in_note(note) for note in set(notes)}
        if not any(noted.values()):
            return stated
        kinds = list(stated)
        title = self.values.header.titles[note_index]
        for place, note in enumerate(notes):
            kind = noted[note]
            if kinds[place] is None and kind is not None:
                kinds[place] = kind
                self.values.guess(place, Guess(title, note, kind.value, _FROM_NOTE, Column.RECOGNITION_KIND))
        return kinds

    def _decide_by_title(self) -> None:
        """Where no row names a decision, take the one named above the table, as a guess."""
        if self.recognition or any(self.decision_numbers):
            return
        found = _TITLE_DECISION.search(" ".join(self.values.header.title_lines))
        if found is None:
            return
        number, day = read_decision(found[0]).value
        if not number:
            return
        length = len(self.values)
        self.decision_numbers = [number] * length
        guesses = [Guess("", found[0], number, _FROM_TITLE, Column.DECISION_NUMBER)]
        if day is not None and not any(self.decided_on):
            self.decided_on = [day] * length
            guesses.append(Guess("", found[0], _shown(day), _FROM_TITLE, Column.DECIDED_ON))
        for place in range(length):
            for guess in guesses:
                self.values.guess(place, guess)


def _shown(value: object) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else str(value)
