"""A proposal has one answer, and never overwrites unseen what moved on."""

import pytest

from registry.rules.proposal_life import (
    OF_PRODUCER,
    OF_PRODUCT,
    AlreadyDecided,
    MovedOn,
    ProposalField,
    ProposalState,
    check_conflict,
    check_open,
    is_in_conflict,
)


def test_every_field_belongs_to_a_producer_or_to_a_product() -> None:
    assert set(ProposalField) == OF_PRODUCER | OF_PRODUCT
    assert set() == OF_PRODUCER & OF_PRODUCT


@pytest.mark.parametrize("state", sorted(set(ProposalState) - {ProposalState.OPEN}))
def test_what_has_its_answer_is_not_answered_again(state: ProposalState) -> None:
    check_open(ProposalState.OPEN)
    with pytest.raises(AlreadyDecided):
        check_open(state)


@pytest.mark.parametrize(
    ("seen", "now", "wanted", "expected"),
    [
        ("a", "a", "b", False),
        ("a", "c", "b", True),
        ("a", "b", "b", False),
        (None, None, "b", False),
        (None, "c", "b", True),
        ("a", None, None, False),
        ([{"value": "1"}], [{"value": "1"}], [], False),
        ([{"value": "1"}], [{"value": "2"}], [], True),
    ],
)
def test_the_register_has_moved_on_when_it_says_neither(seen, now, wanted, expected) -> None:
    assert is_in_conflict(seen=seen, now=now, wanted=wanted) is expected


def test_a_conflict_is_accepted_only_by_saying_so() -> None:
    with pytest.raises(MovedOn) as refused:
        check_conflict(seen="a", now="c", wanted="b", despite=False)

    assert refused.value.field == "despite"
    check_conflict(seen="a", now="c", wanted="b", despite=True)
    check_conflict(seen="a", now="a", wanted="b", despite=False)
