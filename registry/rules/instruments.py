"""What one instrument says that the rules go by, and all instruments that are known, in the order they hold."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from registry.rules.refusal import Refusal

LONGEST_CODE = 32
_NUMBER = r"[1-9][0-9]{0,4}(?:/20[0-9]{2})?"
_CODE = re.compile(rf"{_NUMBER}(?:\+{_NUMBER})*")
_NUMBER_IN_ADDRESS = re.compile(r"([1-9][0-9]{0,4})(?:-(20[0-9]{2}))?(?:-|$)")


class Instrument(str):
    """The code of a set of rules under which products are assessed: «26/2026», «148+1489» where one amends the other.

    An amended decision is a set of its own. The codes are open: which there are is told by ``Instruments``; those
    named here are the ones the program itself brings.
    """

    __slots__ = ()

    QD_490: ClassVar["Instrument"]
    QD_1048: ClassVar["Instrument"]
    QD_1048_781: ClassVar["Instrument"]
    QD_148: ClassVar["Instrument"]
    QD_148_1489: ClassVar["Instrument"]
    QD_26_2026: ClassVar["Instrument"]

    def __new__(cls, code: str) -> "Instrument":
        """Take a code that has the form of one.

        :raises ValueError: when it has not, or could not be told from another in an address.
        """
        made = super().__new__(cls, code)
        if len(code) > LONGEST_CODE or not _CODE.fullmatch(code) or _code_in_address(made.in_address) != code:
            raise ValueError(f"{code!r} is no code of an instrument")
        return made

    @property
    def in_address(self) -> str:
        """The code as an address bears it: «26-2026»."""
        return self.replace("/", "-").replace("+", "-")

    @classmethod
    def from_address(cls, written: str) -> "Instrument":
        """Take a code as an address bears it.

        :raises ValueError: when it is none.
        """
        return cls(_code_in_address(written))


def _code_in_address(written: str) -> str:
    """Give back the code: a number from 2000 to 2099 behind another is its year, any other amends the one before."""
    return "+".join(f"{number}/{year}" if year else number for number, year in _NUMBER_IN_ADDRESS.findall(written))


Instrument.QD_490 = Instrument("490")
Instrument.QD_1048 = Instrument("1048")
Instrument.QD_1048_781 = Instrument("1048+781")
Instrument.QD_148 = Instrument("148")
Instrument.QD_148_1489 = Instrument("148+1489")
Instrument.QD_26_2026 = Instrument("26/2026")


class RecognitionKind(StrEnum):
    """How a recognition stands to the one before it."""

    FIRST = "first"
    """The product's first recognition, or a fresh start after it lost the earlier one."""

    REASSESSED = "reassessed"
    """Assessed again for another term."""

    UPGRADED = "upgraded"
    """Assessed again for more stars, within the term."""

    REISSUED = "reissued"
    """The same recognition on a new paper: a correction or a lost paper; nothing is assessed."""


class BodyLevel(StrEnum):
    """The level of government a deciding body belongs to."""

    DISTRICT = "district"
    PROVINCE = "province"
    MINISTRY = "ministry"


@dataclass(frozen=True, kw_only=True)
class Recogniser:
    """Who recognises a star rating: the level, and the title of the body as the instrument names it."""

    level: BodyLevel
    title: str


@dataclass(frozen=True, kw_only=True)
class Band:
    """The lowest score of a star rank."""

    lowest: Decimal
    stars: int


@dataclass(frozen=True, kw_only=True)
class Transition:
    """How long dossiers filed before an instrument's first day are finished under the one before it."""

    until: Mapping[RecognitionKind, date]
    """The last day of assessment, by kind; a kind without one passes to the new rules at once."""

    article: str
    """«Điều 12», as a reason cites it."""


@dataclass(frozen=True, kw_only=True)
class InstrumentFacts:
    """What one instrument says that the rules go by."""

    code: Instrument
    title: str
    """Its official number, as a paper cites it."""

    short_title: str
    """Its number as a list or a choice shows it."""

    applies_from: date
    applies_to: date | None
    """The last day on which an assessment falls under it, transition aside; None while it is in force."""

    verified: bool
    """Whether its star bands and levels could be checked; where not, the rules warn instead of refusing."""

    bands: tuple[Band, ...]
    """From five stars down to one."""

    in_whole_numbers: bool
    """Whether its bands are printed in whole numbers (50-69, 70-89), which leaves what lies between without a rank."""

    recognisers: Mapping[int, Recogniser]
    """Who recognises three, four and five stars."""

    by_the_chairman: bool
    """Whether the chairman recognises in person, not the People's Committee: papers are headed and titled by it."""

    months_of_validity: int
    district_in_code: bool | None
    """Whether a product code names the district; None where that is not known and both forms pass."""

    certificate_title: str | None = None
    """What its certificates are called, where it says so; None: as the department has chosen."""

    transition: Transition | None = None

    def recogniser(self, stars: int) -> Recogniser | None:
        """Say who recognises that many stars; None for one and two stars, which nobody recognises."""
        return self.recognisers.get(stars)

    def lowest_of(self, stars: int) -> Decimal:
        """Give the lowest score of a rank."""
        return next(band.lowest for band in self.bands if band.stars == stars)


class UnknownInstrument(Refusal, KeyError):
    """Nothing is known of an instrument of that code; a mapping says so in words a person reads."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Sổ chưa có văn bản mang mã «{code}».", field="instrument")


class Instruments(Mapping[Instrument, InstrumentFacts]):
    """Every instrument that is known, by its code, the oldest first; a value that is handed on and never changes."""

    def __init__(self, facts: Iterable[InstrumentFacts]) -> None:
        self._facts = {one.code: one for one in sorted(facts, key=lambda one: one.applies_from)}

    def __getitem__(self, code: Instrument) -> InstrumentFacts:
        """Give what one says.

        :raises UnknownInstrument: when there is none of that code.
        """
        try:
            return self._facts[code]
        except KeyError:
            raise UnknownInstrument(code) from None

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def of(self, code: Instrument | None) -> InstrumentFacts | None:
        """Give what the instrument of a line says; None where the line names none.

        :raises UnknownInstrument: when there is none of that code.
        """
        return None if code is None else self[code]

    def followed_by(self, newer: InstrumentFacts) -> "Instruments":
        """Give these with a newer one; the one in force until then ends on the day before its first day."""
        last = newer.applies_from - timedelta(days=1)
        ended = (replace(one, applies_to=last) if one.applies_to is None else one for one in self.values())
        return Instruments([*ended, newer])

    def in_force_on(self, day: date) -> InstrumentFacts | None:
        """Give the instrument under which an assessment of that day falls, transition aside."""
        return next(
            (
                one
                for one in self.values()
                if one.applies_from <= day and (one.applies_to is None or day <= one.applies_to)
            ),
            None,
        )

    def before(self, newer: InstrumentFacts) -> InstrumentFacts | None:
        """Give the one that was in force on the day before an instrument's first day."""
        return self.in_force_on(newer.applies_from - timedelta(days=1))

    @property
    def newest(self) -> InstrumentFacts:
        """The one that begins last, whether it is in force already or not."""
        return list(self.values())[-1]


def highest_of(band: Band, under: InstrumentFacts) -> Decimal:
    """Give the highest score of a rank as it is printed: 69,99, or 69 where the bands are in whole numbers."""
    above = next((one for one in under.bands if one.stars == band.stars + 1), None)
    if above is None:
        return Decimal(100)
    return above.lowest - (Decimal(1) if under.in_whole_numbers else Decimal("0.01"))
