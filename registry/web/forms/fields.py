"""Fields for what Vietnamese offices type: days, scores, money, choices of our own enumerations."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import NumberRange, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from registry.web.dates import read_day, short_day
from registry.web.filters import score_words, thousands
from registry.web.words import choices

BAD_DAY = "Ngày không hợp lệ. Hãy viết theo dạng ngày/tháng/năm, ví dụ 13/12/2020."
BAD_SCORE = "Điểm không hợp lệ. Hãy viết số từ 0 đến 100, tối đa hai chữ số thập phân, ví dụ 87,5."
BAD_MONEY = "Số tiền không hợp lệ. Hãy viết số đồng, ví dụ 5.000.000."
BAD_WHOLE = "Hãy viết một số nguyên, ví dụ 12."
LARGEST = 10**12

Pairs = Sequence[tuple[str, str]]


class Required:
    """Refuses an empty field; unlike WTForms' own, it takes 0 for a value and blanks for none."""

    field_flags = {"required": True}  # noqa: RUF012 - the attribute WTForms looks for

    def __call__(self, form: Any, field: Any) -> None:
        """Let a field with a value pass.

        :raises StopValidation: if it has none.
        """
        if field.data is None or field.data in ("", []):
            if field.errors:
                raise StopValidation  # what was typed could not be read, and that was said already
            raise StopValidation(field.gettext("This field is required."))


class DependsOnOthers:
    """Refuses nothing: whether this field may stay empty depends on others, so the page does not say that it may."""

    field_flags = {"depends": True}  # noqa: RUF012 - the attribute WTForms looks for

    def __call__(self, form: Any, field: Any) -> None:
        """Let the field pass; the act judges all of them together."""


class Between(NumberRange):
    """Refuses a number outside two others; what is empty or could not be read is no matter of its."""

    def __call__(self, form: Any, field: Any) -> None:
        """Let a number between the two pass, and an empty field.

        :raises ValidationError: if it lies outside.
        """
        if field.data is not None:
            super().__call__(form, field)


class _Typed(StringField):
    """A field that reads one line of text as something else and shows again what was typed."""

    widget = TextInput()
    complaint = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed.

        :raises ValueError: with what to type instead, if it cannot be read.
        """
        self.data = None
        if not valuelist or not isinstance(valuelist[0], str) or not valuelist[0].strip():
            return
        self.data = self.read(valuelist[0].strip())
        if self.data is None:
            raise ValueError(self.complaint)

    def read(self, written: str) -> Any:
        """Return the value of a text, or None if it has none."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return the text of a value."""
        raise NotImplementedError

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)


class DayField(_Typed):
    """A day, typed as 13/12/2020 or 2020-12-13; its value is a date."""

    complaint = BAD_DAY

    def read(self, written: str) -> date | None:
        return read_day(written)

    def write(self, value: Any) -> str:
        return short_day(value)


class ScoreField(_Typed):
    """A score, typed with a decimal comma or point; its value is a Decimal of points."""

    complaint = BAD_SCORE

    def read(self, written: str) -> Decimal | None:
        if not written.isascii():
            return None  # digits of other scripts are digits to Python, but nobody here means them
        try:
            points = Decimal(written.replace(",", "."))
        except InvalidOperation:
            return None
        if not points.is_finite() or not 0 <= points <= 100 or points != round(points, 2):
            return None
        return points

    def write(self, value: Any) -> str:
        return score_words(Decimal(value) * 100)


class MoneyField(_Typed):
    """An amount in đồng, typed with or without full stops; its value is a whole number."""

    complaint = BAD_MONEY

    def read(self, written: str) -> int | None:
        digits = written.replace(".", "").replace(" ", "").removesuffix("đồng").removesuffix("đ")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST))):
            return None
        return int(digits)

    def write(self, value: Any) -> str:
        return thousands(value)


class WholeField(_Typed):
    """A whole number, not negative."""

    complaint = BAD_WHOLE

    def read(self, written: str) -> int | None:
        return int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else None

    def write(self, value: Any) -> str:
        return str(value)


class ChoiceField(SelectField):
    """One of some choices, given as (code, words) or asked for when the form is made; its value is a code."""

    def __init__(
        self,
        label: str = "",
        validators: Any = None,
        *,
        offered: Pairs | Callable[[], Pairs] = (),
        blank: str | None = None,
        **options: Any,
    ) -> None:
        def pairs() -> list[tuple[str, str]]:
            found = list(offered() if callable(offered) else offered)
            return found if blank is None else [("", blank), *found]

        super().__init__(label, validators, choices=pairs, **options)


class WordField(ChoiceField):
    """A choice among members of one enumeration, in our words; its value is the member, or None for nothing."""

    def __init__(
        self,
        label: str = "",
        validators: Any = None,
        *,
        kind: type[Enum],
        of: Iterable[Enum] | None = None,
        **options: Any,
    ) -> None:
        members = {str(member.value): member for member in (kind if of is None else of)}

        def member(written: Any) -> Enum | None:
            return written if isinstance(written, kind) or not written else members[str(written)]

        # A code that is not offered is no member either: WTForms says «not a valid choice» to both.
        super().__init__(label, validators, offered=choices(members.values()), coerce=_raising(member), **options)


class WordsField(SelectMultipleField):
    """Several members of one enumeration, as boxes to tick; its value is a list of members."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str = "", validators: Any = None, *, of: Sequence[Enum], **options: Any) -> None:
        members = {str(member.value): member for member in of}
        super().__init__(
            label,
            validators,
            choices=lambda: choices(of),
            coerce=_raising(lambda written: written if isinstance(written, Enum) else members[str(written)]),
            **options,
        )


class BoxesField(SelectMultipleField):
    """Several of some choices, given as (code, words) when the form is made, as boxes to tick; its value is codes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _raising(coerce: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def coerced(written: Any) -> Any:
        try:
            return coerce(written) or None
        except KeyError as error:
            raise ValueError(written) from error

    return coerced
