"""The time limits that the province sets for steps of which the instrument says nothing."""

from collections.abc import Mapping

from registry.rules.clocks import LEGAL_LIMITS, Step
from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal
from registry.rules.working_days import DayKind, Limit

SETTABLE = tuple(step for step in Step if step not in LEGAL_LIMITS)
"""The steps whose time limit the province sets."""

LIMITS = range(1, 366)


def limits_of(days: Mapping[str, int]) -> Mapping[Step, Limit]:
    """Give every time limit there is: what the instrument fixes, and working days that the province set for a step.

    :raises Refusal: with every step that has no limit to set, and every number that cannot be.
    """
    hearing = Hearing()
    for code, number in days.items():
        hearing.ask(_check, code, number)
    hearing.settle(None)
    ours = {
        Step(code): Limit(days=number, kind=DayKind.WORKING, ground="Thiết lập của tỉnh")
        for code, number in days.items()
    }
    return {**LEGAL_LIMITS, **ours}


def _check(code: str, number: int) -> None:
    if code not in SETTABLE:
        raise Refusal(f"Không đặt được thời hạn cho bước “{code}”.", field=code)
    if type(number) is not int or number not in LIMITS:
        raise Refusal(f"Thời hạn phải từ {LIMITS[0]} đến {LIMITS[-1]} ngày làm việc.", field=code)
