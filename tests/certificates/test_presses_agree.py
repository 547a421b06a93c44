"""The fast press and the plain one print the same paper."""

from collections.abc import Callable

import pytest
import reportlab
from builders.paper_cases import CASES
from builders.paper_reading import page_count, page_images, page_texts
from PIL import ImageChops

from certificates import fast_fonts

DOTS_PER_INCH, GREY_LEVELS, PIXELS = 60, 32, 20


@pytest.fixture
def other_reportlab(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], bytes]:
    """Draw a case as if another version of ReportLab were installed, which only the plain press serves."""

    def draw(case: str) -> bytes:
        with monkeypatch.context() as patch:
            patch.setattr(reportlab, "__version__", "0")
            return CASES[case]()

    return draw


def test_this_is_the_version_that_the_fast_press_knows() -> None:
    assert reportlab.__version__ == fast_fonts.REPORTLAB_VERSION


@pytest.mark.paper
@pytest.mark.parametrize("case", CASES)
def test_both_presses_give_the_same_text_and_the_same_pictures(
    case: str, other_reportlab: Callable[[str], bytes]
) -> None:
    fast, plain = CASES[case](), other_reportlab(case)

    assert fast != plain
    assert page_texts(fast) == page_texts(plain)
    pages = range(min(page_count(fast), 3))
    both = (page_images(pdf, dots_per_inch=DOTS_PER_INCH, pages=pages) for pdf in (fast, plain))
    for first, second in zip(*both, strict=True):
        assert sum(ImageChops.difference(first, second).histogram()[GREY_LEVELS + 1 :]) <= PIXELS


def test_the_plain_press_too_gives_the_same_bytes_twice(other_reportlab: Callable[[str], bytes]) -> None:
    case = "star_certificate--own_artwork"

    assert other_reportlab(case) == other_reportlab(case)
