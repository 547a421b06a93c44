"""How a clock of a dossier stands, in one Vietnamese sentence."""

from registry.rules.clocks import Clock
from registry.web.dates import short_day
from registry.web.words import word

NO_LIMIT = "bước này chưa đặt thời hạn"
"""Where neither the instrument nor the province says how long a step may take."""


def clock_sentence(clock: Clock) -> str:
    """Say what is under way, for how long, and how long is left."""
    days = word(clock.kind)
    used = f"đã {clock.used} {days} từ" if clock.used else "từ"
    begun = f"{word(clock.step)}: {used} ngày {short_day(clock.since)}"
    if clock.left is None or clock.due is None:
        return f"{begun}; {NO_LIMIT}."
    if clock.left < 0:
        return f"{begun}, quá hạn {-clock.left} {days} (hạn ngày {short_day(clock.due)})."
    doubt = "" if clock.is_certain else ", có thể muộn hơn nếu có ngày nghỉ chưa công bố"
    return f"{begun}, còn {clock.left} {days} (hạn ngày {short_day(clock.due)}{doubt})."
