"""Nothing is clipped, dropped or guessed: what cannot be printed right is refused by the name of its field."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders.papers import (
    a_decision_annex,
    a_draft_certificate,
    a_merit_certificate,
    a_prize_list,
    a_star_certificate,
    an_annex_line,
    an_award_list,
)

import certificates
from certificates import (
    FIELD_NAMES,
    AnnexSection,
    CannotBePrinted,
    DoesNotFit,
    MissingGlyph,
    PictureUnreadable,
    StarWording,
    draw_award_list,
    draw_decision_annex,
    draw_merit_certificate,
    draw_prize_list,
    draw_star_certificate,
)

ENDLESS = "Sản phẩm có tên dài " * 40
ONE_ENDLESS_WORD = "M" * 120


def star(**changes: Any) -> Callable[[], bytes]:
    return lambda: draw_star_certificate(a_star_certificate(**changes))


def merit(**changes: Any) -> Callable[[], bytes]:
    return lambda: draw_merit_certificate(a_merit_certificate(**changes))


def annex_of_one(**changes: Any) -> Callable[[], bytes]:
    line = an_annex_line(1)
    values = {name: getattr(line, name) for name in line.__dataclass_fields__} | changes
    section = AnnexSection(lines=(type(line)(**values),))
    return lambda: draw_decision_annex(a_decision_annex(1, sections=(section,)))


@pytest.mark.parametrize(
    ("field", "draw"),
    [
        ("product_name", star(product_name=ENDLESS)),
        ("product_name", star(product_name=ONE_ENDLESS_WORD)),
        ("producer_name", star(producer_name=ENDLESS)),
        ("producer_address", star(producer_address=ENDLESS)),
        ("packings", star(packings=ENDLESS)),
        ("title", star(title=ENDLESS)),
        ("issuing_body", star(issuing_body=ENDLESS)),
        ("decision", star(decision_body=ENDLESS)),
        ("validity", star(validity_ground=ENDLESS)),
        ("wording", star(wording=StarWording(certifies=ENDLESS))),
        ("place_and_date", star(place=ENDLESS)),
        ("authority_lines", star(authority_lines=("TM. ỦY BAN NHÂN DÂN", ENDLESS))),
        ("authority_lines", star(authority_lines=("CHỦ TỊCH",) * 9)),
        ("signatory_name", star(signatory_name=ENDLESS)),
        ("number", star(number=ONE_ENDLESS_WORD)),
        ("product_code", star(product_code=ONE_ENDLESS_WORD)),
        ("lookup_code", star(lookup_code=ONE_ENDLESS_WORD)),
        ("verify_address", star(verify_address=ONE_ENDLESS_WORD)),
        ("lookup_url", star(lookup_url="https://ocop.example.vn/" + "a" * 5000)),
        ("recipient_name", merit(recipient_name=ENDLESS)),
        ("recipient_address", merit(recipient_address=ENDLESS)),
        ("achievement", merit(achievement=ENDLESS)),
        ("golden_book_number", merit(golden_book_number=ONE_ENDLESS_WORD)),
        ("product_name", annex_of_one(product_name=ENDLESS * 3)),
        ("producer_name", annex_of_one(producer_name=ONE_ENDLESS_WORD)),
        ("note", annex_of_one(note=ENDLESS * 3)),
        ("title", lambda: draw_decision_annex(a_decision_annex(1, title=ENDLESS * 3))),
        ("event_title", lambda: draw_award_list(an_award_list(1, event_title=ENDLESS))),
        ("resolution", lambda: draw_prize_list(a_prize_list(1, resolution=ENDLESS * 2))),
    ],
)
def test_a_text_too_long_for_its_place_is_refused_by_name(field: str, draw: Callable[[], bytes]) -> None:
    with pytest.raises(DoesNotFit) as refusal:
        draw()

    assert refusal.value.field == field
    assert FIELD_NAMES[field] in str(refusal.value)


@pytest.mark.parametrize(
    ("field", "draw"),
    [
        ("product_name", star(product_name="Chè ★ Shan")),
        ("producer_name", star(producer_name="Hợp tác xã 山")),
        ("decision", star(decision_body="Ủy ban ☆ tỉnh")),
        ("number", star(number="07☑")),
        ("wording", star(wording=StarWording(of_producer="của ★"))),
        ("wording", star(wording=StarWording(number="Số ★"))),
        ("place_and_date", star(place="Lai Châu ★")),
        ("signatory_name", star(signatory_name="Nguyễn ★")),
        ("recipient_name", merit(recipient_name="Hộ ông 山")),
        ("recipient_style", merit(recipient_style="Ông ★")),
        ("wording", merit(wording=type(a_merit_certificate().wording)(decision="QĐ ★"))),
        ("stars", annex_of_one(stars="★★★★")),
        ("product_name", annex_of_one(product_name="Chè\u200bShan")),
        ("event_title", lambda: draw_award_list(an_award_list(1, event_title="Hội nghị ★"))),
        ("total_in_words", lambda: draw_prize_list(a_prize_list(1, total_in_words="mười ★"))),
    ],
)
def test_a_character_without_a_glyph_is_refused_by_name(field: str, draw: Callable[[], bytes]) -> None:
    with pytest.raises(MissingGlyph) as refusal:
        draw()

    assert refusal.value.field == field
    assert FIELD_NAMES[field] in str(refusal.value)
    assert f"U+{ord(refusal.value.characters[0]):04X}" in str(refusal.value)


@pytest.mark.parametrize("picture", [b"", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"<svg/>"])
def test_a_file_that_is_no_picture_is_refused_by_name(picture: bytes) -> None:
    with pytest.raises(PictureUnreadable) as refusal:
        draw_star_certificate(a_star_certificate(emblem=picture))

    assert refusal.value.field == "emblem"


def test_every_field_that_can_be_refused_has_a_vietnamese_name() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(certificates.__file__).parent.glob("*.py"))
    named = set(re.findall(r'\bfield="(\w+)"', sources)) | set(re.findall(r'^        \("(\w+)", "', sources, re.M))

    assert len(named) > 30
    assert named <= FIELD_NAMES.keys()


def test_every_refusal_is_caught_as_one_kind_and_shows_the_text_in_question() -> None:
    with pytest.raises(CannotBePrinted) as refusal:
        draw_star_certificate(a_star_certificate(product_name=ENDLESS))

    assert refusal.value.text == ENDLESS.strip()
    assert ENDLESS.strip() in str(refusal.value)


@pytest.mark.parametrize("stars", [0, 1, 2, 6])
def test_no_certificate_exists_for_fewer_than_three_or_more_than_five_stars(stars: int) -> None:
    with pytest.raises(ValueError, match="stars"):
        a_star_certificate(stars=stars)


@pytest.mark.parametrize(
    "missing",
    ["decision_number", "decision_date", "issued_on", "valid_from", "valid_until", "lookup_code", "lookup_url"],
)
def test_an_issued_certificate_lacks_nothing_that_makes_it_one(missing: str) -> None:
    with pytest.raises(ValueError, match="needs its decision"):
        a_star_certificate(**{missing: None})


def test_a_draft_bears_no_lookup_code() -> None:
    with pytest.raises(ValueError, match="draft"):
        a_draft_certificate(lookup_code="K7PM-3XQ9-TR2D")


def test_a_merit_certificate_has_lookup_code_and_address_or_neither() -> None:
    with pytest.raises(ValueError, match="together"):
        a_merit_certificate(lookup_url=None)


def test_a_merit_certificate_smaller_than_a4_is_refused() -> None:
    with pytest.raises(ValueError, match="smaller"):
        a_merit_certificate(paper_height_mm=148.0)


def test_totals_that_are_not_those_of_the_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="products"):
        an_award_list(3, product_total=4)
    with pytest.raises(ValueError, match="producers"):
        an_award_list(3, producer_total=9)
    with pytest.raises(ValueError, match="đồng"):
        a_prize_list(2, total_amount=1)
    with pytest.raises(ValueError, match="lines"):
        a_decision_annex(3, line_total=2)


def test_a_decision_has_number_and_date_or_neither() -> None:
    with pytest.raises(ValueError, match="together"):
        a_decision_annex(1, decision_number=None, decision_date=date(2020, 12, 11))
