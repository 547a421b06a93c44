"""The day that an address of the public door asks about: «?ngay=14/12/2022»."""

from dataclasses import dataclass
from datetime import date

from flask import request

from registry import clock
from registry.rules.any_day import CannotBeKnown, check_day
from registry.rules.refusal import Refusal
from registry.web.dates import read_day, short_day
from registry.web.public.typed_words import typed
from registry.web.translation import gettext

DAY = "ngay"
LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class AskedDay:
    """What was asked: a day that has come, or why it is none."""

    written: str
    """As a form shows it again: a day that was understood as days are written here."""

    day: date | None = None
    mistake: str | None = None

    def or_refuse(self) -> date | None:
        """Return the day; None where none was asked about.

        :raises Refusal: where what was written is no day, or one still to come.
        """
        if self.mistake:
            raise Refusal(self.mistake, field=DAY)
        return self.day


def asked_day(name: str = DAY) -> AskedDay:
    """Read the day that the address asks about."""
    raw = request.args.get(name, "")
    if not raw.strip():
        return AskedDay(written="")
    written = typed(raw[:LONGEST])
    day = read_day(written)
    if day is None:
        return AskedDay(
            written=written,
            mistake=gettext("Không hiểu được ngày “%(written)s”; hãy viết như 14/12/2022.", written=written),
        )
    try:
        check_day(day, today=clock.today())
    except CannotBeKnown as refusal:
        return AskedDay(written=written, mistake=refusal.text)
    return AskedDay(written=short_day(day), day=day)
