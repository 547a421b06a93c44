"""Calendars as RFC 5545 has them: lines of 75 octets, whole letters, whole days, marks that stay."""

from datetime import UTC, date, datetime

import pytest

from registry.documents.calendar_file import DayEvent, written

STAMP = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
LONGEST = "Chè Shan tuyết cổ thụ Sìn Hồ hảo hạng đóng hộp quà Tết của Hợp tác xã nông nghiệp bản Ổ, xã Nậm Cuổi"


def an_event(**changes: object) -> DayEvent:
    words = {"uid": "a@vi-du.vn", "first": date(2028, 2, 28), "last": date(2028, 2, 29), "summary": LONGEST}
    return DayEvent(**words | changes)  # type: ignore[arg-type]


def unfolded(calendar: bytes) -> list[str]:
    return calendar.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("shift", range(8))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_torn(shift: int) -> None:
    calendar = written([an_event(summary="x" * shift + LONGEST, description=LONGEST * 3)], name="Lịch", stamp=STAMP)

    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))
    assert all(line.decode() for line in calendar.split(b"\r\n") if line)
    assert f"SUMMARY:{'x' * shift}{LONGEST}".replace(",", "\\,") in unfolded(calendar)


def test_a_line_of_exactly_75_octets_is_left_whole() -> None:
    calendar = written([an_event(summary="x" * (75 - len("SUMMARY:")))], name="Lịch", stamp=STAMP)

    assert b"SUMMARY:" + b"x" * 67 + b"\r\n" + b"TRANSP" in calendar


def test_days_are_whole_and_the_end_is_the_day_after() -> None:
    lines = unfolded(written([an_event()], name="Lịch", stamp=STAMP))

    assert "DTSTART;VALUE=DATE:20280228" in lines
    assert "DTEND;VALUE=DATE:20280301" in lines
    assert "DTSTAMP:20261123T000000Z" in lines
    assert "UID:a@vi-du.vn" in lines


def test_signs_with_a_meaning_are_escaped() -> None:
    lines = unfolded(written([an_event(summary="a,b;c\\d\r\ne")], name="Lịch", stamp=STAMP))

    assert "SUMMARY:a\\,b\\;c\\\\d\\ne" in lines


def test_every_line_ends_as_the_standard_asks_and_an_empty_calendar_is_one() -> None:
    calendar = written([], name="Lịch", stamp=STAMP)

    assert calendar.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in calendar.replace(b"\r\n", b"")
    assert unfolded(calendar)[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
