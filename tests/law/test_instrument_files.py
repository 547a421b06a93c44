"""An instrument is read from a file whole, or refused with everything that is wrong with it, at its place."""

import json
from typing import Any

import pytest
from builders.newer_law import BANDS, chapter, flaws, written

from registry.law.instrument_difference import differences
from registry.law.instrument_file import chapter_of_book, content_hash, document_of, instrument_from
from registry.law.law_book import own_book
from registry.rules.instruments import Instrument


def bands(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The bands, with other ends of some: stars_4={"lowest": 76}."""
    return [{**band, **changes.get(f"stars_{band['stars']}", {})} for band in BANDS]


@pytest.mark.parametrize("code", ["1048", "1048+781", "148", "148+1489", "26/2026"])
def test_what_the_program_knows_can_be_written_as_a_file_and_read_back(code: str) -> None:
    whole = chapter_of_book(own_book(), Instrument(code))

    back = instrument_from(json.dumps(document_of(whole))).chapter

    assert back is not None
    assert document_of(back) == document_of(whole)
    assert content_hash(back) == content_hash(whole)


def test_the_source_and_remarks_are_not_the_instrument() -> None:
    assert content_hash(chapter(source="Nơi khác", checks=["Một lưu ý"])) == content_hash(chapter())
    assert content_hash(chapter(months_of_validity=60)) != content_hash(chapter())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"bands": bands(stars_3={"highest": 74})}, "Khung điểm, mục 3, «highest»: giữa khung 3 và 4 sao còn khoảng"),
        ({"bands": bands(stars_3={"highest": 75})}, "Khung điểm, mục 3, «highest»: khung 3 sao chồng lên khung 4 sao."),
        ({"bands": bands(stars_4={"lowest": 50})}, "Khung điểm, mục 2, «lowest»: khung 4 sao phải cao hơn khung 3 sao"),
        ({"bands": bands(stars_5={"highest": 99})}, "khung 5 sao phải kết thúc ở 100 điểm."),
        ({"bands": bands(stars_1={"lowest": 1})}, "khung 1 sao phải bắt đầu từ 0 điểm."),
        ({"bands": BANDS[:4]}, "Khung điểm: phải có đúng năm khung"),
        ({"bands": [*BANDS, BANDS[0]]}, "Khung điểm, mục 6, «stars»: hạng sao «5» có ở nhiều dòng."),
        ({"bands": bands(stars_5={"lowest": "chín mươi"})}, "Khung điểm, mục 1, «lowest»: phải là điểm từ 0 đến 100"),
        ({"bands": "không"}, "Khung điểm: phải là danh sách"),
        ({"recognisers": []}, "Cơ quan công nhận: chưa nêu ai công nhận hạng 3, 4, 5 sao."),
        (
            {"recognisers": [{"stars": 3, "level": "làng", "title": "Trưởng bản"}]},
            "Cơ quan công nhận, mục 1, «level»: phải là một trong: Cấp huyện, Cấp tỉnh, Trung ương.",
        ),
        (
            {"transition": [{"kind": "loại lạ", "until": "2028-04-30"}]},
            "Chuyển tiếp, mục 1, «kind»: phải là một trong: Lần đầu, Nâng hạng, Đánh giá lại.",
        ),
        ({"transition": [{"kind": "first", "until": "2028-02-01"}]}, "không được trước ngày văn bản có hiệu lực."),
        ({"transition_article": None}, "Điều khoản chuyển tiếp: phải nêu điều khoản"),
        ({"sets": []}, "Bộ sản phẩm: chưa có bộ sản phẩm nào."),
        ({"items": []}, "Hồ sơ: phải có danh mục hồ sơ"),
        ({"code": "QĐ 99"}, "Mã văn bản: «QĐ 99» không phải mã văn bản"),
        ({"applies_from": "01/3/2028"}, "«applies_from» phải là một ngày"),
        ({"title": ""}, "«title» không được để trống."),
        ({"verified": "có lẽ"}, "«verified» phải là Có hoặc Không"),
        ({"months_of_validity": 0}, "thời hạn phải từ 1 đến 120 tháng."),
        ({"stars": 5}, "Có trường lạ: «stars»."),
    ],
)
def test_a_file_that_is_wrong_is_told_where(fields: dict[str, Any], said: str) -> None:
    assert any(said in one for one in flaws(**fields)), flaws(**fields)


def test_a_set_of_an_industry_that_is_none_and_an_item_of_a_set_that_is_none_are_told() -> None:
    said = written()
    said["sets"][0]["our_industry"] = "không có"
    said["items"][0]["not_required_for_sets"] = [99]

    found = [str(flaw) for flaw in instrument_from(said).flaws]

    assert found == [
        "Bộ sản phẩm, mục 1, «our_industry»: sổ không có ngành hàng «không có».",
        "Hồ sơ, mục 1, «not_required_for_sets»: không có bộ số 99.",
    ]


@pytest.mark.parametrize("document", ["", "[]", "{}", b"\xff\xfe", '{"format": "ocop-criteria/1"}', "[" * 9999])
def test_what_is_no_instrument_is_refused_in_a_sentence(document: object) -> None:
    reading = instrument_from(document)

    assert reading.chapter is None
    assert [flaw.text[:4] for flaw in reading.flaws] == ["Tệp "]


def test_the_difference_says_day_bands_and_sets_as_a_person_reads_them() -> None:
    old = chapter_of_book(own_book(), Instrument.QD_26_2026)

    found = [str(one) for one in differences(old=old, new=chapter())]

    assert "Có hiệu lực từ ngày «22/05/2026» thành «01/03/2028»." in found
    assert "Khung điểm, 3 sao: khung điểm «50–69,99» thành «55–74,99»." in found
    assert any(one.startswith("Bộ sản phẩm, số bộ 11: tên bộ «") for one in found)
    assert any(one.startswith("Bộ sản phẩm, số bộ 26: bỏ mục «") for one in found)
    assert "Chuyển tiếp, hình thức Nâng hạng: bỏ mục «21/07/2026»." in found
    assert not differences(old=chapter(), new=chapter(source="Nơi khác"))
