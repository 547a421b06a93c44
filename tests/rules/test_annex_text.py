"""The lines of an annex found again in running text, where a table has lost its columns."""

import pytest

from registry.rules.annex_reconciliation import DifferenceKind, OurLine, differences
from registry.rules.annex_text import lines_in

OURS = (
    OurLine(position=1, product="Chè Ánh Dương", producer="Hợp tác xã Ánh Dương", stars=4),
    OurLine(position=2, product="Gạo Bình Minh", producer="Hợp tác xã Bình Minh", stars=3),
    OurLine(position=3, product="Mật ong Bình Minh", producer="Hợp tác xã Bình Minh", stars=4),
)
BROKEN = """Phụ lục
DANH SÁCH SẢN PHẨM
TT Tên sản phẩm Chủ thể Địa chỉ Điểm Hạng
1 Chè Ánh
Dương
Hợp tác xã
Ánh Dương
Bản Bo, huyện Tam Đường 75,5 4 sao
2 Gạo Bình Minh
Hợp tác xã Bình Minh
xã Sin Suối Hồ
60,5
3 sao
3 Mật ong Bình Minh Hợp tác xã Bình Minh 80 4 sao
Danh sách này có 03 sản phẩm của 02 chủ thể./.
"""
BARE = """1
Chè Ánh Dương
Hợp tác xã Ánh Dương
75,5
4
Đạt
2
Gạo Bình Minh
Hợp tác xã Bình Minh
60
3
Đạt
3
Mật ong Bình Minh
Hợp tác xã Bình Minh
80
4
Đạt"""
HEADED = """I. Hạng 4 sao
1 Chè Ánh Dương Hợp tác xã Ánh Dương
2 Mật ong Bình Minh Hợp tác xã Bình Minh
II. Hạng 3 sao
1 Gạo Bình Minh Hợp tác xã Bình Minh
"""


def found(text: str) -> list[tuple[DifferenceKind, str, str]]:
    pairs, others = lines_in(text, OURS)
    lines = [*(other for _, other in pairs), *others]
    return [(one.kind, one.subject, one.theirs) for one in differences(OURS, lines, pairs)]


@pytest.mark.parametrize("text", [BROKEN, BARE, HEADED])
def test_the_same_annex_does_not_differ(text: str) -> None:
    assert found(text) == []


def test_other_stars_are_seen_in_every_way_of_writing() -> None:
    assert found(BROKEN.replace("60,5\n3 sao", "60,5\n4 sao")) == [(DifferenceKind.STARS, "Gạo Bình Minh", "4 sao")]
    assert found(BARE.replace("60\n3\n", "60\n5\n")) == [(DifferenceKind.STARS, "Gạo Bình Minh", "5 sao")]
    assert found(HEADED.replace("II. Hạng 3", "II. Hạng 5")) == [(DifferenceKind.STARS, "Gạo Bình Minh", "5 sao")]


def test_a_missing_line_is_seen() -> None:
    text = "\n".join(line for line in HEADED.splitlines() if "Mật ong" not in line)
    assert [kind for kind, _, _ in found(text)] == [DifferenceKind.MISSING]


def test_a_line_too_many_is_seen_with_its_words() -> None:
    more = "4 Miến dong Chân Mây Hợp tác xã Chân Mây 62 3 sao\nDanh sách"
    assert found(BROKEN.replace("Danh sách này", more + " này")) == [
        (
            DifferenceKind.ADDITIONAL,
            "4 Miến dong Chân Mây Hợp tác xã Chân Mây 62 3 sao Danh sách này có 03 sản phẩm của 02 chủ thể./.",
            "4 Miến dong Chân Mây Hợp tác xã Chân Mây 62 3 sao Danh sách này có 03 sản phẩm của 02 chủ thể./.",
        )
    ]


def test_a_line_too_many_between_others_is_seen() -> None:
    more = BARE.replace("\n3\nMật ong", "\n3\nMiến dong Chân Mây\nHợp tác xã Chân Mây\n61\n3\nĐạt\n4\nMật ong")
    assert [(kind, words.split(" Hợp")[0]) for kind, _, words in found(more)] == [
        (DifferenceKind.ADDITIONAL, "3 Miến dong Chân Mây")
    ]


def test_accents_lost_are_spelling() -> None:
    assert found(BROKEN.replace("Gạo Bình", "Gao Bình")) == [
        (DifferenceKind.SPELLING, "Gạo Bình Minh", "Gao Bình Minh")
    ]
    assert found(BROKEN.replace("Hợp tác xã\nÁnh Dương", "HTX Ánh Dương")) == [
        (DifferenceKind.SPELLING, "Chè Ánh Dương", "HTX Ánh Dương")
    ]


def test_another_name_of_the_product_is_seen() -> None:
    assert found(BROKEN.replace("2 Gạo Bình Minh\n", "2 Gạo nếp nương\n")) == [
        (DifferenceKind.PRODUCT, "Gạo Bình Minh", "Gạo nếp nương")
    ]


def test_another_producer_is_seen() -> None:
    ((kind, subject, _),) = found(BROKEN.replace("Hợp tác xã\nÁnh Dương", "Công ty Hoàng Liên"))
    assert (kind, subject) == (DifferenceKind.PRODUCER, "Chè Ánh Dương")


def test_a_name_within_a_longer_one_is_not_taken_for_it() -> None:
    ours = (
        OurLine(position=1, product="Mật ong", producer="Hợp tác xã A Pa", stars=3),
        OurLine(position=2, product="Mật ong hoa rừng", producer="Hợp tác xã A Pa", stars=4),
    )
    pairs, others = lines_in("1 Mật ong hoa rừng Hợp tác xã A Pa 4 sao\n2 Mật ong Hợp tác xã A Pa 3 sao", ours)
    assert differences(ours, [*(other for _, other in pairs), *others], pairs) == []


def test_the_names_of_an_award_are_found_without_producers() -> None:
    ours = (
        OurLine(position=1, product="Ông Lò Văn Thử", producer="", stars=None),
        OurLine(position=2, product="Hợp tác xã Bình Minh", producer="", stars=None),
    )
    pairs, others = lines_in("1 Ông Lò Văn Thử\nxuất sắc\n2 Hợp tác xã Binh Minh\nxuất sắc", ours)
    (one,) = differences(ours, [*(other for _, other in pairs), *others], pairs)
    assert (one.kind, one.theirs) == (DifferenceKind.SPELLING, "Hợp tác xã Binh Minh")


def test_nothing_at_all_misses_everything() -> None:
    assert [kind for kind, _, _ in found("trang trắng")] == [DifferenceKind.MISSING] * 3
