"""Who has a tie with a producer does not score it, and nobody sees a sheet before its time."""

from dataclasses import replace

import pytest

from registry.rules.council import DEFAULT_RULES, MemberRole, Seat, SheetsOpen
from registry.rules.council_seats import (
    ConflictOfInterest,
    NotAScorer,
    check_council,
    check_may_score,
    check_reopening,
    check_role_is_free,
    check_somebody_scores,
    may_see_sheet,
    scorers,
)
from registry.rules.hearing import Refusals
from registry.rules.refusal import Refusal

CHAIR = Seat(id=1, role=MemberRole.CHAIR)
SECRETARY = Seat(id=2, role=MemberRole.SECRETARY)
TIED = Seat(id=3, role=MemberRole.MEMBER, tied_to=frozenset({70}))
FREE = Seat(id=4, role=MemberRole.MEMBER)
COUNCIL = [CHAIR, SECRETARY, TIED, FREE]
ENTITLED = {1, 2, 3}


def ids(seats: list[Seat]) -> list[int]:
    return [seat.id for seat in seats]


def sees(viewer: int | None, *, signed: set[int], opens: SheetsOpen = SheetsOpen.AFTER_OWN, concluded: bool = False):
    rules = replace(DEFAULT_RULES, sheets_open=opens)
    return may_see_sheet(rules, owner=1, viewer=viewer, signed=signed, entitled=ENTITLED, concluded=concluded)


def test_a_council_has_one_chair_and_one_secretary() -> None:
    check_council(COUNCIL)
    with pytest.raises(Refusals) as refused:
        check_council([FREE])
    assert [one.field for one in refused.value.each] == ["chair", "secretary"]
    with pytest.raises(Refusal, match="hiện có 2") as twice:
        check_council([*COUNCIL, replace(CHAIR, id=9)])
    assert twice.value.field == "chair"


def test_a_member_tied_to_a_producer_scores_all_the_others() -> None:
    assert ids(scorers(DEFAULT_RULES, COUNCIL, producer_id=70)) == [1, 2, 4]
    assert ids(scorers(DEFAULT_RULES, COUNCIL, producer_id=71)) == [1, 2, 3, 4]

    check_may_score(DEFAULT_RULES, TIED, producer_id=71)
    with pytest.raises(ConflictOfInterest, match="quan hệ lợi ích"):
        check_may_score(DEFAULT_RULES, TIED, producer_id=70)


def test_the_chair_is_bound_by_a_tie_like_everybody() -> None:
    with pytest.raises(ConflictOfInterest):
        check_may_score(DEFAULT_RULES, replace(CHAIR, tied_to=frozenset({70})), producer_id=70)


def test_a_secretary_scores_where_the_rules_say_so() -> None:
    silent = replace(DEFAULT_RULES, secretary_scores=False)

    check_may_score(DEFAULT_RULES, SECRETARY, producer_id=70)
    with pytest.raises(NotAScorer):
        check_may_score(silent, SECRETARY, producer_id=70)
    assert ids(scorers(silent, COUNCIL, producer_id=71)) == [1, 3, 4]


def test_a_dossier_that_nobody_may_score_waits_for_a_substitute() -> None:
    check_somebody_scores(DEFAULT_RULES, COUNCIL, producer_id=70)
    with pytest.raises(ConflictOfInterest, match="cần cử người thay"):
        check_somebody_scores(DEFAULT_RULES, [TIED], producer_id=70)


@pytest.mark.parametrize("opens", list(SheetsOpen))
def test_ones_own_sheet_is_always_seen(opens: SheetsOpen) -> None:
    assert sees(1, signed=set(), opens=opens)


@pytest.mark.parametrize("concluded", [True, False])
@pytest.mark.parametrize("opens", list(SheetsOpen))
@pytest.mark.parametrize("viewer", [2, 3, 4, None])
def test_an_unsigned_sheet_is_seen_by_nobody_else(viewer, opens, concluded) -> None:
    assert not sees(viewer, signed={2, 3}, opens=opens, concluded=concluded)


def test_a_member_sees_the_others_sheets_after_signing_his_own() -> None:
    assert not sees(2, signed={1})
    assert not sees(2, signed={1, 3})
    assert sees(2, signed={1, 2})


@pytest.mark.parametrize("viewer", [4, None])
def test_who_does_not_score_sees_the_sheets_when_all_are_signed(viewer: int | None) -> None:
    assert not sees(viewer, signed={1, 2})
    assert sees(viewer, signed={1, 2, 3})


def test_the_rules_may_keep_sheets_closed_until_all_are_signed_or_the_result_is_there() -> None:
    assert not sees(2, signed={1, 2}, opens=SheetsOpen.AFTER_ALL)
    assert sees(2, signed={1, 2, 3}, opens=SheetsOpen.AFTER_ALL)
    assert not sees(2, signed={1, 2, 3}, opens=SheetsOpen.AFTER_RESULT)
    assert sees(2, signed={1, 2, 3}, opens=SheetsOpen.AFTER_RESULT, concluded=True)


@pytest.mark.parametrize("viewer", [2, 4, None])
def test_signed_sheets_behind_a_result_are_open_to_whoever_may_read_the_round(viewer: int | None) -> None:
    assert sees(viewer, signed={1}, concluded=True)


def reopening(by: int, *, seats: list[Seat] = COUNCIL, reason: str = "Nhầm.", concluded: bool = False, **rules: bool):
    check_reopening(replace(DEFAULT_RULES, **rules), seats, by=by, producer_id=70, reason=reason, concluded=concluded)


def test_only_the_chair_reopens_a_signed_sheet_and_says_why() -> None:
    reopening(CHAIR.id)
    for seat in (SECRETARY, FREE):
        with pytest.raises(Refusal, match="Chỉ Chủ tịch"):
            reopening(seat.id)
    with pytest.raises(Refusals) as refused:
        reopening(FREE.id, reason=" ", concluded=True)
    assert [one.field for one in refused.value.each] == ["by", "reason", "state"]


def test_a_chair_with_a_tie_reopens_no_sheet_of_that_producer() -> None:
    vice = Seat(id=5, role=MemberRole.VICE_CHAIR)
    tied = [replace(CHAIR, tied_to=frozenset({70})), SECRETARY, vice]

    with pytest.raises(ConflictOfInterest, match="quan hệ lợi ích"):
        reopening(CHAIR.id, seats=tied)
    with pytest.raises(Refusal, match="Chỉ Chủ tịch"):
        reopening(vice.id, seats=tied)
    reopening(vice.id, seats=tied, vice_chair_presides=True)
    with pytest.raises(Refusal, match="Chỉ Chủ tịch"):
        reopening(vice.id, seats=[CHAIR, SECRETARY, vice], vice_chair_presides=True)


def test_a_second_chair_or_secretary_is_not_seated() -> None:
    check_role_is_free(MemberRole.MEMBER, COUNCIL)
    check_role_is_free(MemberRole.VICE_CHAIR, COUNCIL)
    check_role_is_free(MemberRole.CHAIR, [SECRETARY])
    for role, called in ((MemberRole.CHAIR, "Chủ tịch"), (MemberRole.SECRETARY, "thư ký")):
        with pytest.raises(Refusal, match=f"Hội đồng đã có {called}") as refused:
            check_role_is_free(role, COUNCIL)
        assert refused.value.field == "role"
