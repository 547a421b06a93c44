from datetime import date

import pytest
from builders.annexes import a_line, found

from registry.rules.certificate_life import MoveKind, Standing
from registry.rules.decision_life import LineAct
from registry.rules.ending import EndsBeforeItBegins, check_ending
from registry.rules.finding import Severity
from registry.rules.instruments import RecognitionKind

BLOCKS = Severity.BLOCKS


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"ground": "đ"}, []),
        ({"ground": "vì vi phạm"}, [("1", "move", BLOCKS)]),
        ({"ground": "đ", "certificate_standing": Standing.REVOKED}, [("1", "move", BLOCKS)]),
        ({"ground": " "}, [("1", "missing", BLOCKS)]),
        ({"ground": "đ", "certificate_key": None}, [("1", "missing", BLOCKS)]),
    ],
)
def test_a_revocation_names_a_certificate_that_can_be_revoked_and_one_of_the_grounds(changes, expected):
    facts = {"act": LineAct.REVOKE, "certificate_key": "c", "certificate_standing": Standing.IN_FORCE}
    bare = {"kind": None, "stars": None, "score_hundredths": None, "instrument": None, "product_set": None}

    assert found(a_line(**(bare | facts | changes))) == expected


@pytest.mark.parametrize(
    ("act", "effective_on", "signed_on", "expected"),
    [
        (LineAct.REVOKE, date(2020, 12, 10), date(2021, 3, 1), [("1", "ends_before_it_begins", BLOCKS)]),
        (LineAct.ANNUL, date(2020, 12, 10), date(2021, 3, 1), [("1", "ends_before_it_begins", BLOCKS)]),
        (LineAct.REVOKE, None, date(2020, 12, 10), [("1", "ends_before_it_begins", BLOCKS)]),
        (LineAct.REVOKE, date(2021, 2, 28), date(2021, 3, 1), [("1", "revoked_backwards", Severity.ACKNOWLEDGE)]),
        (LineAct.REVOKE, date(2021, 3, 1), date(2021, 3, 1), []),
        (LineAct.REVOKE, None, date(2021, 3, 1), []),
        (LineAct.ANNUL, date(2020, 12, 11), date(2021, 3, 1), []),
    ],
)
def test_nothing_ends_before_it_began_and_a_revocation_looks_back_only_knowingly(
    act, effective_on, signed_on, expected
):
    line = a_line(
        act=act,
        certificate_key="c",
        certificate_standing=Standing.IN_FORCE,
        certificate_begins_on=date(2020, 12, 11),
        effective_on=effective_on,
        ground="đ",
    )

    assert found(line, signed_on=signed_on) == expected


def test_an_ending_too_early_is_told_with_the_certificate_s_first_day():
    with pytest.raises(EndsBeforeItBegins) as refused:
        check_ending(MoveKind.REVOKED, effective_on=date(2020, 12, 10), begins_on=date(2020, 12, 11))

    assert refused.value.text == ("Ngày thu hồi có hiệu lực ở trước ngày bắt đầu của giấy chứng nhận (11/12/2020).")


@pytest.mark.parametrize("act", [LineAct.REISSUE, LineAct.ANNUL])
def test_a_correction_needs_a_reason_of_its_own_words(act):
    facts = {
        "act": act,
        "kind": RecognitionKind.REISSUED,
        "certificate_key": "c",
        "certificate_standing": Standing.IN_FORCE,
    }

    assert found(a_line(**facts, ground="Sai tên chủ thể")) == []
    assert found(a_line(**facts)) == [("1", "missing", BLOCKS)]


def test_a_reissued_paper_may_repeat_a_recognition_without_a_score():
    line = a_line(
        act=LineAct.REISSUE,
        kind=RecognitionKind.REISSUED,
        certificate_key="c",
        certificate_standing=Standing.IN_FORCE,
        ground="Giấy bị hỏng",
        score_hundredths=None,
    )

    assert found(line) == []


@pytest.mark.parametrize(
    ("score", "expected"), [(8999, [("1", "result_too_low", BLOCKS)]), (9000, []), (None, [("1", "missing", BLOCKS)])]
)
def test_only_results_of_90_and_more_are_approved_without_a_certificate(score, expected):
    line = a_line(act=LineAct.APPROVE_RESULT, score_hundredths=score, stars=None, kind=None)

    assert found(line) == expected
