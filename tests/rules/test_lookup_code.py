import contextlib
import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.lookup_code import (
    ALPHABET,
    DEMONSTRATION_LETTER,
    LENGTH,
    BadCode,
    check_character,
    grouped,
    is_demonstration_code,
    new_code,
    parse,
)

CODES = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1).map(lambda body: body + check_character(body))


def test_the_alphabet_has_a_prime_number_of_symbols_none_alike():
    assert len(ALPHABET) == len(set(ALPHABET)) == 29
    assert all(len(ALPHABET) % divisor for divisor in range(2, 29))
    assert not set(ALPHABET) & set("0O1IL")
    assert len(set(ALPHABET) & set("UV")) == 1
    assert len(set(ALPHABET) & set("5S")) == 1


def test_a_code_has_at_least_40_random_bits_after_its_first_letter():
    assert (LENGTH - 2) * math.log2(len(ALPHABET)) >= 40


@given(CODES)
def test_every_code_is_read_back(code):
    assert parse(code) == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_caught(code, place, other):
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(BadCode):
            parse(wrong)


@given(CODES, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_exchanged_characters_are_always_caught(code, one, other):
    symbols = list(code)
    symbols[one], symbols[other] = symbols[other], symbols[one]
    if symbols != list(code):
        with pytest.raises(BadCode):
            parse("".join(symbols))


def test_every_substitution_and_exchange_in_one_code_is_caught():
    code = "K7MQ2XHD9RT" + check_character("K7MQ2XHD9RT")
    wrong = {code[:at] + symbol + code[at + 1 :] for at in range(LENGTH) for symbol in ALPHABET} - {code}
    exchanged = {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(LENGTH - 1)} - {code}

    for typed in wrong | exchanged:
        with pytest.raises(BadCode):
            parse(typed)


def test_codes_are_printed_in_groups_of_four_and_typed_anyhow():
    code = "K7MQ2XHD9RT" + check_character("K7MQ2XHD9RT")
    printed = grouped(code)

    assert printed == f"K7MQ-2XHD-9RT{code[-1]}"
    for typed in (printed, printed.lower(), f" {code} ", printed.replace("-", " "), printed.replace("-", "–")):
        assert parse(typed) == code


@pytest.mark.parametrize("letter", ["0", "O", "o", "1", "I", "i", "L", "U", "S"])
def test_a_look_alike_is_refused_by_name(letter):
    with pytest.raises(BadCode, match="dễ nhầm") as refused:
        parse("K7MQ-2XHD-9RT" + letter)

    assert refused.value.field == "code"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K7MQ",
        "K7MQ-2XHD-9RTAA",
        "K7MQ-2XHD-9RTĐ",
        "???",
        "K7MQ-2XHD-9RT" + unicodedata.lookup("CYRILLIC CAPITAL LETTER A"),
    ],
)
def test_what_is_no_code_is_refused_in_vietnamese(typed):
    with pytest.raises(BadCode, match="Mã tra cứu"):
        parse(typed)


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_refused(typed):
    with contextlib.suppress(BadCode):
        assert len(parse(typed)) == LENGTH


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_first_letter_tells_a_demonstration(demonstration):
    drawn = [new_code(demonstration=demonstration) for _ in range(500)]

    assert all(is_demonstration_code(code) is demonstration for code in drawn)
    assert all((code[0] == DEMONSTRATION_LETTER) is demonstration for code in drawn)


def test_codes_do_not_repeat():
    assert len({new_code(demonstration=False) for _ in range(2000)}) == 2000
