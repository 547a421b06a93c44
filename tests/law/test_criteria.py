import hashlib
import json
import shutil

import pytest
from builders.score_sheets import leaves_of, raw
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.law import criteria as law
from registry.law.classification import classifications
from registry.law.criteria import criteria_set, listed, listed_set, why_not_scored
from registry.law.criteria_reading import criteria_set_from
from registry.law.reading import BadFile
from registry.rules.criteria import document
from registry.rules.instruments import INSTRUMENTS, Instrument

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


def set_3():
    return document(criteria_set(instrument=Instrument.QD_26_2026, number=3))


def leaf(whole, code):
    return next(one for one in leaves_of(whole) if one["code"] == code)


def sentences(whole):
    return [str(flaw) for flaw in criteria_set_from(whole).flaws]


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
        facts = INSTRUMENTS[one.instrument]
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


def broken(change):
    whole = set_3()
    change(whole, lambda code: leaf(whole, code))
    return sentences(whole)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda w, _: w["parts"][0].update(max=41), "Phần A: các mục cộng lại được 40 điểm, phải là 41 điểm."),
        (lambda w, _: w["parts"].pop(), "Các phần cộng lại được 65 điểm, phải là 100 điểm."),
        (lambda w, _: w["parts"].reverse(), "Mã các phần phải khác nhau và theo thứ tự (đang là C, B, A)."),
        (
            lambda w, _: w["parts"][0].update(code="Phần A"),
            "Mã các phần phải là một chữ cái in hoa (đang là Phần A, B, C).",
        ),
        (lambda w, _: w.update(set=0), "Số bộ sản phẩm phải từ 1."),
        (lambda w, at: at("1.1").update(max=4), "Tiêu chí 1.1: mức cao nhất là 3 điểm, phải bằng điểm tối đa 4."),
        (lambda w, at: at("1.2").update(code="1.1"), "Tiêu chí 1.1: mã này có 2 lần."),
        (lambda w, at: at("1.2").update(code="1.7"), "Tiêu chí 1: mã bên dưới phải liên tục: chờ 1.2, gặp 1.7."),
        (lambda w, at: at("1.2").update(code="x"), "Tiêu chí 1: mã bên dưới phải có dạng 1.1, 1.2… (đang có «x»)."),
        (
            lambda w, at: at("1.1")["options"].reverse(),
            "Tiêu chí 1.1: điểm của các mức phải tăng dần (đang là 3, 2, 1).",
        ),
        (lambda w, at: at("1.1").pop("options"), "Tiêu chí 1.1: phải có ít nhất hai mức điểm để chọn."),
        (
            lambda w, at: [one.update(required_for=7 - one["required_for"]) for one in at("4.1")["options"][1:3]],
            "Tiêu chí 4.1: mức tối thiểu của hạng cao hơn phải đứng ở mức điểm cao hơn.",
        ),
        (
            lambda w, at: at("1.1")["options"][0].update(required_for=2),
            "Tiêu chí 1.1: mức tối thiểu («required_for») chỉ dành cho 3, 4 hoặc 5 sao.",
        ),
        (
            lambda w, at: at("5.2")["applies_if"].update(criterion="5.3"),
            "Tiêu chí 5.2: phụ thuộc tiêu chí 5.3, không có tiêu chí nào được chấm trước nó mang mã ấy.",
        ),
        (
            lambda w, at: at("5.2")["applies_if"].update(min_points=9),
            "Tiêu chí 5.2: điều kiện phải từ 1 đến 5 điểm của tiêu chí 5.1.",
        ),
        (
            lambda w, at: at("1.1")["options"][0].update(case="một"),
            "Tiêu chí 1.1: nếu chia trường hợp thì mọi mức điểm phải thuộc một trong ít nhất hai trường hợp.",
        ),
        (
            lambda w, at: at("1.1").update(zero_disqualifies=True),
            "Tiêu chí 1.1: 0 điểm là căn cứ loại nhưng chưa nêu lời của căn cứ ấy («disqualified_if»).",
        ),
        (
            lambda w, at: at("1.1")["options"][0].update(points="3"),
            "Tiêu chí 1.1, mức 1: điểm («points») phải là số nguyên từ 0 đến 100.",
        ),
        (
            lambda w, at: at("1.1")["options"][0].update(point=3),
            "Tiêu chí 1.1, mức 1: có trường lạ: «point».",
        ),
        (
            lambda w, at: w.update(instrument="27/2027"),
            "Không có văn bản «27/2027»; các văn bản là 490, 1048, 1048+781, 148, 148+1489, 26/2026.",
        ),
        (lambda w, _: w.update(effective_to="2020-01-01"), "Ngày hết hiệu lực không được trước ngày có hiệu lực."),
        (
            lambda w, _: w.update(effective_from="22/5/2026"),
            "Ngày áp dụng («effective_from») phải là ngày dạng 2026-05-22.",
        ),
        (lambda w, _: w.update(name="a\x00b"), "Tên bộ («name») phải là chữ, không trống, không quá 2000 ký tự."),
        (lambda w, _: w.update(name="\ud800"), "Tên bộ («name») phải là chữ, không trống, không quá 2000 ký tự."),
    ],
    ids=range(1, 25),
)
def test_a_set_that_is_wrong_is_told_where(change, said):
    assert said in broken(change)


def test_all_that_is_wrong_is_told_at_once():
    def change(whole, at):
        whole["name"] = 5
        at("1.1")["options"][0]["points"] = -1
        at("4.1")["max"] = 7
        at("5.2")["applies_if"]["criterion"] = "9.9"

    assert len(broken(change)) == 5  # the wrong maximum also breaks the sum of its section


def test_a_number_that_could_not_be_read_is_told_once_and_not_as_a_wrong_sum():
    assert len(broken(lambda w, at: at("1.1").update(max=None))) == 1


def test_what_is_known_to_be_printed_irregularly_passes_where_the_set_says_so():
    twice = broken(lambda w, at: at("1.1")["options"][1].update(points=1))
    known = broken(lambda w, at: (at("1.1")["options"][1].update(points=1), at("1.1").update(doubt="In như vậy.")))

    assert twice == ["Tiêu chí 1.1: điểm của các mức phải tăng dần (đang là 1, 1, 3)."]
    assert known == []


@pytest.mark.parametrize(
    "brought",
    ["", "[]", "{}", "null", b"\xff\xfe", "[" * 100_000, '{"format": "ocop-places/1"}', 5, None],
    ids=["nothing", "list", "object", "null", "no UTF-8", "deep", "other format", "number", "None"],
)
def test_what_is_no_criteria_set_is_refused_with_one_sentence(brought):
    reading = criteria_set_from(brought)

    assert reading.criteria is None
    assert len(reading.flaws) == 1


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["1.1", "A", "5.1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["code", "max", "options", "children", "points", "label"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def containers(node):
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [node] * isinstance(node, dict | list) + [one for child in inner for one in containers(child)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_file_is_read_or_told_and_never_fails(data):
    whole = set_3()
    for _ in range(data.draw(st.integers(1, 3))):
        places = [one for one in containers(whole) if one]
        place = places[data.draw(st.integers(0, len(places) - 1))]
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        place[key] = data.draw(ANYTHING)

    reading = criteria_set_from(whole)

    assert (reading.criteria is None) == bool(reading.flaws)
    assert all(str(flaw) for flaw in reading.flaws)
    if reading.criteria is not None:
        assert criteria_set_from(json.dumps(document(reading.criteria))).criteria == reading.criteria


def test_halves_of_letters_can_be_told_of():
    whole = set_3() | {"\ud800": 1}
    whole["parts"][0]["criteria"][0]["code"] = "\ud800"

    for said in sentences(whole):
        said.encode()


def test_a_set_of_nothing_but_its_format_is_told_all_it_lacks():
    assert len(sentences({"format": "ocop-criteria/1", "parts": [{}, 5, {"criteria": [{"children": [{}]}]}]})) > 15
