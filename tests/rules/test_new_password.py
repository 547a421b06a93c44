"""A mailbox is not filled by whoever asks for somebody else's password."""

from datetime import UTC, datetime, timedelta

from registry.rules.new_password import MOST_A_DAY, PAUSE, may_send

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_the_first_letter_goes_out() -> None:
    assert may_send([], now=NOW)


def test_a_second_letter_waits_ten_minutes() -> None:
    assert not may_send([NOW - PAUSE + timedelta(seconds=1)], now=NOW)
    assert may_send([NOW - PAUSE], now=NOW)


def test_no_more_than_five_letters_go_out_within_a_day() -> None:
    earlier = [NOW - timedelta(hours=hour) for hour in range(1, MOST_A_DAY + 1)]

    assert not may_send(earlier, now=NOW)
    assert may_send(earlier, now=NOW + timedelta(hours=24 - MOST_A_DAY))
