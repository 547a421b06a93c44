"""Two people in one form: what each changed is told apart, and nothing is taken away unseen."""

from hypothesis import given
from hypothesis import strategies as some

from registry.rules.saving_together import marks, meet

CODES = ["a", "b", "c"]
VALUES = some.dictionaries(some.sampled_from(CODES), some.sampled_from([None, "x", "y", 7, ["p"]]))


def whole(values: dict[str, object]) -> dict[str, object]:
    """Return a value for every blank."""
    return {code: values.get(code) for code in CODES}


def test_what_only_one_changed_is_saved() -> None:
    met = meet(opened=marks({"a": "x", "b": "x"}), typed={"a": "y", "b": "x"}, kept={"a": "x", "b": "x"})

    assert met.saved == {"a": "y"}
    assert not met.both
    assert not met.theirs


def test_what_both_changed_to_the_same_is_no_quarrel() -> None:
    met = meet(opened=marks({"a": "x"}), typed={"a": "y"}, kept={"a": "y"})

    assert not met.both


def test_what_was_never_seen_is_not_overwritten() -> None:
    met = meet(opened={}, typed={"a": "y"}, kept={"a": "x"})

    assert met.both == {"a"}
    assert met.saved == {}


@given(opened=VALUES, typed=VALUES, kept=VALUES)
def test_no_work_of_either_is_lost(opened, typed, kept) -> None:
    seen, mine, theirs = whole(opened), whole(typed), whole(kept)

    met = meet(opened=marks(seen), typed=mine, kept=theirs)

    after = theirs | met.saved
    for code in CODES:
        if theirs[code] != seen[code] and mine[code] == seen[code]:
            assert after[code] == theirs[code]
        if theirs[code] == seen[code]:
            assert after[code] == mine[code]
        if code in met.both:
            assert after[code] == theirs[code]
            assert mine[code] not in (seen[code], theirs[code])
