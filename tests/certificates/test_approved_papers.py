"""Every paper against an approved text and an approved picture.

APPROVE_PAPERS=1 takes what is drawn now as approved; look at the difference before committing it.
"""

import os
from pathlib import Path

import pytest
from builders.paper_cases import CASES
from builders.paper_reading import page_count, page_images, page_texts
from PIL import Image, ImageChops

APPROVED = Path(__file__).parent / "approved"
RECEIVED = Path(__file__).parents[2] / "build" / "received-papers"
DOTS_PER_INCH = 60
GREY_LEVELS, PIXELS = 32, 20
"""A pixel differs when it is off by more levels than these; a page differs when more pixels do."""

APPROVING = os.environ.get("APPROVE_PAPERS") == "1"


def differing_pixels(first: Image.Image, second: Image.Image) -> int:
    if first.size != second.size:
        return first.width * first.height
    return sum(ImageChops.difference(first, second).histogram()[GREY_LEVELS + 1 :])


def shown_pages(count: int) -> list[int]:
    """Pictures of the first two pages and the last one; the text covers all of them."""
    return sorted({0, min(1, count - 1), count - 1})


def write_received(name: str, received: Image.Image, approved: Image.Image | None) -> None:
    RECEIVED.mkdir(parents=True, exist_ok=True)
    received.save(RECEIVED / f"{name}.received.png")
    if approved is not None and approved.size == received.size:
        ImageChops.invert(ImageChops.difference(approved, received)).save(RECEIVED / f"{name}.difference.png")


@pytest.mark.paper
@pytest.mark.parametrize("case", CASES)
def test_the_paper_is_as_approved(case: str) -> None:
    pdf = CASES[case]()
    text = "\f".join(page_texts(pdf))
    numbers = shown_pages(page_count(pdf))
    images = dict(zip(numbers, page_images(pdf, dots_per_inch=DOTS_PER_INCH, pages=numbers), strict=True))
    if APPROVING:
        APPROVED.mkdir(exist_ok=True)
        (APPROVED / f"{case}.txt").write_text(text, encoding="utf-8", newline="\n")
        for number, image in images.items():
            image.save(APPROVED / f"{case}.{number + 1}.png", optimize=True)
        return

    differences = []
    for number, image in images.items():
        name = f"{case}.{number + 1}"
        path = APPROVED / f"{name}.png"
        approved = Image.open(path).convert("L") if path.exists() else None
        if approved is None or differing_pixels(approved, image) > PIXELS:
            write_received(name, image, approved)
            differences.append(name)
    approved_text = (APPROVED / f"{case}.txt").read_text(encoding="utf-8")

    assert text == approved_text
    assert not differences, f"look at {RECEIVED}"


@pytest.mark.paper
def test_a_line_moved_by_a_millimetre_is_a_different_picture() -> None:
    image = page_images(CASES["decision_annex--one_row"](), dots_per_inch=DOTS_PER_INCH, pages=[0])[0]
    moved = ImageChops.offset(image, 0, 2)

    assert differing_pixels(image, moved) > PIXELS


def test_every_approved_file_belongs_to_a_case() -> None:
    names = {path.name.split(".")[0] for path in APPROVED.iterdir()}

    assert names == set(CASES)
