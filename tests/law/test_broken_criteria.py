"""Files of criteria that are wrong: every flaw is told where it is, and nothing fails on what stands in a file."""

import json

import pytest
from builders.score_sheets import leaves_of
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.law.criteria import criteria_set
from registry.law.criteria_reading import criteria_set_from
from registry.rules.criteria import document
from registry.rules.instruments import Instrument


def set_3():
    return document(criteria_set(instrument=Instrument.QD_26_2026, number=3))


def leaf(whole, code):
    return next(one for one in leaves_of(whole) if one["code"] == code)


def sentences(whole):
    return [str(flaw) for flaw in criteria_set_from(whole).flaws]


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
            lambda w, at: w.update(instrument="QĐ 26"),
            "«QĐ 26» không phải mã văn bản; ghi như 26/2026 hoặc 148+1489.",
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
