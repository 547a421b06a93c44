import json
import unicodedata
from collections import Counter
from datetime import date

import pytest

from registry.law.places import LAI_CHAU, lai_chau, load_places
from registry.law.reading import BadFile

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_lai_chau_has_106_communes_before_july_2025_and_38_since():
    before = Counter(place.kind for place in lai_chau().communes(on=BEFORE))
    after = Counter(place.kind for place in lai_chau().communes(on=AFTER))

    assert before == {"xã": 94, "phường": 5, "thị trấn": 7}
    assert after == {"xã": 36, "phường": 2}


def test_the_eight_districts_ended_with_june_2025():
    districts = [place for place in lai_chau().places if place.level == "district"]

    assert len(districts) == 8
    assert all(place.valid_to == BEFORE for place in districts)
    assert {place.full_name for place in districts} >= {"thành phố Lai Châu", "huyện Than Uyên"}


def test_every_former_commune_lay_in_a_district_and_went_into_a_present_one():
    for place in lai_chau().communes(on=BEFORE):
        assert lai_chau().parent(place).level == "district"
        assert len(lai_chau().successors(place)) == 1
        assert lai_chau().successors(place)[0].existed_on(AFTER)


def test_every_present_commune_took_in_at_least_one_former_and_lies_in_the_province():
    taken_in = Counter(new.code for old in lai_chau().communes(on=BEFORE) for new in lai_chau().successors(old))

    for place in lai_chau().communes(on=AFTER):
        assert taken_in[place.code] >= 1
        assert lai_chau().parent(place) == lai_chau().province
    assert [new.name for new in lai_chau().communes(on=AFTER) if taken_in[new.code] == 1] == ["Mù Cả", "Tà Tổng"]


def test_a_code_alone_is_no_identity():
    pairs = [
        (lai_chau().at(level="commune", code=new.code, on=BEFORE).full_name, new.full_name)
        for new in lai_chau().communes(on=AFTER)
    ]

    assert sum(before != after for before, after in pairs) == 21
    assert ("thị trấn Tam Đường", "xã Bình Lư") in pairs


def test_names_are_composed_and_codes_have_five_digits():
    assert all(unicodedata.is_normalized("NFC", place.name) for place in lai_chau().places)
    assert all(len(place.code) == 5 for place in lai_chau().communes(on=AFTER))


PROVINCE = {"level": "province", "code": "99", "name": "Minh Họa", "kind": "tỉnh"}
DISTRICT = {
    "level": "district", "code": "901", "name": "Núi", "kind": "huyện", "parent": "99", "valid_to": "2025-06-30",
}  # fmt: skip
OLD = {
    "level": "commune", "code": "90001", "name": "Suối", "kind": "xã", "parent": "901", "valid_to": "2025-06-30",
    "became": ["90001"],
}  # fmt: skip
NEW = {"level": "commune", "code": "90001", "name": "Suối", "kind": "xã", "parent": "99", "valid_from": "2025-07-01"}


@pytest.fixture
def written(tmp_path):
    def write(*places, **changes):
        whole = {"format": "ocop-places/1", "title": "Minh họa", "source": "tự đặt", "places": list(places)}
        path = tmp_path / "99.json"
        path.write_text(json.dumps(whole | changes, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def test_another_province_loads_its_own_file(written):
    loaded = load_places(written(PROVINCE, DISTRICT, OLD, NEW))

    assert loaded.province.full_name == "tỉnh Minh Họa"
    assert [place.full_name for place in loaded.communes(on=AFTER)] == ["xã Suối"]
    assert loaded.checks == ()


def test_decomposed_names_are_let_in_composed(written):
    new = NEW | {"name": unicodedata.normalize("NFD", "Suối")}

    assert load_places(written(PROVINCE, DISTRICT, OLD, new)).communes(on=AFTER)[0].name == "Suối"


@pytest.mark.parametrize(
    ("places", "says"),
    [
        ([PROVINCE, DISTRICT, OLD, NEW | {"name": ""}], r"places\[3\]: «name»"),
        ([PROVINCE, DISTRICT, OLD, NEW | {"code": 90001}], r"places\[3\]: «code»"),
        ([PROVINCE, DISTRICT, OLD, NEW | {"code": "901"}], "5 chữ số"),
        ([PROVINCE, DISTRICT, OLD, NEW | {"code": "٩٠٠٠١"}], "5 chữ số"),
        ([PROVINCE, DISTRICT, OLD, NEW | {"kind": "làng"}], "«làng»"),
        ([PROVINCE, DISTRICT, OLD, NEW | {"level": "village"}], "«level»"),
        ([PROVINCE, DISTRICT, OLD, NEW | {"valid_from": "1/7/2025"}], "ngày dạng"),
        ([PROVINCE, DISTRICT, OLD, NEW | {"valid_to": "2025-06-01"}], "trước «valid_from»"),
        ([PROVINCE, DISTRICT, OLD, NEW | {"valid_from": "2025-06-30"}], "trùng thời gian"),
        ([PROVINCE, DISTRICT, OLD | {"valid_to": None, "became": []}, NEW], "trùng thời gian"),
        ([PROVINCE, DISTRICT, OLD | {"valid_to": None}, NEW], "«became»"),
        ([PROVINCE, DISTRICT, OLD | {"became": ["90002"]}, NEW], "«became»"),
        ([PROVINCE, DISTRICT, OLD | {"became": "90001"}, NEW], "danh sách"),
        ([PROVINCE, OLD, NEW], "cấp trên"),
        ([DISTRICT, OLD, NEW], "đúng một tỉnh"),
        ([PROVINCE, DISTRICT, OLD | {"became": []}], "ít nhất một xã"),
        ([PROVINCE, "xã Suối"], "đối tượng"),
        ([], "đúng một tỉnh"),
    ],
)
def test_a_damaged_file_is_refused_by_name(written, places, says):
    with pytest.raises(BadFile, match=says):
        load_places(written(*places))


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"format": "other/1"}', "[" * 100_000])
def test_what_is_no_province_file_is_refused(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadFile):
        load_places(path)


def test_bytes_that_are_no_utf_8_and_a_missing_file_are_refused(tmp_path):
    (tmp_path / "x.json").write_bytes(b"\xff\xfe{}")

    with pytest.raises(BadFile, match="UTF-8"):
        load_places(tmp_path / "x.json")
    with pytest.raises(BadFile, match="Không đọc được"):
        load_places(tmp_path / "none.json")


def test_the_file_says_where_it_comes_from():
    loaded = load_places(LAI_CHAU)

    assert "1670/NQ-UBTVQH15" in loaded.source
    assert loaded.checks
