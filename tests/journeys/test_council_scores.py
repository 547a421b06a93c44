"""Members of a council score: at once, on telephones, without scripts, and on a line that breaks."""

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from builders.score_sheets import ticks_with_total
from journeys.at_the_table import COUNTS, PRODUCTS, SETS, TEA, is_saved, sheet_of, signs, state, ticks, ticks_all, way
from journeys.conftest import Seat
from journeys.opened_register import OpenedRegister, built_once, served
from journeys.person import Person
from journeys.scored_round import Member, ScoredRound, furnished_with_round
from playwright.sync_api import expect

from registry.law.criteria import criteria_set
from registry.rules.instruments import Instrument
from registry.rules.scoring_sheet import Sheet, sheet_score

TELEPHONE = 320
Table = tuple[OpenedRegister, ScoredRound]


@pytest.fixture(scope="module")
def table(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """The demonstration, served, and the round in it that is being scored."""
    built = shared_folder / "demonstration"
    built_once(built, "--demonstration")
    folder = tmp_path_factory.mktemp("scored") / "register"
    shutil.copytree(built, folder)
    made = furnished_with_round(folder, (*PRODUCTS, *SETS), sets=SETS)
    with served(folder) as opened:
        yield opened, made


@pytest.fixture
def round_(table: Table) -> ScoredRound:
    """The round that is being scored."""
    return table[1]


@pytest.fixture
def member(somebody: Seat, table: Table) -> Seat:
    """Seat a member of the council before a browser and let him sign in."""

    def seat(place: int, *, width: int = TELEPHONE, scripts: bool = True) -> Person:
        who: Member = table[1].members[place]
        person = somebody(width=width, at=table[0], scripts=scripts)
        person.signs_in(who.email, who.password, home="/hoi-dong")
        return person

    return seat


def test_two_members_score_one_dossier_at_once(member: Seat, round_: ScoredRound) -> None:
    sheet = sheet_of(round_, "Chè cùng chấm")
    chair, other = member(0), member(2, width=1280)
    for person in (chair, other):
        person.goes_to(sheet)
    expected = ticks_with_total(TEA, total=72, stars=4), ticks_with_total(TEA, total=75, stars=4)
    for mine, theirs in zip(expected[0].items(), expected[1].items(), strict=True):
        way(chair, *mine).check()
        way(other, *theirs).check()
    is_saved(chair)
    is_saved(other)

    expect(chair.page.locator("[data-total]")).to_have_text("72")
    expect(chair.page.locator("[data-open]")).to_have_text("đã chấm hết")
    chair.presses("Xem lại và ký")
    chair.sees("72/100 điểm")
    chair.presses("Ký phiếu")

    chair.sees("72/100 điểm")
    chair.sees("Mã băm SHA-256")
    other.goes_to(f"/hoi-dong/ho-so/{sheet.rsplit('/', 1)[1]}")
    other.does_not_see("72")
    expect(other.page.get_by_role("link", name="Xem phiếu")).to_have_count(0)
    signs(other, sheet, 75)
    other.follows("So sánh các phiếu")
    other.sees("trong giới hạn 10 điểm")
    other.sees("Vàng Thị Chủ Tịch")


def test_a_dropped_line_loses_no_tick(member: Seat, round_: ScoredRound) -> None:
    sheet = sheet_of(round_, "Chè mất sóng")
    person = member(0)
    person.goes_to(sheet)
    ticks(person, "1.1", 1)
    is_saved(person)

    person.page.context.set_offline(True)
    ticks(person, "1.2", 1)
    ticks(person, "1.3", 2)
    person.page.locator("#c-1\\.3 summary").click()
    person.types("Nhận xét ở tiêu chí 1.3", "Chế biến tại xã")
    expect(state(person)).to_have_text("Chưa lưu, đang thử lại")
    expect(person.page.locator("[data-total]")).to_have_text("5")
    person.takes_picture("council-offline")
    person.complaints.clear()  # the browser complains of the line, as it should
    person.page.context.set_offline(False)
    is_saved(person)
    person.goes_to(sheet)

    for code, place in (("1.1", 1), ("1.2", 1), ("1.3", 2)):
        expect(way(person, code, place)).to_be_checked()
    expect(person.control("Nhận xét ở tiêu chí 1.3")).to_have_value("Chế biến tại xã")
    person.page.wait_for_function("localStorage.length === 0")
    person.complaints.clear()


def test_ticks_outlive_a_page_that_was_closed_without_a_line(member: Seat, round_: ScoredRound) -> None:
    sheet = sheet_of(round_, "Chè mất sóng")
    person = member(2)
    person.goes_to(sheet)
    person.page.route("**/luu", lambda route: route.abort())
    ticks(person, "1.1", 2)
    expect(state(person)).to_have_text("Chưa lưu, đang thử lại")
    person.goes_to("/hoi-dong")
    person.page.unroute("**/luu")
    person.complaints.clear()

    person.goes_to(sheet)

    is_saved(person)
    expect(way(person, "1.1", 2)).to_be_checked()
    person.goes_to(sheet)
    expect(way(person, "1.1", 2)).to_be_checked()


def test_a_session_that_ended_costs_no_tick(member: Seat, round_: ScoredRound) -> None:
    sheet, who = sheet_of(round_, "Chè mất sóng"), round_.members[1]
    person = member(1)
    person.goes_to(sheet)
    person.page.context.clear_cookies()
    ticks(person, "1.1", 2)
    expect(state(person)).to_have_text("Chưa lưu: hãy đăng nhập lại ở một cửa sổ khác")

    Person(person.page.context.new_page(), person.address).signs_in(who.email, who.password, home="/hoi-dong")

    is_saved(person)
    person.goes_to(sheet)
    expect(way(person, "1.1", 2)).to_be_checked()


def test_a_telephone_and_a_laptop_of_one_member_come_together(member: Seat, round_: ScoredRound) -> None:
    sheet = sheet_of(round_, "Chè hai máy")
    telephone, laptop = member(0), member(0, width=1280)
    for person in (telephone, laptop):
        person.goes_to(sheet)
    for code, place in (("1.1", 1), ("1.2", 1)):
        ticks(telephone, code, place)
    is_saved(telephone)

    ticks(laptop, "1.3", 3)
    is_saved(laptop)
    expect(way(laptop, "1.2", 1)).to_be_checked()
    ticks(telephone, "1.4", 0)
    is_saved(telephone)
    expect(way(telephone, "1.3", 3)).to_be_checked()
    ticks(laptop, "1.4", 2)

    conflict = laptop.page.locator("[data-conflict]")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("vừa được lưu từ cửa sổ hoặc thiết bị khác")
    expect(conflict).to_contain_text("Tiêu chí 1.4: ở đây 3 điểm")
    laptop.takes_picture("council-conflict")
    laptop.presses("Lấy theo nơi kia: Tiêu chí 1.4")
    laptop.presses("Lưu phiếu này")
    is_saved(laptop)
    laptop.goes_to(sheet)
    for code, place in (("1.1", 1), ("1.2", 1), ("1.3", 3), ("1.4", 0)):
        expect(way(laptop, code, place)).to_be_checked()


def test_what_was_refused_in_one_tab_does_not_come_back_by_another(member: Seat, round_: ScoredRound) -> None:
    sheet = sheet_of(round_, "Chè hai thẻ")
    first = member(0)
    second = Person(first.page.context.new_page(), first.address)
    for person in (first, second):
        person.goes_to(sheet)
    first.page.bring_to_front()
    ticks(first, "1.4", 0)
    is_saved(first)
    second.page.bring_to_front()
    ticks(second, "1.4", 2)
    expect(second.page.locator("[data-conflict]")).to_be_visible()

    first.page.bring_to_front()
    first.goes_to(sheet)

    expect(first.page.locator("[data-conflict]")).to_contain_text("Tiêu chí 1.4")
    elsewhere = member(0, width=1280)
    elsewhere.goes_to(sheet)
    expect(way(elsewhere, "1.4", 0)).to_be_checked()


def test_a_sheet_is_scored_and_signed_without_scripts(member: Seat, round_: ScoredRound) -> None:
    person = member(0, scripts=False)
    person.goes_to(sheet_of(round_, "Chè không kịch bản"))
    way(person, "1.1", 1).check()
    person.presses("Lưu")
    person.sees("Đã lưu phiếu.")
    expect(way(person, "1.1", 1)).to_be_checked()
    person.presses("Xem lại và ký")
    person.sees("Chưa ký được")
    person.follows("Chấm tiếp")

    ticks_all(person, 60)
    person.presses("Xem lại và ký")
    person.presses("Ký phiếu")

    person.sees("60/100 điểm")


def test_the_chair_opens_a_signed_sheet_and_both_versions_stay(member: Seat, round_: ScoredRound) -> None:
    sheet = sheet_of(round_, "Chè mở lại")
    dossier = sheet.replace("/phieu/", "/ho-so/")
    chair, other = member(0, width=1280), member(2)
    signs(other, sheet, 60)
    chair.goes_to(dossier)
    chair.follows("Mở lại phiếu của Giàng A Thành Viên")
    chair.types("Lý do mở lại", "Chấm nhầm tiêu chí 1.1")
    chair.presses("Mở lại phiếu")
    chair.sees("Bản đã ký vẫn được giữ")

    other.goes_to(sheet)
    ticks_all(other, 62)
    is_saved(other)
    other.presses("Xem lại và ký")
    other.presses("Ký phiếu")

    other.sees("62/100 điểm")
    other.sees("Chấm nhầm tiêu chí 1.1")
    other.follows("Lần 1")
    other.sees("60/100 điểm")
    other.sees("không còn được tính")


def test_a_spread_beyond_the_limit_names_the_criteria(member: Seat, round_: ScoredRound) -> None:
    sheet = sheet_of(round_, "Chè lệch điểm")
    chair, other = member(0), member(2, width=1280)
    signs(chair, sheet, 55)
    signs(other, sheet, 90)

    other.follows("So sánh các phiếu")

    other.sees("Điểm lệch nhau 35 điểm, quá giới hạn 10 điểm.")
    expect(other.page.locator("tr.apart")).not_to_have_count(0)
    other.takes_picture("council-spread")


def test_a_member_with_a_tie_says_so_and_scores_no_more(member: Seat, round_: ScoredRound) -> None:
    secretary = member(1)
    dossier = sheet_of(round_, "Chè quen").replace("/phieu/", "/ho-so/")
    secretary.goes_to(dossier)
    secretary.follows("Tôi có quan hệ với chủ thể này")
    secretary.types("Quan hệ với chủ thể", "Em ruột của giám đốc")
    secretary.presses("Ghi nhận, tôi không chấm")

    secretary.sees("Không chấm: có quan hệ với chủ thể")
    secretary.goes_to(dossier)
    secretary.does_not_see("Minh chứng")
    expect(secretary.page.get_by_role("link", name="Chấm điểm")).to_have_count(0)


@pytest.mark.parametrize("product", ["Chè quen", *SETS])
def test_what_the_page_counts_is_what_the_register_counts(member: Seat, round_: ScoredRound, product: str) -> None:
    criteria = criteria_set(instrument=Instrument.QD_26_2026, number=SETS.get(product, 11))
    person, chance = member(2, width=1280), Random(product)
    person.goes_to(sheet_of(round_, product))
    person.page.route("**/luu", lambda route: route.fulfill(status=500, body=""))  # nothing need be saved here
    leaves = chance.choices(list(criteria.leaves()), k=4 * len(criteria.leaf_codes))
    steps = [(one.code, chance.randrange(-1 if one.may_reach_nothing else 0, len(one.options))) for one in leaves]

    ticked: dict[str, int] = {}
    for (code, place), page in zip(steps, person.page.evaluate(COUNTS, steps), strict=True):
        ticked[code] = place
        score = sheet_score(criteria=criteria, sheet=Sheet(ticks=ticked))
        left = f"còn {len(score.unanswered)} tiêu chí" if score.unanswered else "đã chấm hết"
        assert {part: Decimal(page["parts"][part]) for part in score.parts} == dict(score.parts)
        assert Decimal(page["total"]) == score.total
        assert page["open"] == ("có căn cứ loại" if score.stopped else left)
        assert tuple(page["closed"]) == score.not_applying
    person.complaints.clear()


def test_papers_open_beside_the_sheet(member: Seat, round_: ScoredRound) -> None:
    person = member(0)
    person.goes_to(sheet_of(round_, "Chè hai máy"))

    with person.page.context.expect_page() as opened:
        person.page.locator("#c-3\\.5").get_by_role("link", name="Nhãn.png").click()
    picture = opened.value

    expect(picture.locator("img")).to_have_js_property("naturalWidth", 400)
    expect(person.page).to_have_title(re.compile("Chấm điểm"))
