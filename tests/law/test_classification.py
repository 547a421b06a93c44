import json

import pytest

from registry.law import classification
from registry.law.classification import classifications, industries, industry
from registry.law.law_book import own_book
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument

product_set, industry_of = own_book().product_set, own_book().industry_of


def test_every_instrument_has_its_classification():
    assert set(classifications()) == set(BUILT_IN)


@pytest.mark.parametrize(
    ("instrument", "sets", "groups", "industry_count"),
    [("490", 0, 0, 0), ("1048+781", 26, 16, 6), ("1048", 26, 16, 6), ("148", 26, 17, 6), ("26/2026", 26, 17, 6)],
)
def test_sets_groups_and_industries_are_as_many_as_the_instrument_says(instrument, sets, groups, industry_count):
    listed = list(classifications()[instrument].sets.values())

    assert len(listed) == sets
    assert len({(one.industry_number, one.group) for one in listed}) == groups
    assert len({one.industry_number for one in listed}) == industry_count


def test_what_was_assumed_is_not_called_verified():
    assert [name for name, known in classifications().items() if known.verified] == ["1048+781", "26/2026"]
    assert "Giả định" in classifications()["148"].note
    assert not BUILT_IN[Instrument.QD_148].verified


@pytest.mark.parametrize(
    ("instrument", "number", "name", "code"),
    [
        ("1048+781", 12, "Chè tươi, chế biến", "food"),
        ("1048+781", 15, "Rượu trắng", "drink"),
        ("1048", 21, "Trang thiết bị, dụng cụ y tế", "herbal"),
        ("1048+781", 24, "Thủ công mỹ nghệ gia dụng", "craft"),
        ("1048+781", 25, "Ngành vải, may mặc", "craft"),
        ("26/2026", 14, "Rượu trắng", "drink"),
        ("148+1489", 22, "Vải, may mặc", "craft"),
        ("26/2026", 24, "Cây cảnh", "ornamental"),
    ],
)
def test_sets_of_all_times_meet_in_one_industry(instrument, number, name, code):
    assert product_set(instrument=instrument, number=number).name == name
    assert industry_of(instrument=instrument, number=number) == industry(code)


def test_every_set_of_every_instrument_has_an_industry():
    for name, known in classifications().items():
        assert all(industry_of(instrument=name, number=number) for number in known.sets)


def test_the_names_instruments_give_their_industries_lead_to_ours():
    ours = {name: one.code for one in industries() for name in (one.name, *one.also_named)}

    for instrument, known in classifications().items():
        for number, one in known.sets.items():
            assert ours[one.industry_name] == industry_of(instrument=instrument, number=number).code


def test_unknown_sets_and_industries_are_none():
    assert product_set(instrument="26/2026", number=27) is None
    assert industry_of(instrument="490", number=1) is None
    assert industry("none") is None


@pytest.mark.parametrize(
    ("sets", "says"),
    [
        (list(range(1, 15)), "đúng một ngành"),
        (list(range(1, 13)), "đúng một ngành"),
        ([True, *range(2, 14)], "danh sách số nguyên"),
        ("1-13", "danh sách"),
    ],
)
def test_a_crosswalk_that_does_not_fit_is_refused(tmp_path, monkeypatch, sets, says):
    whole = json.loads(classification.INDUSTRIES.read_text(encoding="utf-8"))
    whole["industries"][0]["sets"]["26/2026"] = sets
    path = tmp_path / "industries.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    monkeypatch.setattr(classification, "INDUSTRIES", path)

    with pytest.raises(classification.BadFile, match=says):
        industries.__wrapped__()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("set", True, "«set» phải là số nguyên"),
        ("set", 27, "liên tục từ 1"),
        ("name", "", "«name» phải là chữ"),
        ("agencies", [1], "danh sách chữ"),
    ],
)
def test_a_damaged_product_set_is_refused(tmp_path, monkeypatch, field, value, says):
    whole = json.loads(classification.CLASSIFICATION.read_text(encoding="utf-8"))
    whole["instruments"]["26/2026"]["industries"][0]["sets"][0][field] = value
    path = tmp_path / "classification.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    monkeypatch.setattr(classification, "CLASSIFICATION", path)

    with pytest.raises(classification.BadFile, match=says):
        classifications.__wrapped__()
