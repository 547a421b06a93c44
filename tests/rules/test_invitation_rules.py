"""Codes of invitations, and how long an invitation is good."""

from datetime import UTC, datetime, timedelta
from math import log2

import pytest

from registry.rules import invitation_code
from registry.rules.invitation_code import BadInvitationCode
from registry.rules.invitation_life import GOOD_FOR, InvitationState, state_of
from registry.rules.lookup_code import ALPHABET

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


def state(**changes: object) -> InvitationState:
    known = {"expires_at": NOW + GOOD_FOR, "used_at": None, "cancelled_at": None, "now": NOW}
    return state_of(**{**known, **changes})  # type: ignore[arg-type]


def test_a_code_is_too_long_to_be_guessed() -> None:
    assert invitation_code.LENGTH * log2(len(ALPHABET)) >= 60


def test_codes_differ_and_are_read_back_however_they_are_typed() -> None:
    codes = {invitation_code.new_code() for _ in range(200)}

    assert len(codes) == 200
    for code in codes:
        shown = invitation_code.grouped(code)
        assert shown.count("-") == 3
        assert invitation_code.parse(shown) == invitation_code.parse(f" {shown.lower().replace('-', ' ')} ") == code


@pytest.mark.parametrize("typed", ["", "K7MQ", "K7MQ-2XHD-9RTA-VB4NN", "K7MQ-2XHD-9RTA-VB4Đ", "K7MQ-2XHD-9RTA-VB40"])
def test_what_cannot_be_a_code_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(BadInvitationCode) as refused:
        invitation_code.parse(typed)

    assert refused.value.field == "code"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, InvitationState.OPEN),
        ({"now": NOW + GOOD_FOR - timedelta(seconds=1)}, InvitationState.OPEN),
        ({"now": NOW + GOOD_FOR}, InvitationState.EXPIRED),
        ({"cancelled_at": NOW}, InvitationState.CANCELLED),
        ({"used_at": NOW, "now": NOW + 2 * GOOD_FOR}, InvitationState.USED),
    ],
)
def test_an_invitation_is_good_for_thirty_days(changes, expected) -> None:
    assert timedelta(days=30) == GOOD_FOR
    assert state(**changes) is expected
