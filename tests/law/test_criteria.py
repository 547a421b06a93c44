import hashlib
import json
import shutil

import pytest
from builders.score_sheets import leaves_of, raw

from registry.law import criteria as law
from registry.law.classification import classifications
from registry.law.criteria import criteria_set, listed, listed_set
from registry.law.criteria_reading import criteria_set_from
from registry.law.law_book import own_book
from registry.law.reading import BadFile
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.criteria import document
from registry.rules.instruments import Instrument

why_not_scored = own_book().why_not_scored
WITH_FILES = [one for known in listed().values() for one in known.sets if one.file]

# QĐ 26/2026, Phụ lục II, counted in its text: criteria that are ticked, and the marks ***, **** and ***** of
# each set. Set 3 includes the mark of 5.1, which is printed inside the words of its option.
COUNTED = {
    1: (32, 7, 12, 3),
    2: (31, 7, 13, 6),
    3: (32, 7, 14, 6),
    4: (32, 7, 14, 6),
    5: (31, 8, 13, 5),
    6: (32, 8, 13, 5),
    7: (32, 8, 14, 6),
    8: (32, 8, 14, 6),
    9: (31, 8, 14, 6),
    10: (32, 8, 13, 6),
    11: (32, 8, 12, 3),
    12: (32, 8, 14, 3),
    13: (34, 8, 10, 3),
    14: (29, 8, 10, 3),
    15: (29, 8, 13, 3),
    16: (29, 7, 9, 4),
    17: (29, 8, 12, 3),
    18: (31, 7, 10, 3),
    19: (30, 7, 10, 3),
    20: (30, 7, 10, 3),
    21: (28, 7, 9, 4),
    22: (28, 6, 8, 4),
    23: (26, 5, 11, 4),
    24: (26, 4, 7, 5),
    25: (25, 4, 9, 3),
    26: (32, 1, 2, 0),
}


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """The data files in a folder of the test's own, read anew."""
    folder = tmp_path / "criteria"
    shutil.copytree(law.CRITERIA, folder)
    monkeypatch.setattr(law, "CRITERIA", folder)
    monkeypatch.setattr(law, "INDEX", folder / "index.json")
    caches = (law.listed, law.criteria_set)
    for cache in caches:
        cache.cache_clear()
    yield folder
    for cache in caches:
        cache.cache_clear()


def leaf(whole, code):
    return next(one for one in leaves_of(whole) if one["code"] == code)


def test_every_set_of_26_2026_has_the_criteria_and_marks_counted_in_the_text():
    found = {}
    for one in listed()[Instrument.QD_26_2026].sets:
        leaves = leaves_of(raw(one))
        marks = [option.get("required_for") for leaf in leaves for option in leaf["options"]]
        found[one.number] = (len(leaves), marks.count(3), marks.count(4), marks.count(5))

    assert found == COUNTED


@pytest.mark.parametrize(
    ("instrument", "parts"), [("26/2026", {"A": 40, "B": 25, "C": 35}), ("1048+781", {"A": 35, "B": 25, "C": 40})]
)
def test_every_set_that_can_be_scored_has_exactly_a_hundred_points_to_give(instrument, parts):
    for one in WITH_FILES:
        if one.instrument == instrument:
            best = {
                part["code"]: sum(
                    max(option["points"] for option in leaf["options"]) for leaf in leaves_of({"parts": [part]})
                )
                for part in raw(one)["parts"]
            }
            assert (best == parts) is one.can_be_scored, one.number


def test_what_is_not_to_be_had_whole_says_so_and_cannot_be_scored():
    silent = {
        (one.instrument, one.number) for known in listed().values() for one in known.sets if not one.can_be_scored
    }

    assert silent == {(Instrument.QD_1048_781, number) for number in (3, 10, 16, 19)}
    assert criteria_set(instrument=Instrument.QD_1048_781, number=3) is None
    assert not criteria_set(instrument=Instrument.QD_1048_781, number=10).can_be_scored
    assert "thiếu 2 điểm" in why_not_scored(instrument=Instrument.QD_1048_781, number=10)
    assert "Không tìm được" in why_not_scored(instrument=Instrument.QD_1048_781, number=3)
    assert why_not_scored(instrument=Instrument.QD_1048_781, number=12) is None
    assert "không có bộ sản phẩm" in why_not_scored(instrument=Instrument.QD_26_2026, number=27)


@pytest.mark.parametrize("instrument", ["490", "1048", "148", "148+1489"])
def test_an_instrument_whose_criteria_are_unknown_says_why(instrument):
    assert listed()[Instrument(instrument)].sets == ()
    assert why_not_scored(instrument=Instrument(instrument), number=1) == listed()[Instrument(instrument)].unknown


def test_every_set_is_one_of_the_classification_under_its_name_there():
    for known in listed().values():
        sets = classifications()[known.instrument].sets
        assert {one.number for one in known.sets} == (set(sets) if known.sets else set())
        for one in known.sets:
            assert one.name in (sets[one.number].name, sets[one.number].listed_as), one


def test_every_set_holds_during_the_days_of_its_instrument():
    for one in WITH_FILES:
        criteria = criteria_set(instrument=one.instrument, number=one.number)
        facts = BUILT_IN[one.instrument]
        assert (criteria.effective_from, criteria.effective_to) == (facts.applies_from, facts.applies_to)


def test_the_hash_is_that_of_the_content_and_of_nothing_beside_it():
    def content(fields):
        if isinstance(fields, dict):
            beside = {"format", "source", "checks", "incomplete", "doubt"}
            return {name: content(value) for name, value in fields.items() if name not in beside}
        return [content(one) for one in fields] if isinstance(fields, list) else fields

    for one in WITH_FILES:
        text = json.dumps(content(raw(one)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == one.content_hash


def test_a_set_written_and_read_again_is_the_same():
    for one in WITH_FILES:
        criteria = criteria_set(instrument=one.instrument, number=one.number)
        assert criteria_set_from(json.dumps(document(criteria))).criteria == criteria


def test_a_file_is_read_when_its_set_is_asked_for_and_not_before(own_folder):
    (own_folder / listed_set(instrument=Instrument.QD_26_2026, number=5).file).write_text("{", encoding="utf-8")

    assert criteria_set(instrument=Instrument.QD_26_2026, number=4).number == 4
    with pytest.raises(BadFile) as refused:
        criteria_set(instrument=Instrument.QD_26_2026, number=5)
    assert "05-do-an-nhanh.json" in refused.value.text


def test_a_file_in_which_one_word_was_changed_is_refused(own_folder):
    path = own_folder / listed_set(instrument=Instrument.QD_26_2026, number=4).file
    whole = json.loads(path.read_text(encoding="utf-8"))
    leaf(whole, "1.1")["options"][0]["label"] += " x"
    path.write_text(json.dumps(whole), encoding="utf-8")

    with pytest.raises(BadFile, match="không khớp"):
        criteria_set(instrument=Instrument.QD_26_2026, number=4)
