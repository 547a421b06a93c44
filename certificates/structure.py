"""What a screen reader is told: which things stand on the pages, in which order, and what the pictures mean.

ISO 32000-1, 14.7 and 14.8: marked content in the pages, a tree of structure elements that refer to it, and the way
back from each mark to its element. PDF/UA and PDF/A are not claimed: nothing here could prove them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from certificates.pdf_objects import Finished, register, text

ORNAMENT = "/Artifact BMC"
END = "EMC"


class Role(StrEnum):
    """What a marked thing is, by the standard structure types."""

    TITLE = "H1"
    WORDS = "P"
    PICTURE = "Figure"


@dataclass(frozen=True)
class _Mark:
    role: Role
    alternative: str


@dataclass
class Structure:
    """The marks of one document, page by page."""

    pages: list[list[_Mark]] = field(default_factory=lambda: [[]])

    def begin(self, role: Role, alternative: str) -> str:
        """Return the operator that begins a marked thing on the page in hand."""
        marks = self.pages[-1]
        marks.append(_Mark(role, alternative))
        return f"/{role} <</MCID {len(marks) - 1}>> BDC"

    def next_page(self) -> None:
        """Begin another page."""
        self.pages.append([])

    def write(self, document: Any, page_numbers: Sequence[int]) -> None:
        """Put the tree into the document.

        :param page_numbers: object numbers of the pages, each of which names its index as its /StructParents.
        """
        root, whole = Finished(), Finished()
        root_number, whole_number = register(document, root), register(document, whole)
        parents = []
        for page_number, marks in zip(page_numbers, self.pages, strict=False):
            parents.append(
                b" ".join(
                    b"%d 0 R" % register(document, Finished(_element(mark, number, whole_number, page_number)))
                    for number, mark in enumerate(marks)
                )
            )
        whole.content = b"<</S/Document/P %d 0 R/K[%s]>>" % (root_number, b" ".join(parents))
        back = b" ".join(b"%d [%s]" % (index, kids) for index, kids in enumerate(parents))
        root.content = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%s]>>>>" % (whole_number, back)
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = Finished(b"<< /Marked true >>")


def _element(mark: _Mark, number: int, parent: int, page: int) -> bytes:
    alternative = b"/Alt%s" % text(mark.alternative) if mark.alternative else b""
    return b"<</S/%s/P %d 0 R/Pg %d 0 R/K %d%s>>" % (mark.role.encode(), parent, page, number, alternative)
