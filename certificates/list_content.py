"""What the lists say: award list, prize list, decision annex; frozen words, as of the moment they were ordered."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Arrangement(Enum):
    """How the award list is ordered; the caller orders the sections, this chooses the columns."""

    BY_PRODUCER = "by_producer"
    """One section per producer, in calling order."""

    BY_COMMUNE = "by_commune"
    """One section per commune or ward."""

    BY_STARS = "by_stars"
    """One section per star rating."""


@dataclass(frozen=True, kw_only=True)
class AwardRow:
    """One product on the award list."""

    product_name: str
    producer_key: str
    """Tells producers of the same name apart; never printed."""

    producer_name: str
    commune: str
    stars: int
    decision: str
    """"1757/QĐ-UBND ngày 11/12/2020"."""


@dataclass(frozen=True, kw_only=True)
class AwardSection:
    """The rows of one producer, one commune or one star rating."""

    title: str
    """Name of the producer, of the commune, or "Hạng 4 sao"."""

    detail: str | None = None
    """Under or beside the title: the commune of a producer; None prints nothing."""

    rows: tuple[AwardRow, ...]


@dataclass(frozen=True, kw_only=True)
class AwardList:
    """Danh sách khen thưởng for the conference, read aloud by the announcer."""

    title: str = "DANH SÁCH TRAO GIẤY CHỨNG NHẬN SẢN PHẨM OCOP"
    parent_body: str | None = None
    issuing_body: str
    event_title: str
    event_place: str
    event_on: date
    arrangement: Arrangement
    sections: tuple[AwardSection, ...]
    product_total: int
    """Must agree with the rows."""

    producer_total: int
    """Must agree with the different producer keys of the rows."""

    total_in_words: str
    """"Bốn mươi bảy sản phẩm của hai mươi ba đơn vị"."""

    is_demonstration: bool = False

    def __post_init__(self) -> None:
        """Refuse totals that are not those of the rows.

        :raises ValueError: if the stated totals and the rows disagree.
        """
        rows = [row for section in self.sections for row in section.rows]
        if len(rows) != self.product_total:
            raise ValueError(f"the list says {self.product_total} products and has {len(rows)}")
        producers = len({row.producer_key for row in rows})
        if producers != self.producer_total:
            raise ValueError(f"the list says {self.producer_total} producers and has {producers}")


@dataclass(frozen=True, kw_only=True)
class PrizeRow:
    """One prize: a product, its producer and the money."""

    recipient_name: str
    commune: str
    product_name: str
    stars: int
    amount: int
    """Đồng."""

    note: str | None = None
    """In brackets after the product's name."""


@dataclass(frozen=True, kw_only=True)
class PrizeList:
    """Danh sách chi tiền thưởng, with a column to sign for the money."""

    title: str = "DANH SÁCH CHI TIỀN THƯỞNG SẢN PHẨM OCOP"
    parent_body: str | None = None
    issuing_body: str
    subtitle: str
    """What the money is for: round, year, event."""

    resolution: str
    """"Nghị quyết số …/NQ-HĐND ngày … của Hội đồng nhân dân tỉnh Lai Châu", which sets the amounts."""

    rows: tuple[PrizeRow, ...]
    total_amount: int
    """Đồng; must agree with the rows."""

    total_in_words: str
    """"Hai trăm linh bốn triệu đồng"."""

    place: str
    issued_on: date | None
    signatures: tuple[tuple[str, str | None], ...] = (
        ("NGƯỜI LẬP DANH SÁCH", None),
        ("THỦ TRƯỞNG CƠ QUAN", None),
    )
    """Authority and name (or None) of each who signs at the end, from left to right; at most three."""

    is_draft: bool = False
    is_demonstration: bool = False

    def __post_init__(self) -> None:
        """Refuse a total that is not that of the rows.

        :raises ValueError: if the stated total and the rows disagree, an amount is negative or four would sign.
        """
        total = sum(row.amount for row in self.rows)
        if total != self.total_amount:
            raise ValueError(f"the list says {self.total_amount} đồng and its rows make {total}")
        if any(row.amount < 0 for row in self.rows):
            raise ValueError("a prize is never negative")
        if not 1 <= len(self.signatures) <= 3:
            raise ValueError("one to three people sign a prize list")


class AnnexKind(Enum):
    """What the decision decides, which chooses the annex's columns."""

    RECOGNITION = "recognition"
    """Product, producer, address, score, stars, note."""

    HIGH_SCORE = "high_score"
    """Approval of a result of 90 points and more: product, producer, address, score, result, note."""

    CORRECTION = "correction"
    """Product, producer, certificate number, what it said, what it is to say, ground."""

    REVOCATION = "revocation"
    """Product, producer, address, certificate number, stars, ground."""

    AWARD = "award"
    """Recipient, address, achievement, note."""


@dataclass(frozen=True, kw_only=True)
class AnnexLine:
    """One line of an annex; the kind of decision says which fields are printed, None prints an empty cell."""

    product_name: str | None = None
    producer_name: str | None = None
    """The recipient in an award decision."""

    address: str | None = None
    score: str | None = None
    """As printed, with a decimal comma; "không có điểm" when there is none."""

    stars: str | None = None
    """As printed: "4 sao", "tiềm năng 5 sao"."""

    certificate_number: str | None = None
    before: str | None = None
    after: str | None = None
    achievement: str | None = None
    ground: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class AnnexSection:
    """Lines under one heading, such as one star rating; numbering runs on through the sections."""

    title: str | None = None
    lines: tuple[AnnexLine, ...]


@dataclass(frozen=True, kw_only=True)
class DecisionAnnex:
    """Phụ lục kèm theo quyết định, in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I."""

    kind: AnnexKind
    annex_number: str | None = None
    """Roman numeral when there are two annexes or more; None: the only one."""

    title: str
    """"DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN ĐẠT HẠNG SAO OCOP", in its own capitals."""

    decision_number: str | None
    """None leaves the blanks that the decree asks for in an electronic document."""

    decision_date: date | None
    decision_symbol: str = "QĐ-UBND"
    """Printed after the blank when there is no number."""

    decision_body: str
    """"Chủ tịch Ủy ban nhân dân tỉnh Lai Châu", as it stands inside a sentence."""

    sections: tuple[AnnexSection, ...]
    line_total: int
    """Must agree with the sections."""

    closing_note: str | None = None
    """"Danh sách này có 47 sản phẩm của 23 chủ thể./."; None prints nothing."""

    authority_lines: tuple[str, ...] = ()
    """Empty: the annex is not signed again."""

    signatory_name: str | None = None
    is_landscape: bool | None = None
    """None: portrait, but landscape for corrections and revocations, whose columns need the width."""

    is_draft: bool = False
    is_demonstration: bool = False

    def __post_init__(self) -> None:
        """Refuse a total that is not that of the lines.

        :raises ValueError: if the stated total and the sections disagree, or only one of number and date is known.
        """
        lines = sum(len(section.lines) for section in self.sections)
        if lines != self.line_total:
            raise ValueError(f"the annex says {self.line_total} lines and has {lines}")
        if (self.decision_number is None) != (self.decision_date is None):
            raise ValueError("a decision gets its number and its date together")
