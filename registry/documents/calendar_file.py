"""A calendar of whole days that other programs fetch (RFC 5545): UTF-8, lines folded at 75 octets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75
"""Of a line, its end not counted (RFC 5545, 3.1)."""

REFRESH = "PT12H"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, kw_only=True)
class DayEvent:
    """Something that takes whole days."""

    uid: str
    """The same for the same event in every answer, or programs would show it twice."""
    first: date
    last: date
    summary: str
    description: str = ""
    url: str = ""


def written(events: Iterable[DayEvent], *, name: str, stamp: datetime) -> bytes:
    """Write a calendar.

    :param stamp: when what it says was last changed; the same register gives the same bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//OCOP//So dang ky OCOP//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
    ]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded for line in lines for folded in _folded(line))


def _event(event: DayEvent, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    # The day after the last one: the end is not part of an event (RFC 5545, 3.6.1).
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> Iterator[bytes]:
    """Break a line between letters, never within the octets of one; what goes on begins with a blank."""
    room, part = MOST_OCTETS, b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > room:
            yield part + b"\r\n"
            part = b" "
        part += octets
    yield part + b"\r\n"
