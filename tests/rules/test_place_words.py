"""The words with which people write a place."""

import pytest

from registry.rules.place_words import PlaceWords, parts, tone_key, words


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("xã Bình Lư", "xã", "Bình Lư"),
        ("Xã Bình Lư", "xã", "Bình Lư"),
        ("X. Bình Lư", "xã", "Bình Lư"),
        ("TT Than Uyên", "thị trấn", "Than Uyên"),
        ("TT.Than Uyên", "thị trấn", "Than Uyên"),
        ("Thị trấn Than Uyên", "thị trấn", "Than Uyên"),
        ("P.Đoàn Kết", "phường", "Đoàn Kết"),
        ("Phường 1", "phường", "1"),
        ("TP. Lai Châu", "thành phố", "Lai Châu"),
        ("H. Tam Đường", "huyện", "Tam Đường"),
        ("tỉnh Lai Châu", "tỉnh", "Lai Châu"),
        ("xa Binh Lu", "xã", "Binh Lu"),
    ],
)
def test_the_kind_is_told_from_the_name(written: str, kind: str, name: str) -> None:
    told = words(written)

    assert (told.kind, told.name) == (kind, name)


@pytest.mark.parametrize(
    "name", ["Bình Lư", "Xà Dề Phìn", "Pa Ủ", "Tả Lèng", "Hồ Thầu", "Phúc Than", "Phường", "Tá Bạ"]
)
def test_a_name_that_only_looks_like_the_word_for_a_kind_stays_whole(name: str) -> None:
    assert words(name) == PlaceWords(name=name)


def test_an_address_comes_apart_at_its_commas() -> None:
    told = parts("Bản Hon, xã Khun Há; huyện Tam Đường - tỉnh Lai Châu,")

    assert [(part.level, part.name) for part in told] == [
        (None, "Bản Hon"),
        ("commune", "Khun Há"),
        ("district", "Tam Đường"),
        ("province", "Lai Châu"),
    ]


def test_a_tone_counts_the_same_wherever_it_is_put_in_its_syllable() -> None:
    assert tone_key("Pa Khoá") == tone_key("Pa Khóa")
    assert tone_key("Pa Khoà") != tone_key("Pa Khóa")
    assert tone_key("Dao San") != tone_key("Dào San")
    assert tone_key("Tân Uyên") != tone_key("Tan Uyên")
