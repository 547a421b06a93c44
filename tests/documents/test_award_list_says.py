"""What the award list and the prize list of an event say: every product once, and totals that are counted."""

import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from builders.conference import HELD, Conference

from registry.documents import award_list, prize_list
from registry.documents.award_list import Arrangement
from registry.documents.printing import PaperRefused
from registry.documents.prize_list import NoPrizeSet
from registry.queries import awards
from registry.queries.awards import EventDetail
from registry.queries.settings import Prize, Settings
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import award_events

RESOLUTION = "Nghị quyết số 07/NQ-MH của Hội đồng nhân dân tỉnh Lai Châu"
PRIZES = (
    Prize(year=2020, stars=3, amount=20_000_000, resolution=RESOLUTION),
    Prize(year=2020, stars=4, amount=40_000_000, resolution=RESOLUTION),
)
PRODUCTS = ["Chè Ánh Dương", "Thịt sấy Ánh Dương", "Miến dong Chân Mây", "Gạo Bình Minh", "Mật ong Bình Minh"]
"""In calling order."""


def detail_of(event: str) -> EventDetail:
    with reading() as session:
        found = awards.event(session, event)
    assert found is not None
    return found


def text_of(pdf: bytes) -> str:
    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def said(held: Conference, arrangement: Arrangement) -> list[tuple[str, str | None, list[str]]]:
    content = award_list.content(detail_of(held.event), Settings(), arrangement=arrangement, is_demonstration=False)
    return [(one.title, one.detail, [row.product_name for row in one.rows]) for one in content.sections]


def test_by_producer_the_list_follows_the_calling_order(held: Conference) -> None:
    assert said(held, Arrangement.BY_PRODUCER) == [
        ("Hợp tác xã Ánh Dương", "xã Bản Bo, huyện Tam Đường", PRODUCTS[:2]),
        ("Hợp tác xã Chân Mây", "xã Bản Bo, huyện Tam Đường", PRODUCTS[2:3]),
        ("Hợp tác xã Bình Minh", "xã Sin Suối Hồ, huyện Phong Thổ", PRODUCTS[3:]),
    ]


def test_by_commune_the_list_follows_the_vietnamese_alphabet(held: Conference) -> None:
    assert said(held, Arrangement.BY_COMMUNE) == [
        ("Xã Bản Bo, huyện Tam Đường", None, PRODUCTS[:3]),
        ("Xã Sin Suối Hồ, huyện Phong Thổ", None, PRODUCTS[3:]),
    ]


def test_by_stars_the_highest_rank_comes_first(held: Conference) -> None:
    assert said(held, Arrangement.BY_STARS) == [
        ("Hạng 4 sao", None, ["Chè Ánh Dương", "Mật ong Bình Minh"]),
        ("Hạng 3 sao", None, ["Thịt sấy Ánh Dương", "Miến dong Chân Mây", "Gạo Bình Minh"]),
    ]


@pytest.mark.parametrize("arrangement", Arrangement)
def test_every_arrangement_says_each_product_once_and_the_totals(held: Conference, arrangement: Arrangement) -> None:
    content = award_list.content(detail_of(held.event), Settings(), arrangement=arrangement, is_demonstration=False)

    text = text_of(award_list.draw(content))

    assert [text.count(name) for name in PRODUCTS] == [1] * 5
    assert "Năm sản phẩm của ba đơn vị" in text
    assert "Hội nghị tổng kết Chương trình OCOP năm 2020" in text
    assert "Trung tâm Hội nghị tỉnh Lai Châu" in text
    assert "1757/QĐ-UBND" in text


def test_the_list_of_a_demonstration_says_so(held: Conference) -> None:
    content = award_list.content(
        detail_of(held.event), Settings(), arrangement=Arrangement.BY_PRODUCER, is_demonstration=True
    )

    assert "BẢN MINH HỌA" in text_of(award_list.draw(content))


def test_there_is_no_list_of_nothing(actors: dict[str, Actor]) -> None:
    event = award_events.create(actor=actors["officer"], name="Lễ", place="Nhà A", held_on=HELD)

    with pytest.raises(PaperRefused, match="chưa có sản phẩm"):
        award_list.content(detail_of(event), Settings(), arrangement=Arrangement.BY_PRODUCER, is_demonstration=False)
    with pytest.raises(PaperRefused, match="chưa có sản phẩm"):
        prize_list.content(detail_of(event), Settings(prizes=PRIZES), is_demonstration=False)


def test_the_prize_list_gives_each_product_what_the_resolution_sets(held: Conference) -> None:
    content = prize_list.content(detail_of(held.event), Settings(prizes=PRIZES), is_demonstration=False)

    assert [(row.product_name, row.amount) for row in content.rows] == [
        ("Chè Ánh Dương", 40_000_000),
        ("Thịt sấy Ánh Dương", 20_000_000),
        ("Miến dong Chân Mây", 20_000_000),
        ("Gạo Bình Minh", 20_000_000),
        ("Mật ong Bình Minh", 40_000_000),
    ]
    assert (content.total_amount, content.total_in_words) == (140_000_000, "Một trăm bốn mươi triệu đồng")
    assert content.resolution == RESOLUTION


def test_the_prize_list_can_be_read(held: Conference) -> None:
    content = prize_list.content(detail_of(held.event), Settings(prizes=PRIZES), is_demonstration=False)

    text = text_of(prize_list.draw(content))

    assert [text.count(name) for name in PRODUCTS] == [1] * 5
    assert "140.000.000" in text
    assert "Một trăm bốn mươi triệu đồng" in text
    assert RESOLUTION in text


def test_amounts_that_nobody_set_are_named_by_stars_and_year(held: Conference) -> None:
    with pytest.raises(NoPrizeSet, match="Chưa có mức thưởng cho 4 sao năm 2020"):
        prize_list.content(detail_of(held.event), Settings(prizes=PRIZES[:1]), is_demonstration=False)

    other_year = tuple(Prize(year=2021, stars=p.stars, amount=p.amount, resolution=RESOLUTION) for p in PRIZES)
    with pytest.raises(NoPrizeSet, match="3 sao năm 2020, 4 sao năm 2020"):
        prize_list.content(detail_of(held.event), Settings(prizes=other_year), is_demonstration=False)


def test_products_of_an_unknown_commune_come_last(held: Conference) -> None:
    found = detail_of(held.event)
    lost = replace(found.calls[0], products=tuple(replace(one, commune="") for one in found.calls[0].products))

    content = award_list.content(
        replace(found, calls=(lost, *found.calls[1:])),
        Settings(),
        arrangement=Arrangement.BY_COMMUNE,
        is_demonstration=False,
    )

    assert [(section.title, len(section.rows)) for section in content.sections] == [
        ("Xã Bản Bo, huyện Tam Đường", 1),
        ("Xã Sin Suối Hồ, huyện Phong Thổ", 2),
        ("Chưa rõ xã, phường", 2),
    ]
