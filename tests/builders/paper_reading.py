"""What a reader sees in a PDF: its text page by page, its pages as pictures."""

from collections.abc import Sequence

import pypdfium2
from PIL import Image


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def words(pdf: bytes) -> str:
    """Return the text of all pages with every white space folded into one."""
    return " ".join(" ".join(page_texts(pdf)).split())


def page_count(pdf: bytes) -> int:
    """Return how many pages there are."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_images(pdf: bytes, *, dots_per_inch: int, pages: Sequence[int]) -> list[Image.Image]:
    """Return pages (from 0) as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[index].render(scale=dots_per_inch / 72, grayscale=True).to_pil().copy() for index in pages]
    finally:
        document.close()
