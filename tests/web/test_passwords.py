"""Which passwords are too easy to guess."""

import pytest

from registry.usecases import passwords


@pytest.mark.parametrize(
    "password",
    [
        "ngắn quá",
        "12345678901234567890",
        "aaaaaaaaaaaaaaaaaaaa",
        "matkhau123456789",
        "MatKhau@123456789",
        "ocop2026ocop2026",
        "OCOP Lai Châu 2026!!!",
        "hợp tác xã sản phẩm",
        "qwertyuiopasdfgh",
        "hoangthilan@2026",
        "0912345678 0912345678",
        "Sở Nông nghiệp Lai Châu",
        "abcabcabcabcabcabc",
        "01/01/1990 01/01/1990",
        "quản trị quản trị quản trị",
    ],
)
def test_what_is_tried_first_is_refused(password) -> None:
    with pytest.raises(passwords.PasswordTooWeak):
        passwords.check(password, about=("Hoàng Thị Lan", "hoangthilan@laichau.gov.vn"))


@pytest.mark.parametrize(
    "password",
    [
        "ruộng bậc thang mùa nước đổ",
        "con trâu đi trước cái cày",
        "kR7#vq2!mZp94xWd",
        "mưa rơi trên mái lá 7 lần",
        "pass the salt gently please",
    ],
)
def test_a_sentence_of_ones_own_is_taken(password) -> None:
    passwords.check(password, about=("Hoàng Thị Lan", "hoangthilan@laichau.gov.vn"))


def test_a_password_that_was_made_up_is_strong_and_never_the_same() -> None:
    made = {passwords.make_up() for _ in range(200)}

    assert len(made) == 200
    for password in made:
        passwords.check(password)


def test_a_password_is_counted_in_characters_as_they_are_seen() -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", "ừừừừừừ ỗỗỗỗ")  # eleven letters seen, far more code points
    assert len(decomposed) > passwords.SHORTEST
    with pytest.raises(passwords.PasswordTooWeak, match="ít nhất 15"):
        passwords.check(decomposed)


def test_an_endless_password_is_refused() -> None:
    with pytest.raises(passwords.PasswordTooWeak, match="tối đa"):
        passwords.check("chuyện dài " * 100)
