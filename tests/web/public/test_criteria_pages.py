"""The criteria before the public: every set whole, what is missing said, every wording reachable."""

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from builders.desk import Desk, a_desk, visible
from builders.people import a_person
from openpyxl import load_workbook

from registry import clock
from registry.law import criteria as law
from registry.law.criteria_reading import criteria_set_from
from registry.rules.criteria import CriteriaSet, document
from registry.rules.instruments import Instrument
from registry.rules.permissions import Role
from registry.usecases import criteria_loading

HOME = "/bo-tieu-chi"
TEA = f"{HOME}/qd-26-2026/11"
HEAVIEST = 120_000
"""Bytes of a first load, by the weight the public pages are given."""


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def seen(visitor: Any, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200, answer.text
    return visible(answer.text)


def law_set(number: int, instrument: Instrument = Instrument.QD_26_2026) -> CriteriaSet:
    found = law.criteria_set(instrument=instrument, number=number)
    assert found is not None
    return found


def reworded(criteria: CriteriaSet, words: str = "Tên mới hơn", **fields: Any) -> CriteriaSet:
    """Return another wording of a set."""
    changed: Any = {**document(criteria), **fields}
    changed["parts"][0]["title"] = words
    found = criteria_set_from(json.dumps(changed)).criteria
    assert found is not None
    return found


def taken_in(app: Any, criteria: CriteriaSet, *, applies_from: date, source: str = "Công báo số 1") -> None:
    with app.app_context():
        criteria_loading.load(
            actor=a_person(Role.ADMINISTRATOR), criteria=criteria, source=source, applies_from=applies_from
        )


def test_every_instrument_and_every_set_is_listed_and_what_is_missing_says_why(visitor: Any) -> None:
    text = seen(visitor, HOME)

    for known in law.listed().values():
        assert known.unknown is None or known.unknown in text
        for one in known.sets:
            assert one.name in text
            assert one.incomplete is None or one.incomplete in text
    assert "Áp dụng từ ngày 22/05/2026 đến nay" in text


def test_every_set_that_has_a_file_has_a_page_with_all_its_words_and_points(visitor: Any) -> None:
    for known in law.listed().values():
        for one in known.sets:
            criteria = law.criteria_set(instrument=one.instrument, number=one.number)
            if criteria is None:
                continue
            page = visitor.get(f"{HOME}/qd-{'26-2026' if '26' in one.instrument else '1048-781'}/{one.number}")
            text = visible(page.text)
            for node in criteria.nodes.values():
                words = [node.title, node.hint, node.doubt, *node.disqualified_if, *node.cases]
                words += [option.label for option in node.options]
                assert [word for word in words if word and " ".join(word.split()) not in text] == []
                assert f'id="tc-{node.code.replace(".", "-")}"' in page.text
            assert all(" ".join(doubt.split()) in text for doubt in (*criteria.checks, *criteria.disqualified_if))
            assert criteria.content_hash in text
            assert page.text.count('class="minimum"') == sum(
                option.required_for is not None for leaf in criteria.leaves() for option in leaf.options
            )


def test_a_minimum_is_said_in_words_beside_its_stars(visitor: Any) -> None:
    text = seen(visitor, TEA)

    assert "4 sao (mức tối thiểu của hạng này)" in text
    assert "mức tối thiểu của hạng thì không được hạng ấy" in text


def test_criteria_of_an_instrument_that_ended_are_not_taken_for_today_s(visitor: Any) -> None:
    assert "Văn bản này đã hết hiệu lực" in seen(visitor, f"{HOME}/qd-1048-781/11")
    assert "Văn bản này đã hết hiệu lực" not in seen(visitor, TEA)


def test_the_bands_of_the_instrument_stand_above_the_table(visitor: Any) -> None:
    assert "5 sao từ 90 điểm 4 sao từ 70 điểm 3 sao từ 50 điểm 2 sao từ 30 điểm" in seen(visitor, TEA)


def test_what_is_only_looked_at_under_a_condition_says_which(visitor: Any) -> None:
    criteria = law_set(11)
    depends = next(node for node in criteria.nodes.values() if node.applies_if)

    assert depends.applies_if is not None
    said = f"Chỉ chấm khi tiêu chí {depends.applies_if.criterion} đạt từ {depends.applies_if.min_points} điểm"
    assert said in seen(visitor, TEA)


def test_a_set_that_cannot_be_scored_says_so_on_its_page_and_one_that_is_missing_has_none(visitor: Any) -> None:
    text = seen(visitor, f"{HOME}/qd-1048-781/10")

    assert "Chưa chấm được bằng bộ này. Phần C chỉ cộng được 38 trên 40 điểm" in text
    missing = visitor.get(f"{HOME}/qd-1048-781/3")
    assert missing.status_code == 404
    assert "Không tìm được bộ tiêu chí này" in unescape(missing.text)


@pytest.mark.parametrize(
    "address", ["qd-9/1", "qd-26-2026/0", "qd-26-2026/27", "qd-26-2026/101", "qd-148/1", "qd-26-2026/11/ban-1", "26/1"]
)
def test_there_is_no_other_page(address: str, visitor: Any) -> None:
    for ending in ("", ".json", ".xlsx"):
        assert visitor.get(f"{HOME}/{address}{ending}").status_code == 404


def test_a_set_can_be_taken_away_as_data_and_as_a_workbook_and_reads_back_as_it_was(visitor: Any, web_app: Any) -> None:
    taken_in(web_app, reworded(law_set(11)), applies_from=clock.today())

    for address, expected in ((TEA, reworded(law_set(11))), (f"{TEA}/ban-1", law_set(11))):
        data, workbook = visitor.get(f"{address}.json"), visitor.get(f"{address}.xlsx")
        assert criteria_set_from(data.data).criteria == expected
        assert data.headers["Content-Disposition"].startswith("attachment")
        cells = [row[1] for row in load_workbook(io.BytesIO(workbook.data)).active.iter_rows(values_only=True)]
        assert expected.parts[0].title in cells


def test_a_newer_wording_takes_the_place_of_the_law_s_own_and_the_earlier_one_stays_reachable(
    visitor: Any, web_app: Any
) -> None:
    before = seen(visitor, TEA)
    taken_in(web_app, reworded(law_set(11), "Tên phần mới hơn"), applies_from=clock.today())

    after = seen(visitor, TEA)
    assert "Tên phần mới hơn" in after
    assert "Tên phần mới hơn" not in before
    assert "Công báo số 1" in after
    assert f'href="{TEA}/ban-1"' in visitor.get(TEA).text
    old = seen(visitor, f"{TEA}/ban-1")
    assert "Tên phần mới hơn" not in old
    assert "Đây là bản cũ" in old
    assert "noindex" in visitor.get(f"{TEA}/ban-1").text


def test_a_wording_that_applies_later_is_named_and_not_yet_shown_as_the_one_in_use(visitor: Any, web_app: Any) -> None:
    later = clock.today() + timedelta(days=30)
    taken_in(web_app, reworded(law_set(11), "Tên phần mới hơn"), applies_from=later)

    assert "Tên phần mới hơn" not in seen(visitor, TEA)
    assert "Bản số 1 áp dụng từ ngày 22/05/2026, đang áp dụng" in seen(visitor, TEA)
    assert "Đây là bản cũ" not in seen(visitor, TEA)
    assert f"chưa áp dụng: hồ sơ mở từ ngày {later:%d/%m/%Y}" in seen(visitor, f"{TEA}/ban-2")


def test_a_set_that_was_missing_is_listed_once_its_text_is_taken_in(visitor: Any, web_app: Any) -> None:
    rice = reworded(law_set(4, Instrument.QD_1048_781), set=3, name="Gạo, ngũ cốc")
    assert f"{HOME}/qd-1048-781/3" not in visitor.get(HOME).text

    taken_in(web_app, rice, applies_from=date(2020, 6, 8))

    assert f"{HOME}/qd-1048-781/3" in visitor.get(HOME).text
    assert law.listed()[Instrument.QD_1048_781].sets[2].incomplete not in seen(visitor, HOME)
    assert "Tên mới hơn" in seen(visitor, f"{HOME}/qd-1048-781/3")


def test_a_product_and_a_decision_lead_to_the_criteria_that_hold_for_it(desk: Desk, visitor: Any) -> None:
    decision = desk.issue("Chè Shan tuyết", instrument=Instrument.QD_1048_781, product_set=11)
    page = visitor.get(f"/san-pham/{desk.products['Chè Shan tuyết']}").text

    assert f'href="{HOME}/qd-1048-781/11"' in page
    assert visitor.get(f"{HOME}/qd-1048-781/11").status_code == 200
    assert f'href="{HOME}#2020-06-08"' in visitor.get(f"/quyet-dinh/{decision}").text
    assert 'id="2020-06-08"' in visitor.get(HOME).text


def test_a_set_is_light_and_kept_ready(visitor: Any) -> None:
    numbers = [one.number for one in law.listed()[Instrument.QD_26_2026].sets]
    static = sum(
        len(visitor.get(address).data)
        for address in ("/static/app.css", "/static/app.js", "/static/criteria.css", "/static/favicon.svg")
    )
    fonts = sum(len(visitor.get(f"/static/fonts/be-vietnam-pro-{weight}.woff2").data) for weight in (400, 600))
    packed = {"Accept-Encoding": "gzip"}
    heaviest = max(len(visitor.get(f"{HOME}/qd-26-2026/{one}", headers=packed).data) for one in numbers)

    assert heaviest + static + fonts < HEAVIEST
    mark = visitor.get(TEA).headers["ETag"]
    assert visitor.get(TEA, headers={"If-None-Match": mark}).status_code == 304
