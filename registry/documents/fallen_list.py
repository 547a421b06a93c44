"""The list of papers that a pack sets apart: what they are and why nobody is to print or hand them over."""

from collections.abc import Iterable

from registry.documents import bundle
from registry.rules.certificate_life import Standing, stands

FOLDER = "0 Không in, không trao"
"""Where a pack keeps the files of papers that are not good any more: first, so that it is seen."""


def listed(papers: Iterable[tuple[str | None, str, Standing]], *, day: str) -> tuple[str, bytes]:
    """Return the list as a text file, with its path in the pack.

    :param papers: number, product and standing of each.
    :param day: the day of the standings, as people write it.
    """
    lines = [f"{number or 'Không rõ số'} ({subject}): {stands(standing)}." for number, subject, standing in papers]
    head = f"Ngày {day}, các giấy sau không còn giá trị, đã để riêng, không nằm trong bản in gộp:"
    name = bundle.filename("Giấy không còn giá trị", extension="txt")
    # Notepad tells Vietnamese letters by the mark at the beginning.
    return f"{FOLDER}/{name}", "\r\n".join([head, *lines, ""]).encode("utf-8-sig")
