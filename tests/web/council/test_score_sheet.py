"""A member's sheet: shown, saved as it is, saved again, signed; without any script."""

import pytest
from builders.score_sheets import best_ticks
from web.council.conftest import as_fields

from registry.usecases import scoring
from registry.usecases.scoring import LONGEST_COMMENT


@pytest.fixture
def sheet(table):
    return f"/hoi-dong/phieu/{table.dossiers[0]}"


@pytest.fixture
def chair(table):
    return table.browsers[0]


def test_every_criterion_and_every_option_is_on_the_page(table, sheet, chair) -> None:
    page = chair.get(sheet).text

    for leaf in table.criteria.leaves():
        assert page.count(f'name="tick-{leaf.code}"') == len(leaf.options) + leaf.may_reach_nothing
        for option in leaf.options:
            assert option.label.replace("'", "&#39;") in page
    minima = sum(option.required_for is not None for leaf in table.criteria.leaves() for option in leaf.options)
    assert page.count('class="minimum"') == minima
    # 5.2 waits until 5.1 has a point.
    assert f"còn {len(table.criteria.leaf_codes) - 1} tiêu chí" in page


def test_what_is_saved_stands_on_the_page_again(table, sheet, chair) -> None:
    fields = {"tick-1.1": "1", "comment-1.1": "Có hợp đồng", "opinion": "Nên công nhận", "grounds": ":0"}

    answer = table.sends(0, sheet, fields)
    page = chair.get(sheet).text

    assert answer.status_code == 303
    assert 'name="tick-1.1" value="1" data-points="2" checked' in page
    assert ">Có hợp đồng</textarea>" in page
    assert ">Nên công nhận</textarea>" in page
    assert 'name="grounds" value=":0" checked' in page


def test_a_criterion_that_does_not_apply_is_closed_and_needs_no_tick(table, sheet, chair) -> None:
    table.sends(0, sheet, {"tick-5.1": "0"})

    page = chair.get(sheet).text

    assert 'class="criterion criterion-closed" id="c-5.2"' in page
    assert f"còn {len(table.criteria.leaf_codes) - 2} tiêu chí" in page


def test_the_files_that_support_a_criterion_stand_beside_it(table, sheet, chair) -> None:
    page = chair.get(sheet).text

    linked = [one for one in table.files() if f"/hoi-dong/tep/{one}" in page]
    answer = chair.get(f"/hoi-dong/tep/{linked[0]}")

    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_sheet_is_signed_only_when_nothing_is_left_open(table, sheet, chair) -> None:
    table.sends(0, sheet, {"tick-1.1": "1"})

    page = chair.get(f"{sheet}/ky").text

    assert "Chưa ký được" in page
    assert "Ký phiếu</button>" not in page


def test_a_whole_sheet_is_signed_and_shown_sealed(table, sheet, chair) -> None:
    onward = table.sends(0, sheet, {**as_fields(table.ticks(75)), "then": "sign", "comment-2.1": "Rất riêng"})
    summary = chair.get(onward.headers["Location"]).text
    signed = chair.send(f"{sheet}/ky", serial="1")
    page = chair.client.get(signed.headers["Location"], follow_redirects=True).text

    assert "75/100 điểm" in summary
    assert "75/100 điểm" in page
    assert "Mã băm SHA-256" in page
    assert "Rất riêng" in page
    assert chair.get(sheet).status_code == 303


def test_what_was_saved_elsewhere_meanwhile_is_told_and_nothing_is_lost(table, sheet, chair) -> None:
    old = table.sends(0, f"{sheet}/luu", {"tick-1.1": "0", "tick-1.3": "2", "comment-1.1": "Từ điện thoại"})
    assert old.json["serial"] == 1

    answer = table.sends(0, sheet, {"serial": "0", "tick-1.1": "1", "tick-1.2": "1"})

    assert answer.status_code == 409
    assert "vừa được lưu từ cửa sổ hoặc thiết bị khác" in answer.text
    assert "Tiêu chí 1.1: ở đây 2 điểm" in answer.text
    for kept in ("tick-1.1", "tick-1.2"):
        assert f'name="{kept}" value="1"' in answer.text
    assert 'name="tick-1.1" value="1" data-points="2" checked' in answer.text
    assert 'name="tick-1.2" value="1" data-points="1" checked' in answer.text
    assert 'name="tick-1.3" value="2" data-points="2" checked' in answer.text
    assert ">Từ điện thoại</textarea>" in answer.text
    assert 'name="serial" type="hidden" value="1"' in answer.text


def test_a_comment_that_is_too_long_is_told_with_everything_kept(table, sheet) -> None:
    answer = table.sends(0, sheet, {"tick-1.1": "1", "comment-1.1": "x" * (LONGEST_COMMENT + 1)})

    assert answer.status_code == 422
    assert "Nhận xét ở tiêu chí 1.1 dài 2001 ký tự" in answer.text
    assert 'name="tick-1.1" value="1" data-points="2" checked' in answer.text


def test_another_members_open_page_saves_nothing_into_ones_own_sheet(table, sheet, chair) -> None:
    for address in (sheet, f"{sheet}/luu"):
        answer = table.sends(0, address, {"tick-1.1": "1", "seat": table.seat_of(1)})
        assert answer.status_code == 404
    assert "checked" not in chair.get(sheet).text


@pytest.mark.parametrize("forged", [{"tick-1.1": "99"}, {"tick-1.1": "một"}, {"grounds": "9.9:7"}])
def test_forged_marks_are_refused(table, sheet, forged) -> None:
    assert table.sends(0, f"{sheet}/luu", forged).status_code == 422
    answer = table.sends(0, sheet, forged)
    assert answer.status_code == 422
    assert "data-error-summary" in answer.text


def test_a_signed_sheet_takes_no_more_marks(table, sheet) -> None:
    form = table.sends(0, sheet, {})
    assert form.status_code == 303
    held = table.browsers[0].hidden(sheet)
    table.signs(0, 75)

    kept = table.browsers[0].client.post(
        f"{sheet}/luu", data={**held, "seat": table.seat_of(0), "serial": "2", "tick-1.1": "0"}
    )

    assert kept.status_code == 422
    assert "Phiếu đã ký" in kept.json["text"]


def test_the_producers_own_score_is_nowhere_before_signing(table, sheet, chair) -> None:
    before = chair.get(sheet).text + chair.get(f"/hoi-dong/ho-so/{table.dossiers[0]}").text

    assert "tự chấm" not in before.lower()


def test_a_signed_sheet_can_be_taken_along_as_the_official_form(table, chair) -> None:
    table.signs(0, 75)

    answer = chair.get(f"/hoi-dong/phieu-da-ky/{table.sheet_of(0)}/phieu.pdf")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.data.startswith(b"%PDF-")


def test_a_sheet_opened_by_a_discussion_says_why_and_where_to_come_together(web_app, table, sheet, chair) -> None:
    for member, total in enumerate((55, 90, 72)):
        table.signs(member, total)
    with web_app.app_context():
        scoring.discuss(actor=table.officer, dossier=table.dossiers[0], said="Xem lại phần tiếp thị")

    page = chair.get(sheet).text

    assert "Xem lại phần tiếp thị" in page
    assert "Điểm các thành viên từ 55 đến 90" in page
    assert page.count("Hội đồng cần thống nhất</span>") > 1
    assert f"còn {len(table.criteria.leaf_codes)} tiêu chí" not in page


def test_a_page_that_was_open_too_long_gets_a_fresh_guard(table, sheet, chair) -> None:
    held = chair.hidden(sheet)
    fields = {**held, "csrf_token": "cũ", "seat": table.seat_of(0), "serial": "0", "tick-1.1": "1"}

    stale = chair.client.post(f"{sheet}/luu", data=fields)
    again = chair.client.post(f"{sheet}/luu", data={**fields, "csrf_token": stale.json["token"]})

    assert stale.status_code == 403
    assert again.json["serial"] == 1


@pytest.mark.parametrize("number", [13, 16, 26])
def test_sets_of_every_shape_are_shown_whole(web_app, a_table, number) -> None:
    table = a_table(product_set=number)
    address = f"/hoi-dong/phieu/{table.dossiers[0]}"
    best = best_ticks(table.criteria)

    empty = table.browsers[0].get(address).text
    table.sends(0, address, as_fields(best))
    signed = table.browsers[0].send(f"{address}/ky", serial="1")

    assert all(empty.count(f'data-leaf="{code}"') == 1 for code in table.criteria.leaf_codes)
    cases = {case for leaf in table.criteria.leaves() for case in leaf.cases}
    assert all(f"Trường hợp: {case}" in empty for case in cases)
    assert "100/100 điểm" in table.browsers[0].client.get(signed.headers["Location"], follow_redirects=True).text
