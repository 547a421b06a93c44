"""What the letters and lists about certificates that run out say: one product, hundreds, the longest names."""

from datetime import date
from typing import Any

import pytest
from builders import newer_law
from builders.paper_reading import page_count, words
from flask import Flask

from registry import clock
from registry.documents import expiry_lists, expiry_notice, official
from registry.documents.printing import PaperRefused
from registry.queries.expiry_plan import Expiring
from registry.queries.settings import Settings
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.certificate_life import Standing
from registry.rules.expiry_planning import LapsedFor, PlanRules, PlanStage, expiry_days, renewing_round
from registry.rules.instruments import Instrument
from registry.rules.rounds import DEFAULT_ROUNDS
from registry.transaction import reading

LONG_PRODUCT = "Chè Shan tuyết cổ thụ Sìn Hồ hảo hạng ướp hương sen đóng hộp quà Tết phiên bản kỷ niệm 120 năm"
LONG_HOLDER = "Hợp tác xã Nông nghiệp, Dịch vụ tổng hợp, Du lịch cộng đồng và Xây dựng nông thôn mới bản Sì Thâu Chải"
LAST = date(2027, 2, 11)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 9, 1))


def a_row(place: int = 1, **changes: Any) -> Expiring:
    last = changes.get("last", LAST)
    words: dict[str, Any] = {
        "certificate_key": place,
        "certificate": "a" * 16,
        "number": f"{place:03d}/2024/GCN-OCOP",
        "stars": 4,
        "valid_from": date(2024, 2, 11),
        "term_end": last,
        "decision_year": 2024,
        "decision_number": "1757/QĐ-UBND",
        "signed_on": date(2024, 2, 11),
        "standing": Standing.IN_FORCE,
        "last": last,
        "product_key": place,
        "product": "b" * 16,
        "product_name": f"Mật ong {place}",
        "industry": None,
        "producer_key": 1,
        "producer": "c" * 16,
        "producer_name": "Hợp tác xã Một",
        "holder_has_ended": False,
        "commune": "d" * 16,
        "commune_name": "xã Sin Suối Hồ",
        "commune_order": "sin suoi ho",
        "next_from": None,
        "under": BUILT_IN[Instrument.QD_26_2026],
        "days": expiry_days(last, PlanRules()) if last else None,
        "round": renewing_round(last, DEFAULT_ROUNDS) if last else None,
        "stage": PlanStage.OPEN,
        "told": (),
    }
    return Expiring(**words | changes)


def drawn(rows: list[Expiring], *, on: date = date(2026, 9, 1)) -> bytes:
    return official.draw(expiry_notice.content(rows, Settings(), on=on, is_demonstration=False))


def test_the_letter_names_product_days_and_what_to_mind() -> None:
    said = words(drawn([a_row()]))

    assert "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG" in said
    assert "/TB-SNNMT" in said
    assert "Kính gửi: Hợp tác xã Một" in said
    assert "11/02/2027 15/08/2026 – 14/10/2026" in said
    assert "từ ngày 12/02/2027, nếu chưa có quyết định công nhận mới" in said
    assert "- Ủy ban nhân dân xã Sin Suối Hồ;" in said
    assert "Điều 12" not in said


def test_whose_days_of_filing_are_over_is_told_what_is_left() -> None:
    on_the_last, after = (words(drawn([a_row()], on=date(2026, 10, day))) for day in (14, 15))

    assert "Điều 12" not in on_the_last
    assert "Điều 12 Quyết định số 26/2026/QĐ-TTg" in after


def test_the_letter_cites_the_instrument_that_governs_the_renewal() -> None:
    newer = newer_law.chapter().facts
    said = words(drawn([a_row(under=newer)], on=date(2026, 10, 15)))
    both = words(drawn([a_row(), a_row(2, under=newer)]))

    assert f"Căn cứ {newer.title} và sổ đăng ký" in said
    assert "Quyết định số 26/2026/QĐ-TTg" not in said
    assert "180 ngày" not in said  # of that instrument nobody knows it
    assert f"Căn cứ Quyết định số 26/2026/QĐ-TTg; {newer.title} và sổ" in both


def test_a_gap_before_the_next_certificate_is_told_and_no_filing_asked_for() -> None:
    said = words(drawn([a_row(next_from=date(2027, 4, 1))], on=date(2026, 10, 15)))

    assert "Giấy kế tiếp từ 01/04/2027" in said
    assert "từ ngày 12/02/2027 đến hết ngày 31/03/2027 không được in và không được dùng hạng sao" in said
    assert "nộp hồ sơ đánh giá" not in said


def test_three_hundred_rows_and_the_longest_names_fit() -> None:
    rows = [a_row(place, product_name=LONG_PRODUCT, producer_name=LONG_HOLDER) for place in range(1, 301)]
    paper = drawn(rows)
    said = words(paper)

    assert page_count(paper) > 20
    assert said.count("kỷ niệm 120 năm") == 300
    assert "300 sản phẩm sau đây" in said


def test_letters_of_several_holders_are_numbered_each_for_itself(app: Flask) -> None:
    rows = [a_row(1), a_row(2, producer_key=2, producer_name="Hợp tác xã Hai"), a_row(3)]

    with reading() as session:
        name, content = expiry_notice.merged(session, rows)

    assert name == "Thông báo hết hạn giấy chứng nhận - 2 chủ thể.pdf"
    assert page_count(content) == 2
    assert "02 sản phẩm sau đây" in words(content)


def test_a_letter_about_nothing_is_refused(app: Flask) -> None:
    with reading() as session, pytest.raises(PaperRefused, match="Chưa chọn"):
        expiry_notice.merged(session, [a_row(last=None)])


@pytest.mark.parametrize(
    ("department", "symbol"),
    [
        ("Sở Nông nghiệp và Môi trường tỉnh Lai Châu", "SNNMT"),
        ("Chi cục Phát triển nông thôn tỉnh Lai Châu", "CCPTNT"),
        ("Văn phòng Điều phối nông thôn mới tỉnh Lai Châu", "VPĐPNTM"),
    ],
)
def test_the_symbol_is_made_of_the_department_s_name(department: str, symbol: str) -> None:
    assert expiry_notice.department_symbol(Settings(department=department)) == symbol


def test_the_lapsed_list_is_a_draft_for_a_decision_and_none_for_information(app: Flask) -> None:
    with reading() as session:
        _, annex = expiry_lists.lapsed(session, [a_row()], purpose=LapsedFor.DECISION, on=date(2027, 2, 12))
        _, plain = expiry_lists.lapsed(session, [], purpose=LapsedFor.INFORMATION, on=date(2027, 2, 12))

    assert "DỰ THẢO" in words(annex)
    assert "1757/QĐ-UBND" in words(annex)
    assert "DỰ THẢO" not in words(plain)
    assert "Tính đến hết ngày 12/02/2027, không có sản phẩm nào." in words(plain)


def test_who_is_invited_is_told_days_and_round(app: Flask) -> None:
    with reading() as session:
        _, content = expiry_lists.invitations(session, [a_row(), a_row(2, last=date(2027, 6, 1))])

    said = words(content)
    assert "Danh sách có 02 sản phẩm." in said
    assert "Đợt 2/2026" in said
    assert "Ngoài đợt" in said
