"""Filling an annex before a browser: found as typed, refused at the field, two people at one line."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from builders.desk import HOME, Desk, a_desk, landed, visible
from builders.page_forms import fill, form_of, send
from builders.register import a_producer

from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Role

LINE = {"kind": "first", "score": "62,5", "stars": "3", "instrument": "1048+781", "assessed_on": "09/12/2020"}


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


@pytest.mark.parametrize("typed", ["shan tuyet", "SHAN", "tuyết", "chè thử nghiệm shan", "hop tac xa shan", "nghiem"])
def test_a_product_is_found_without_accents_and_by_its_producer(desk: Desk, typed: str) -> None:
    desk.product("Chè Shan tuyết", producer=_producer(desk, "Hợp tác xã Thử Nghiệm"))
    decision = desk.draft()

    page = desk.officer.client.get(f"{HOME}/{decision}/them", query_string={"q": typed}).text

    assert "Chè Shan tuyết" in page
    assert "Hợp tác xã Thử Nghiệm" in page


def _producer(desk: Desk, name: str) -> str:
    with desk.app.app_context():
        return a_producer(name)


@pytest.mark.parametrize(
    "typed", ["", "!!!", "%", "_", "zzz", "\x00", "a" * 5000, "' OR 1=1 --", "<script>alert(1)</script>"]
)
def test_a_search_that_finds_nothing_says_so_and_breaks_nothing(desk: Desk, typed: str) -> None:
    desk.product("Chè Shan tuyết")
    decision = desk.draft()

    answer = desk.officer.client.get(f"{HOME}/{decision}/them", query_string={"q": typed})

    assert answer.status_code == 200
    assert "Chè Shan tuyết" not in answer.text
    assert "<script>alert" not in answer.text


def test_a_line_is_kept_as_typed(desk: Desk) -> None:
    product = desk.product("Chè Shan tuyết")
    decision = desk.draft()

    answer = fill(
        desk.officer.client,
        f"{HOME}/{decision}/them/{product}",
        **LINE,
        product_set="1048+781:12",
        product_code="12-106-03394-1-2020",
        filed_on="01/11/2020",
        note="Đợt 2",
    )

    assert "Đã thêm dòng 1" in landed(desk.officer, answer)
    line = desk.detail(decision).lines[0]
    assert (line.score, line.stars, line.product_set) == (6250, 3, 12)
    assert line.instrument == Instrument.QD_1048_781
    assert (line.product_code, line.note) == ("12-106-03394-1-2020", "Đợt 2")
    assert f"{line.filed_on:%d/%m/%Y} {line.assessed_on:%d/%m/%Y}" == "01/11/2020 09/12/2020"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("score", "một trăm", "Điểm không hợp lệ"),
        ("score", "100,5", "Điểm không hợp lệ"),
        ("score", "62,555", "Điểm không hợp lệ"),
        ("assessed_on", "31/02/2020", "Ngày không hợp lệ"),
        ("filed_on", "10/12/2020", "Ngày nộp hồ sơ không được sau ngày đánh giá"),
        ("valid_until", "31/12/2024", "phải nêu căn cứ"),
        ("product_set", "26/2026:12", "không thuộc văn bản đã chọn"),
        ("product_set", "1048+781:99", "không có trong danh sách"),
        ("stars", "9", "không có trong danh sách"),
        ("kind", "reissued", "không có trong danh sách"),
        ("note", "x" * 501, "tối đa 500 ký tự"),
    ],
)
def test_a_refused_line_is_shown_again_with_everything_typed(desk: Desk, field: str, value: str, sentence: str) -> None:
    product = desk.product("Chè Shan tuyết")
    decision = desk.draft()
    typed = {**LINE, "note": "Ghi chú đã gõ", "instrument": "1048+781", field: value}
    if field == "filed_on":
        typed["instrument"] = ""

    answer = fill(desk.officer.client, f"{HOME}/{decision}/them/{product}", **typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    kept = form_of(answer).values
    for name, said in typed.items():
        if name not in {"stars", "kind", "product_set"} or name != field:
            assert kept[name] == said, name
    assert desk.detail(decision).lines == ()


def test_the_next_line_proposes_the_days_of_the_one_before(desk: Desk) -> None:
    first, second = desk.product("Chè Shan tuyết"), desk.product("Mật ong bạc hà")
    decision = desk.draft()
    fill(desk.officer.client, f"{HOME}/{decision}/them/{first}", **LINE)

    proposed = form_of(desk.officer.get(f"{HOME}/{decision}/them/{second}")).values

    assert proposed["assessed_on"] == "09/12/2020"
    assert proposed["instrument"] == "1048+781"
    assert proposed["score"] == ""


def test_a_line_is_changed_moved_and_taken_out(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết", "Mật ong bạc hà", "Miến dong")
    client, lines = desk.officer.client, desk.detail(decision).lines

    fill(client, f"{HOME}/{decision}/dong/{lines[0].public_id}", score="75", stars="4")
    fill(client, f"{HOME}/{decision}/dong/{lines[0].public_id}", place=1, position="3")
    fill(client, f"{HOME}/{decision}/dong/{lines[1].public_id}/bo")

    now = desk.detail(decision).lines
    assert [(line.position, line.product_name) for line in now] == [(1, "Miến dong"), (2, "Chè Shan tuyết")]
    assert (now[1].score, now[1].stars) == (7500, 4)


@pytest.mark.parametrize(("typed", "place"), [("0", 1), ("1", 1), ("2", 2), ("99", 3)])
def test_a_line_moves_to_the_place_typed_or_the_nearest(desk: Desk, typed: str, place: int) -> None:
    decision = desk.draft("Chè", "Mật ong", "Miến dong")
    last = desk.detail(decision).lines[2].public_id

    fill(desk.officer.client, f"{HOME}/{decision}/dong/{last}", place=1, position=typed)

    assert [line.public_id for line in desk.detail(decision).lines].index(last) == place - 1


def test_a_place_that_is_no_number_is_refused_in_words(desk: Desk) -> None:
    decision = desk.draft("Chè", "Mật ong")
    line = desk.detail(decision).lines[0].public_id

    answer = fill(desk.officer.client, f"{HOME}/{decision}/dong/{line}", place=1, position="đầu tiên")

    assert "Hãy viết một số nguyên" in landed(desk.officer, answer)


def test_two_people_at_one_line_the_later_sees_both_and_decides(desk: Desk, someone: Any) -> None:
    decision = desk.draft("Chè Shan tuyết")
    other = someone(Role.OFFICER, email="khac@vi-du.vn")
    address = f"{HOME}/{decision}/dong/{desk.detail(decision).lines[0].public_id}"
    mine, theirs = form_of(desk.officer.get(address)), form_of(other.get(address))

    assert send(other.client, theirs, score="64").status_code == 303
    answer = send(desk.officer.client, mine, score="66,5", note="Của tôi")

    assert answer.status_code == 422
    text = visible(answer.text)
    assert "vừa được người khác sửa" in text
    assert "Hiện nay trong sổ" in text
    assert "Điểm 64 " in text
    kept = form_of(answer)
    assert (kept.values["score"], kept.values["note"]) == ("66,5", "Của tôi")
    assert send(desk.officer.client, kept).status_code == 303
    assert desk.detail(decision).lines[0].score == 6650


def test_a_line_somebody_took_out_is_no_page_any_more(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    line = desk.detail(decision).lines[0].public_id
    form = form_of(desk.officer.get(f"{HOME}/{decision}/dong/{line}"))
    fill(desk.officer.client, f"{HOME}/{decision}/dong/{line}/bo")

    assert send(desk.officer.client, form, score="70").status_code == 404


def test_a_checked_annex_is_closed_to_every_page_that_fills_it(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    line, product = desk.detail(decision).lines[0].public_id, desk.products["Chè Shan tuyết"]
    desk.check(decision)

    for part in ("/them", f"/them/{product}", f"/dong/{line}", f"/dong/{line}/bo", "/sua"):
        answer = desk.page(decision, part)
        assert answer.status_code == 422, part
        assert "Phụ lục đã chốt" in answer.text


def test_another_decisions_line_is_not_changed_through_this_one(desk: Desk) -> None:
    here, there = desk.draft("Chè Shan tuyết"), desk.draft("Mật ong bạc hà")
    line = desk.detail(there).lines[0].public_id

    assert desk.page(here, f"/dong/{line}").status_code == 404
    assert desk.page(here, f"/dong/{line}/bo").status_code == 404


def test_a_revocation_names_the_certificate_and_one_of_six_grounds(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết")
    product = desk.products["Chè Shan tuyết"]
    decision = desk.draft(kind=DecisionKind.REVOCATION, title="Thu hồi giấy chứng nhận")
    address = f"{HOME}/{decision}/them/{product}"
    offered = form_of(desk.officer.get(address)).choices

    assert offered["ground"] == ["", "a", "b", "c", "d", "đ", "e"]
    assert fill(desk.officer.client, address, ground="").status_code == 422
    assert fill(desk.officer.client, address, certificate=offered["certificate"][0], ground="c").status_code == 303
    line = desk.detail(decision).lines[0]
    assert (line.act, line.ground, line.kind) == (LineAct.REVOKE, "c", None)
    assert line.about is not None


def test_a_correction_gives_a_paper_anew_with_only_what_was_wrong(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết", score=Decimal("62.5"))
    decision = desk.draft(kind=DecisionKind.CORRECTION, title="Đính chính giấy chứng nhận")
    address = f"{HOME}/{decision}/them/{desk.products['Chè Shan tuyết']}"
    held = form_of(desk.officer.get(address)).choices["certificate"][0]

    fill(
        desk.officer.client,
        address,
        certificate=held,
        act="reissue",
        ground="Sai mã sản phẩm",
        product_code="12-1-1-2020",
    )

    line = desk.detail(decision).lines[0]
    assert (line.act, line.kind) == (LineAct.REISSUE, RecognitionKind.REISSUED)
    assert (line.score, line.stars, line.product_code) == (6250, 3, "12-1-1-2020")


def test_a_product_without_a_certificate_is_not_offered_for_revocation(desk: Desk) -> None:
    product = desk.product("Chè Shan tuyết")
    decision = desk.draft(kind=DecisionKind.REVOCATION, title="Thu hồi")

    page = desk.officer.get(f"{HOME}/{decision}/them?q=che").text

    assert "Chưa có giấy chứng nhận" in page
    assert f"them/{product}" not in page
    answer = fill(desk.officer.client, f"{HOME}/{decision}/them/{product}", ground="c")
    assert answer.status_code == 422


def test_an_unknown_product_is_no_page(desk: Desk) -> None:
    decision = desk.draft()

    assert desk.page(decision, f"/them/{'a' * 16}").status_code == 404


def test_a_long_annex_is_paged_searched_sorted_and_exported_whole(desk: Desk) -> None:
    names = [f"Sản phẩm {number:03}" for number in range(1, 61)]
    decision = desk.draft(*names)

    first = desk.page(decision).text
    assert "Dòng 1–50 trong 60" in visible(first)
    assert "Sản phẩm 051" not in first
    assert "Sản phẩm 060" in desk.page(decision, "?trang=2").text
    assert visible(desk.page(decision, "?sap=-product").text).index("Sản phẩm 060") > 0
    assert "1 dòng" in visible(desk.page(decision, "?q=san+pham+042").text)
    exported = desk.page(decision, "?xuat=csv").data.decode("utf-8-sig").splitlines()
    assert len(exported) == 61
