import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.search_key import clean, clean_lines, exact_key, fold, near_key


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Chè Shan tuyết", "che shan tuyet"),
        ("ĐẶC SẢN ĐỈNH NÚI", "dac san dinh nui"),
        ("Mật ong bạc hà", "mat ong bac ha"),
        ("ưỡn ẹo ơi, ặc", "uon eo oi ac"),
        ("Phong Hải Danh Trà - Trà hoa sen", "phong hai danh tra tra hoa sen"),
        ("HTX Nông nghiệp & Thương mại", "htx nong nghiep thuong mai"),
        ("  Bánh   ống\tgạo\u00a0dừa ", "banh ong gao dua"),
        ("Quả\u200b bưởi\ufeff Múc", "qua buoi muc"),
        ("Trà (túi lọc), 20×2g", "tra tui loc 20 2g"),
        ("⭐⭐⭐", ""),
        ("", ""),
    ],
)
def test_folding_forgets_accents_case_and_punctuation(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặĐƯỜ \u200b-,"))
def test_decomposed_vietnamese_has_the_same_keys_as_composed(text):
    decomposed = unicodedata.normalize("NFD", text)

    assert fold(decomposed) == fold(text)
    assert clean(decomposed) == clean(text)
    assert exact_key(decomposed) == exact_key(text)
    assert near_key(decomposed) == near_key(text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_clean_text_can_be_kept_by_both_databases(text):
    kept = clean(text)

    assert "\x00" not in kept
    kept.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  HTX \n Bình Lư ", "HTX Bình Lư"),
        ("Trà\u00adxanh", "Tràxanh"),
        ("3 sao ⭐\ufe0f", "3 sao ⭐"),
        ("\u2066Chè\u2069", "Chè"),
        ("Che\u0300", "Chè"),
        ("e\u200d\u0301", "é"),
        ("\ud800Chè", "Chè"),
        ("Ch\u034fè\u3164", "Chè"),
        ("A & <B>", "A & <B>"),
    ],
)
def test_cleaning_removes_only_what_nobody_sees(typed, kept):
    assert clean(typed) == kept


def test_lines_of_a_story_are_kept_and_its_empty_lines_made_one():
    typed = " Chuyện   kể \r\n\r\n\r\n của bản\u200b \n"

    assert clean_lines(typed) == "Chuyện kể\n\ncủa bản"


@given(st.text())
def test_cleaning_lines_twice_changes_nothing(text):
    assert clean_lines(clean_lines(text)) == clean_lines(text)


def test_the_exact_key_tells_accents_apart_and_forgets_case():
    assert exact_key("CHẲM chéo") == exact_key("Chẳm Chéo")
    assert exact_key("Chẳm chéo") != exact_key("Chẩm chéo")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Chẳm chéo", "Chẩm Chéo"), ("Trà Shan Tuyết", "trà  shan-tuyet"), ("Séng cù", "Sengcu")],
)
def test_names_differing_in_accents_case_and_spacing_are_near(one, other):
    assert near_key(one) == near_key(other)
