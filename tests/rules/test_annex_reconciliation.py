"""A signed annex held against the register's: every kind of difference is named, and nothing else."""

import unicodedata
from dataclasses import replace

import pytest

from registry.rules.annex_cells import AnnexColumn
from registry.rules.annex_reconciliation import Difference, DifferenceKind, OurLine, TheirLine, differences, matched

TEA = OurLine(position=1, product="Chè Shan tuyết Sin Suối Hồ", producer="Hợp tác xã Bình Minh", stars=4)
RICE = OurLine(position=2, product="Gạo Séng Cù", producer="Hợp tác xã Bình Minh", stars=3)
HONEY = OurLine(position=3, product="Mật ong", producer="Hộ kinh doanh Lò Văn Thử", stars=3)
OURS = (TEA, RICE, HONEY)


def theirs(one: OurLine, **changes: object) -> TheirLine:
    said = {"place": f"dòng {one.position}", "product": one.product, "producer": one.producer, "stars": one.stars}
    return TheirLine(**{**said, **changes})  # type: ignore[arg-type]


def found(*lines: TheirLine) -> list[Difference]:
    return differences(OURS, lines, matched(OURS, lines))


def kinds(*lines: TheirLine) -> list[tuple[DifferenceKind, str]]:
    return [(one.kind, one.subject) for one in found(*lines)]


def test_the_same_annex_in_capitals_and_another_order_does_not_differ() -> None:
    assert found(theirs(HONEY), theirs(TEA, product=TEA.product.upper()), theirs(RICE)) == []


def test_a_line_that_is_missing_and_one_too_many_are_named() -> None:
    more = TheirLine(place="dòng 9", product="Miến dong", producer="Hợp tác xã Chân Mây", stars=3)
    assert kinds(theirs(TEA), theirs(HONEY), more) == [
        (DifferenceKind.MISSING, "Gạo Séng Cù"),
        (DifferenceKind.ADDITIONAL, "Miến dong"),
    ]


def test_a_line_written_twice_is_one_too_many() -> None:
    assert kinds(theirs(TEA), theirs(RICE), theirs(RICE), theirs(HONEY)) == [(DifferenceKind.ADDITIONAL, "Gạo Séng Cù")]


def test_other_stars_are_named_with_both_sides() -> None:
    (one,) = found(theirs(TEA, stars=5), theirs(RICE), theirs(HONEY))
    assert (one.kind, one.position, one.ours, one.theirs) == (DifferenceKind.STARS, 1, "4 sao", "5 sao")
    (one,) = found(theirs(TEA, stars=None), theirs(RICE), theirs(HONEY))
    assert one.theirs == "không ghi hạng sao"


def test_only_accents_or_spaces_is_spelling() -> None:
    assert kinds(
        theirs(TEA, product="Chè San tuyết Sin Suối Hồ"), theirs(RICE, product="Gạo Seng cù"), theirs(HONEY)
    ) == [
        (DifferenceKind.PRODUCT, TEA.product),
        (DifferenceKind.SPELLING, RICE.product),
    ]


def test_the_kind_of_producer_said_otherwise_is_spelling() -> None:
    assert kinds(theirs(TEA, producer="HTX Bình Minh"), theirs(RICE), theirs(HONEY)) == [
        (DifferenceKind.SPELLING, TEA.product)
    ]


def test_another_producer_is_named() -> None:
    (one,) = found(theirs(TEA, producer="Hợp tác xã Bình An"), theirs(RICE), theirs(HONEY))
    assert (one.kind, one.ours, one.theirs) == (
        DifferenceKind.PRODUCER,
        "Hợp tác xã Bình Minh",
        "Hợp tác xã Bình An",
    )


def test_products_of_one_name_are_told_apart_by_their_producers() -> None:
    ours = [
        OurLine(position=1, product="Mật ong", producer="Hợp tác xã A", stars=3),
        OurLine(position=2, product="Mật ong", producer="Hợp tác xã B", stars=4),
    ]
    lines = [
        TheirLine(place="dòng 1", product="Mật ong", producer="Hợp tác xã B", stars=4),
        TheirLine(place="dòng 2", product="Mật ong", producer="Hợp tác xã A", stars=3),
    ]
    assert differences(ours, lines, matched(ours, lines)) == []


def test_an_empty_annex_misses_everything() -> None:
    assert [kind for kind, _ in kinds()] == [DifferenceKind.MISSING] * 3


WRITTEN = {AnnexColumn.ADDRESS: "Bản Sin Suối Hồ, xã Sin Suối Hồ", AnnexColumn.SCORE: "78,5", AnnexColumn.NOTE: ""}


def between(**said: str) -> list[tuple[DifferenceKind, str, str]]:
    one = replace(TEA, cells=WRITTEN)
    cells = {**WRITTEN, **{AnnexColumn(column): words for column, words in said.items()}}
    other = theirs(TEA, cells=cells)
    return [(found.kind, found.ours, found.theirs) for found in differences([one], [other], [(one, other)])]


def test_every_other_column_is_compared_too() -> None:
    assert between() == []
    assert between(address="Bản Sin Suối Hồ, xã Phong Thổ") == [
        (DifferenceKind.ADDRESS, "Bản Sin Suối Hồ, xã Sin Suối Hồ", "Bản Sin Suối Hồ, xã Phong Thổ")
    ]
    assert between(score="78,05") == [(DifferenceKind.SCORE, "78,5", "78,05")]
    assert between(note="Đánh giá lại") == [(DifferenceKind.NOTE, "để trống", "Đánh giá lại")]


@pytest.mark.parametrize(
    "said",
    [
        {"score": "78.50"},
        {"score": "78,5 điểm"},
        {"address": "BẢN SIN SUỐI HỒ ,  xã Sin\u00a0Suối Hồ."},
        {"address": unicodedata.normalize("NFD", "Bản Sin Suối Hồ, xã Sin Suối Hồ")},
    ],
)
def test_how_a_cell_is_typed_is_no_difference(said: dict[str, str]) -> None:
    assert between(**said) == []


def test_an_accent_in_an_address_is_a_difference() -> None:
    assert [kind for kind, _, _ in between(address="Bản Sin Suối Hổ, xã Sin Suối Hồ")] == [DifferenceKind.ADDRESS]


def test_hyphens_of_every_kind_are_one_hyphen() -> None:
    one = replace(TEA, product="Chè - Shan")
    other = theirs(one, product="Chè – Shan")
    assert differences([one], [other], [(one, other)]) == []


def test_a_column_that_the_signed_annex_has_not_is_named_once() -> None:
    ours = [replace(one, cells=WRITTEN) for one in OURS]
    lines = [theirs(one, cells={AnnexColumn.ADDRESS: WRITTEN[AnnexColumn.ADDRESS]}) for one in ours]
    assert [(one.kind, one.subject) for one in differences(ours, lines, matched(ours, lines))] == [
        (DifferenceKind.COLUMN, "Cột “Điểm”")
    ]
