import copy
from itertools import pairwise

import pytest
from builders.score_sheets import leaves_of

from registry.law.criteria import criteria_set
from registry.law.criteria_reading import criteria_set_from
from registry.rules.criteria import document
from registry.rules.criteria_difference import differences, scores_alike
from registry.rules.instruments import Instrument


def rice():
    return criteria_set(instrument=Instrument.QD_26_2026, number=3)


def changed(change):
    whole = copy.deepcopy(document(rice()))
    change(whole, lambda code: next(one for one in leaves_of(whole) if one["code"] == code))
    reading = criteria_set_from(whole)
    assert reading.flaws == ()
    return reading.criteria


def told(change):
    return [str(one) for one in differences(old=rice(), new=changed(change))]


def test_a_set_does_not_differ_from_itself():
    assert differences(old=rice(), new=rice()) == []
    assert scores_alike(old=rice(), new=rice())


def test_other_words_are_told_and_score_alike():
    def verbatim(whole, at):
        at("1.1")["options"][0]["label"] = "Lời của văn bản"
        at("1.1")["title"] = "NGUỒN NGUYÊN LIỆU"
        at("6.1")["disqualified_if"] = ["Có tạp chất (bị loại)"]
        whole["source"] = "Bản chính thức của Sở"

    said = told(verbatim)

    assert len(said) == 4
    assert said[0].startswith("Nguồn «Phụ lục II")
    assert (
        "Tiêu chí 1.1: lời của mức 1 điểm «Có trồng trên địa bàn cấp xã, tỷ lệ dưới 50%» thành «Lời của văn bản»."
        in said
    )
    assert scores_alike(old=rice(), new=changed(verbatim))
    assert rice().content_hash != changed(verbatim).content_hash


def points(whole, at):
    at("1.1")["options"][1]["points"] = 1
    at("1.1")["doubt"] = "In như vậy"


def added(whole, at):
    at("1.1")["options"].insert(0, {"points": 0, "label": "Không có"})


def removed(whole, at):
    del at("1.1")["options"][0]


def minimum(whole, at):
    at("1.1")["options"][2]["required_for"] = 5


def condition(whole, at):
    del at("5.2")["applies_if"]


def ground(whole, at):
    at("1.1")["disqualified_if"] = ["Không rõ nguồn gốc"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (points, "Tiêu chí 1.1: điểm của mức «Trồng trên địa bàn cấp xã, tỷ lệ từ 50% đến dưới 75%» «2» thành «1»."),
        (added, "Tiêu chí 1.1: thêm mức «0 điểm: Không có»."),
        (removed, "Tiêu chí 1.1: bỏ mức «1 điểm: Có trồng trên địa bàn cấp xã, tỷ lệ dưới 50%»."),
        (minimum, "Tiêu chí 1.1: thêm mức tối thiểu của mức 3 điểm «5 sao»."),
        (condition, "Tiêu chí 5.2: bỏ điều kiện chấm «tiêu chí 5.1 đạt từ 1 điểm»."),
        (ground, "Tiêu chí 1.1: thêm căn cứ loại «Không rõ nguồn gốc»."),
        (lambda whole, at: whole.update(effective_to="2027-01-01"), "Thêm ngày hết hiệu lực «01/01/2027»."),
        (lambda whole, at: whole.update(incomplete="Thiếu trang"), "Thêm lý do chưa chấm được «Thiếu trang»."),
    ],
    ids=["points", "option added", "option removed", "minimum", "condition", "ground", "days", "completeness"],
)
def test_what_could_score_otherwise_is_told_and_is_no_matter_of_words(change, said):
    assert said in told(change)
    assert not scores_alike(old=rice(), new=changed(change))


def test_one_option_more_does_not_make_all_those_after_it_differ():
    assert len(told(added)) == 1


def test_every_two_sets_of_an_instrument_can_be_told_apart():
    sets = [criteria_set(instrument=Instrument.QD_26_2026, number=number) for number in range(1, 27)]
    for old, new in pairwise(sets):
        assert all(str(one).endswith(".") for one in differences(old=old, new=new))
        assert not scores_alike(old=old, new=new)
