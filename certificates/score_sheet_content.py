"""What a member's score sheet says: the criteria as printed, the ticks, the points; frozen words."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class RowKind(Enum):
    """What a row of the criteria table is, which chooses how it is set."""

    PART = "part"
    SECTION = "section"
    CRITERION = "criterion"
    """Ticked, or the sum of those below it."""

    REMARK = "remark"
    """A hint, a case or a condition of the instrument, or the member's comment on a criterion."""

    OPTION = "option"
    """One answer, with its box."""

    GROUND = "ground"
    """A ground of elimination, with its box."""


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
    """One row of the criteria table."""

    kind: RowKind
    code: str = ""
    text: str
    points: str = ""
    """As printed in the criteria: the highest of a criterion, those of an option."""

    given: str = ""
    """What the member gives; of options and grounds the box says it."""

    is_ticked: bool = False


@dataclass(frozen=True, kw_only=True)
class ScoreSheetPaper:
    """Phiếu đánh giá sản phẩm OCOP of one member for one product (QĐ 26/2026, Phụ lục II)."""

    title: str = "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP"
    parent_body: str | None
    issuing_body: str
    criteria_name: str
    """"BỘ SẢN PHẨM: CHÈ TƯƠI, CHÈ CHẾ BIẾN"."""

    instrument: str
    """"Theo Bộ tiêu chí ban hành kèm theo Quyết định số 26/2026/QĐ-TTg"."""

    product_name: str
    product_code: str | None
    """None leaves the dots of the form."""

    registration_number: str | None = None
    """Of the dossier's slip; None prints no line."""

    producer_name: str
    phone: str | None
    producer_address: str | None
    rows: tuple[ScoreRow, ...]
    total: str
    """In figures: "72"."""

    opinion: tuple[str, ...] = ()
    """Paragraphs; empty leaves the dots of the form."""

    place: str
    signed_on: date | None
    member_name: str
    member_office: str
    """"Ủy viên, Sở Công Thương"."""

    foot: str = ""
    """In the lower margin of every page: turn, time and SHA-256 of the sheet."""

    is_draft: bool = False
    is_demonstration: bool = False
