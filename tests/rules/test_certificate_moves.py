import pytest

from registry.rules.certificate_life import (
    MOVES,
    MOVES_WITH_AN_ARTICLE,
    MOVES_WITHOUT_AN_ARTICLE,
    MoveKind,
    MoveNotOpen,
    RevocationGround,
    Standing,
    check_move,
)
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import Refusal
from registry.rules.succeeding import AlreadyCertified, overlap

# Written out once more by hand: I in force, N not yet, E expired, S superseded, P suspended, R revoked,
# W withdrawn, A annulled, U undetermined.
LETTERS = {
    "I": Standing.IN_FORCE,
    "N": Standing.NOT_YET,
    "E": Standing.EXPIRED,
    "S": Standing.SUPERSEDED,
    "P": Standing.SUSPENDED,
    "R": Standing.REVOKED,
    "W": Standing.WITHDRAWN,
    "A": Standing.ANNULLED,
    "U": Standing.UNDETERMINED,
}
OPEN = {
    MoveKind.ISSUED: "",
    MoveKind.RECORDED: "",
    MoveKind.SUPERSEDED: "INEPU",
    MoveKind.ANNULLED: "INEPUS",
    MoveKind.REVOKED: "INEPU",
    MoveKind.SUSPENDED: "IU",
    MoveKind.REINSTATED: "P",
    MoveKind.WITHDRAWN: "INPU",
    MoveKind.EXTENDED: "IE",
    MoveKind.RESTORED: "RWS",
}
GROUNDS = {MoveKind.REVOKED: "đ"} | dict.fromkeys(MOVES_WITHOUT_AN_ARTICLE, "Quy chế của tỉnh")


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("kind", list(MoveKind))
def test_a_move_passes_from_the_standings_of_its_row_and_is_refused_from_all_others(kind, standing):
    if standing in {LETTERS[letter] for letter in OPEN[kind]}:
        check_move(kind, standing, ground=GROUNDS.get(kind))
    else:
        with pytest.raises(MoveNotOpen, match=r"^Giấy chứng nhận .*, không thể "):
            check_move(kind, standing, ground=GROUNDS.get(kind))


def test_every_move_has_a_row():
    assert set(MOVES) == set(MoveKind) == set(OPEN)


@pytest.mark.parametrize("kind", [MoveKind.ISSUED, MoveKind.RECORDED])
def test_a_life_opens_only_where_there_is_no_certificate_yet(kind):
    check_move(kind, None)


@pytest.mark.parametrize("kind", [kind for kind in MoveKind if kind not in {MoveKind.ISSUED, MoveKind.RECORDED}])
def test_nothing_moves_before_a_life_opens(kind):
    with pytest.raises(MoveNotOpen):
        check_move(kind, None, ground=GROUNDS.get(kind))


def test_a_revoked_certificate_cannot_be_revoked_again():
    with pytest.raises(MoveNotOpen, match="đã bị thu hồi"):
        check_move(MoveKind.REVOKED, Standing.REVOKED, ground="a")


@pytest.mark.parametrize("letter", ["a", "b", "c", "d", "đ", "e"])
def test_the_six_letters_of_article_8_are_grounds_of_revocation(letter):
    assert RevocationGround(letter)
    check_move(MoveKind.REVOKED, Standing.IN_FORCE, ground=letter)


@pytest.mark.parametrize("ground", [None, "", "f", "g", "A", "vi phạm"])
def test_revocation_without_one_of_the_six_grounds_is_refused(ground):
    with pytest.raises(Refusal, match="Điều 8") as refused:
        check_move(MoveKind.REVOKED, Standing.IN_FORCE, ground=ground)

    assert refused.value.field == "ground"


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        (MoveKind.SUSPENDED, Standing.IN_FORCE),
        (MoveKind.REINSTATED, Standing.SUSPENDED),
        (MoveKind.WITHDRAWN, Standing.IN_FORCE),
    ],
)
@pytest.mark.parametrize("ground", [None, "", "   "])
def test_a_move_without_an_article_exists_only_where_a_setting_names_its_ground(kind, standing, ground):
    with pytest.raises(Refusal, match="thiết lập"):
        check_move(kind, standing, ground=ground)


def test_moves_have_an_article_or_need_a_setting_or_follow_from_a_decision():
    by_decision = {MoveKind.ISSUED, MoveKind.RECORDED, MoveKind.SUPERSEDED, MoveKind.ANNULLED, MoveKind.RESTORED}

    assert set(MOVES_WITH_AN_ARTICLE) | MOVES_WITHOUT_AN_ARTICLE | by_decision == set(MoveKind)


GOOD = [Standing.IN_FORCE, Standing.NOT_YET, Standing.SUSPENDED, Standing.UNDETERMINED]
ENDED = [None, Standing.REVOKED, Standing.WITHDRAWN, Standing.ANNULLED, Standing.SUPERSEDED]


@pytest.mark.parametrize("kind", [RecognitionKind.REASSESSED, RecognitionKind.UPGRADED, RecognitionKind.REISSUED])
@pytest.mark.parametrize("existing", [*GOOD, Standing.EXPIRED])
def test_renewal_upgrade_and_reissue_supersede(existing, kind):
    assert overlap(existing, kind) is True


@pytest.mark.parametrize("existing", GOOD)
def test_a_first_recognition_over_a_good_certificate_is_refused(existing):
    with pytest.raises(AlreadyCertified) as refused:
        overlap(existing, RecognitionKind.FIRST)

    assert refused.value.field == "kind"


def test_a_product_may_start_afresh_after_expiry():
    assert overlap(Standing.EXPIRED, RecognitionKind.FIRST) is False


@pytest.mark.parametrize("kind", list(RecognitionKind))
@pytest.mark.parametrize("existing", ENDED)
def test_what_has_ended_is_not_superseded(existing, kind):
    assert overlap(existing, kind) is False
