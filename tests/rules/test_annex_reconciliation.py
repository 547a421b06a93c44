"""A signed annex held against the register's: every kind of difference is named, and nothing else."""

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
