"""What an administrative paper says: heads, paragraphs, tables, who signs and who receives it; frozen words."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Manner(Enum):
    """How a paragraph is set."""

    BODY = "body"
    """Justified, the first line goes in."""

    HEADING = "heading"
    """Bold; never the last line of a page."""

    ITEM = "item"
    """One of a list, all of it goes in."""

    ENTRY = "entry"
    """A blank of a form, from the left margin: its lead is the label."""

    REMARK = "remark"
    """Italic."""

    SMALL = "small"
    """In the letters of a table, such as what explains it."""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    text: str
    lead: str = ""
    """Bold words before the text."""

    manner: Manner = Manner.BODY
    field: str = "paragraph"
    """What a refusal names."""


class Side(Enum):
    """Where the lines of a table's cell stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class TableColumn:
    """One column of a table."""

    title: str
    share: float
    """Of the width, beside the other columns' shares; a table whose shares add up to less is still as wide."""

    side: Side = Side.LEFT
    field: str = "cell"
    """What a refusal names."""


@dataclass(frozen=True, kw_only=True)
class TableBand:
    """A heading over the whole width of a table."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; its head is repeated on every page and no row is split."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...] | TableBand, ...]
    when_empty: str = "Không có dòng nào."
    is_dense: bool = False
    """Whether it has many columns, and so smaller letters."""

    is_together: bool = False
    """Whether all of it stays on one page, as far as a page is high enough."""

    def __post_init__(self) -> None:
        """Refuse rows of another width.

        :raises ValueError: if a row has more or fewer cells than there are columns.
        """
        if any(isinstance(row, tuple) and len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has a cell for every column")


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs."""

    authority_lines: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class OfficialPaper:
    """An administrative paper in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I."""

    parent_body: str | None
    issuing_body: str | None
    """None for what a unit writes to an authority."""

    symbol: str | None
    """"TB-SNNMT": the number before it is given by whoever issues the paper; None: a paper without a number."""

    title: str
    """"THÔNG BÁO", in its own capitals."""

    subject: str
    """Trích yếu."""

    place: str
    issued_on: date | None
    """None leaves the blanks."""

    addressees: tuple[str, ...] = ()
    """After «Kính gửi»."""

    blocks: tuple[Paragraph | Table, ...]
    signatures: tuple[Signature, ...] = ()
    """From left to right; at most three."""

    signing_hint: str = ""
    """"(Ký, ghi rõ họ tên)"."""

    below: tuple[Table, ...] = ()
    """Under the signatures: what an authority fills in."""

    recipients: tuple[str, ...] = ()
    """Nơi nhận; only beside a single signature."""

    foot: str = ""
    """One line in the lower margin of every page."""

    is_landscape: bool = False
    is_draft: bool = False
    is_demonstration: bool = False

    def __post_init__(self) -> None:
        """Refuse what has no place.

        :raises ValueError: if recipients stand beside more than one signature, or four would sign.
        """
        if len(self.signatures) > 3:
            raise ValueError("at most three people sign a paper")
        if self.recipients and len(self.signatures) != 1:
            raise ValueError("recipients stand beside one signature")
