import itertools
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.sort_key import sort_key

# The alphabet of the dictionaries, and the five tones after the bare vowel.
IN_ORDER = [
    "an", "án", "anh", "ăn", "ằn", "ăng", "ân", "ấn", "ba", "bà", "bả", "bã", "bá", "bạ", "cá", "da", "dạ",
    "đa", "đá", "e", "ê", "gà", "hồ", "i", "kê", "lê", "mơ", "no", "nô", "nơ", "o", "ô", "ơ", "pa", "quế",
    "ra", "sa", "tu", "tư", "u", "ư", "va", "xa", "y",
]  # fmt: skip


def test_words_stand_in_the_order_of_the_vietnamese_alphabet():
    shuffled = list(IN_ORDER)
    Random(2020).shuffle(shuffled)

    assert sorted(shuffled, key=sort_key) == IN_ORDER


@pytest.mark.parametrize("letter", ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"])
def test_tones_follow_ngang_huyen_hoi_nga_sac_nang(letter):
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    words = [unicodedata.normalize("NFC", f"t{letter}{tone}n") for tone in tones]

    backwards = words[::-1]

    assert sorted(backwards, key=sort_key) == words


@pytest.mark.parametrize(
    "in_order",
    [
        ["ma túy", "má vịt"],
        ["Ba", "Bà An", "Ba Bể"],
        ["chè", "Chè", "chè xanh", "chè xanh 2"],
        ["HTX 1", "HTX 2", "HTX A"],
        ["mật ong", "Mật ong", "mật ong rừng"],
        ["Trà", "Trà hoa", "Trắc"],
    ],
)
def test_letters_of_the_whole_name_count_before_its_tones_and_those_before_capitals(in_order):
    backwards = in_order[::-1]

    assert sorted(backwards, key=sort_key) == in_order


def test_punctuation_counts_as_a_space():
    assert sort_key("Chè-xanh (Tam Đường)") == sort_key("Chè xanh, Tam Đường")


WORDS = st.text(alphabet="aăâbdđeêoôơuưàảãáạằẳẵắặầẩẫấậmnzAĂĐ ", max_size=6)


@given(WORDS, WORDS)
def test_the_bytes_of_two_keys_compare_as_the_letters_tones_and_capitals_do(one, other):
    """Both databases compare keys byte by byte; the oracle compares lists of places in hand-written tables."""
    by_bytes = sort_key(one).encode() < sort_key(other).encode()

    assert by_bytes == (_weights(one) < _weights(other))


@given(st.text())
def test_a_key_has_no_end_blank_and_nothing_a_database_refuses(text):
    key = sort_key(text)

    assert key == key.strip()
    assert "\x00" not in key


def test_every_pair_of_the_alphabet_is_told_apart():
    assert all(sort_key(a) < sort_key(b) for a, b in itertools.combinations("aăâbcdđeêghiklmnoôơpqrstuưvxy", 2))


def _weights(text):
    alphabet = " aăâbdđeêmnoôơuưz"
    tones = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
    letters, heights, capitals = [], [], []
    for character in " ".join(text.split()):
        spread = unicodedata.normalize("NFD", character.lower())
        bare = unicodedata.normalize("NFC", "".join(c for c in spread if c not in tones))
        letters.append(alphabet.index(bare))
        heights.append(next((tones[c] for c in spread if c in tones), 0))
        capitals.append(character.isupper())
    return letters, heights, capitals
